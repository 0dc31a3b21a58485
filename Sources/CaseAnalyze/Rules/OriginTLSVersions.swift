import CaseFacts
import CaseModel

extension AnalysisRule {
    static let originTLSVersions = AnalysisRule(
        "origin-tls-versions", .lead,
        help: "Says when the origin takes neither TLS 1.2 nor 1.3, or only versions that are withdrawn.",
        needs: .all(.origin, .ways),
        against: "A device between this host and the origin that takes part in handshakes.",
        asks: [.errorLog], source: .standard("RFC 8996")
    ) { view, _ in
        // Two origins are two servers.
        let all = view.ways.filter { $0.leg == .origin && $0.tlsVersion != nil }
        let servers = Set(all.map { $0.probe.pin?.description ?? "" }).sorted()
        return servers.compactMap { server in
            finding(all.filter { ($0.probe.pin?.description ?? "") == server })
        }
    }

    private static func finding(_ steps: [WebStep]) -> Finding? {
        guard let words = steps.withdrawnVersionsAlone else { return nil }
        return Finding(
            "origin-tls-versions", "the origin takes only TLS \(words)", .origin, .likely,
            because: steps.map { $0.cite() },
            next: ["Let the origin offer TLS 1.2 and 1.3 (RFC 8996 withdraws 1.0 and 1.1)."])
    }
}

extension EvidenceView {
    /// The versions an origin takes when they are withdrawn ones alone, and the handshakes that show it.
    func takenTLSVersions(of step: WebStep) -> (words: String, steps: [WebStep])? {
        let steps = ways.filter { way in
            way.leg == .origin && way.host == step.host && way.probe.pin == step.probe.pin
                && way.tlsVersion != nil
        }
        return steps.withdrawnVersionsAlone.map { ($0, steps) }
    }
}

extension [WebStep] {
    /// `1.0 and 1.1` when neither 1.2 nor 1.3 is taken and another is; `nil` when that is not so or not known.
    fileprivate var withdrawnVersionsAlone: String? {
        let taken = filter { $0.offersTLS == true }.compactMap(\.tlsVersion)
        let refused = filter { $0.offersTLS == false }.compactMap(\.tlsVersion)
        guard !taken.isEmpty, refused.contains(.tls12), refused.contains(.tls13) else { return nil }
        return taken.map(\.rawValue).joined(separator: " and ")
    }
}

extension WebStep {
    /// The one version of TLS it was tried with.
    var tlsVersion: TLSVersion? {
        guard case .tls(let version) = probe.way else { return nil }
        return version
    }

    /// Whether the peer took that version; `nil` when nothing says so, for the connection failed or it was we who refused.
    var offersTLS: Bool? {
        if last?.tls?.version != nil || status != nil { return true }
        return failure?.code == .tlsHandshake ? false : nil
    }
}
