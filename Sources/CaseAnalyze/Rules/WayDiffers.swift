import CaseFacts
import CaseModel

extension AnalysisRule {
    static let wayDiffers = AnalysisRule(
        "way-differs", .lead,
        help: "Says when a URL fails over one family or version of HTTP and works over the other.",
        needs: .all(.ways),
        against: "A repetition in which both ways do the same.",
        asks: [.samples], source: .evidence
    ) { view, _ in
        var findings: [Finding?] = []
        for leg in [HTTPProbe.Leg.edge, .origin] {
            for (url, steps) in Self.groups(view, leg) {
                let families = steps.filter { if case .family = $0.probe.way { true } else { false } }
                findings.append(Self.finding(leg, url, families))
                let versions = steps.filter { if case .version = $0.probe.way { true } else { false } }
                findings.append(Self.finding(leg, url, versions))
            }
        }
        return findings.compactMap { $0 }
    }

    private static func groups(_ view: EvidenceView, _ leg: HTTPProbe.Leg) -> [(String, [WebStep])] {
        var groups: [(String, [WebStep])] = []
        for step in view.ways where step.leg == leg {
            // Two origins are two servers.
            let key = "\(step.probe.url) \(step.probe.pin?.description ?? "")"
            if let place = groups.firstIndex(where: { $0.0 == key }) {
                groups[place].1.append(step)
            } else {
                groups.append((key, [step]))
            }
        }
        return groups
    }

    /// What fails while another of the same kind works; what this host itself cannot do is nobody's failure.
    private static func finding(_ leg: HTTPProbe.Leg, _ url: String, _ steps: [WebStep]) -> Finding? {
        let failing = steps.filter { $0.isFailing && !$0.isLocal }
        // A server that fell back to another version says nothing of the one that was asked for.
        let working = steps.filter { step in
            if case .version(let version) = step.probe.way, step.last?.version != version.name {
                return false
            }
            return !step.isFailing
        }
        guard let failed = failing.first, let worked = working.first, let way = failed.probe.way,
            let other = worked.probe.way
        else { return nil }
        let who = leg == .edge ? "edge" : "origin"
        return Finding(
            "way-differs-\(who)-\(way)", "the \(who) fails over \(way.words) and works over \(other.words)",
            leg == .origin ? .origin : .undetermined, .likely, because: (failing + working).map { $0.cite() },
            next: [
                "Repeat both a few times (casefile collect --samples 20) to see whether the difference lasts.",
                way.advice,
            ])
    }
}

extension WebStep {
    /// No answer, one of 5xx, or one that broke off.
    var isFailing: Bool { last?.isFailing ?? true }

    /// Whether it failed for what this host can or will do.
    var isLocal: Bool {
        switch failure?.code {
        case .networkUnreachable, .tlsLocalRefusal, .dnsNoAnswer: status == nil
        default: false
        }
    }
}

extension HTTPWay {
    /// `IPv6`, `HTTP/2`, `TLS 1.0`.
    var words: String {
        switch self {
        case .family(let family): family.name
        case .version(let version): version.name
        case .tls(let version): "TLS \(version.rawValue)"
        case .problem: "a structured form"
        case .scheme: "the other scheme"
        case .sibling: "the name with or without www"
        case .samples, .cache: "repetition"
        case .identity: "no compression"
        case .staple: "a handshake alone"
        case .keepAlive: "an idle connection"
        }
    }

    fileprivate var advice: String {
        switch self {
        case .family: "Compare the paths over both families in path/, and the AAAA and A records."
        default:
            "Compare the two exchanges in http/: the same URL, address and headers, another version of HTTP."
        }
    }
}
