import CaseModel
import CaseRedact

/// The ways one URL was asked on one leg besides the main request, and what came of each.
struct WayRow {
    let leg: HTTPProbe.Leg
    /// The step's name without the way.
    let label: String
    var ways: [(name: String, says: String)] = []

    /// A row for each main request, in plan order.
    static func rows(_ evidence: SealedCase) -> [WayRow] {
        var rows: [WayRow] = []
        for step in evidence.steps {
            let observation = step.observation.value
            guard case .http(let probe) = observation.step.action, let way = probe.way, way != .samples else {
                continue
            }
            let id = observation.step.id.description
            let label = String(id.dropLast(way.description.utf8.count + 1))
            // Another host is called by its name.
            let said = (way == .sibling ? probe.url.host.description : way.name, says(observation))
            if let place = rows.firstIndex(where: { $0.label == label }) {
                rows[place].ways.append(said)
            } else {
                rows.append(WayRow(leg: probe.leg, label: label, ways: [said]))
            }
        }
        return rows
    }

    /// `IPv4 200, IPv6 skipped: …, HTTP/1.1 200, TLS 1.0 refused`.
    var sentence: String {
        ways.map { "\($0.name) \($0.says)" }.joined(separator: ", ")
    }

    private static func says(_ observation: Observation) -> String {
        guard case .http(let http) = observation.evidence, let last = http.exchanges.last else {
            return observation.outcome.shortWords
        }
        if case .http(let probe) = observation.step.action, let way = probe.way,
            let words = way.verdict(http.exchanges, last)
        {
            return words
        }
        if case .http(let probe) = observation.step.action, case .version(let version) = probe.way,
            let spoken = last.version, spoken != version.name
        {
            return "not offered (\(last.status.map { "\($0) over " } ?? "")\(spoken))"
        }
        guard let status = last.status else {
            return (last.failure ?? observation.outcome.failure).map(short) ?? "no answer"
        }
        let location =
            (300..<400).contains(status) ? last.field("location").map { " to \($0.clipped(80))" } ?? "" : ""
        return "\(status)\(location)" + (last.failure.map { " (\($0.code.rawValue))" } ?? "")
    }

    private static func short(_ failure: Failure) -> String {
        switch failure.code {
        case .tlsHandshake: "refused"
        case .tlsLocalRefusal: "not possible from here"
        default: failure.code.rawValue
        }
    }
}

extension Outcome {
    fileprivate var shortWords: String {
        switch self {
        case .skipped(let reason): "skipped (\(reason.text))"
        default: failure?.code.rawValue ?? word
        }
    }
}

extension HTTPWay {
    /// `IPv6`, `HTTP/2`, `TLS 1.0`.
    var name: String {
        switch self {
        case .family(let family): family.name
        case .version(let version): version.name
        case .tls(let version): "TLS \(version.rawValue)"
        case .problem: "structured error"
        case .scheme: "other scheme"
        case .sibling: "with or without www"
        case .samples: "samples"
        case .cache: "twice more"
        case .identity: "uncompressed"
        case .staple: "revocation by OCSP staple"
        case .keepAlive: "idle connection"
        }
    }

    /// What was seen, where that is not the status of the answer.
    fileprivate func verdict(_ exchanges: [HTTPExchange], _ last: HTTPExchange) -> String? {
        switch self {
        case .tls: return last.failure == nil ? "taken" : nil
        case .staple: return last.tls?.staple
        case .keepAlive:
            return last.idle.map { idle in
                "\(idle.isClosed ? "closed after" : "still open after") \(Measure.time(idle.duration) ?? "")"
            }
        case .cache:
            let states = exchanges.map { $0.field("cf-cache-status")?.clipped(20) ?? "no cache status" }
            return states.joined(separator: ", then ")
        case .family, .version, .problem, .scheme, .sibling, .samples, .identity: return nil
        }
    }
}

/// Samples of one leg.
struct SampleRow {
    let label: String
    let summary: SampleSummary

    /// A row for each step of samples, in plan order.
    static func rows(_ evidence: SealedCase) -> [SampleRow] {
        evidence.steps.compactMap { step in
            let observation = step.observation.value
            guard case .http(let probe) = observation.step.action, probe.way == .samples,
                case .http(let http) = observation.evidence, let summary = SampleSummary(http.exchanges)
            else { return nil }
            return SampleRow(label: probe.leg == .origin ? "origin" : "edge", summary: summary)
        }
    }
}
