import CaseModel
import CaseRedact

/// A question to one name server and what came of it.
struct Lookup: Sendable {
    let probe: DNSProbe
    let message: DNSMessage?
    let failure: Failure?
    /// Whether the server has an answer that it gives to nobody for its signatures.
    let isHeldBack: Bool
    let files: [String]

    /// - Returns: `nil` for another kind of step, and for one that was skipped or cancelled.
    init?(_ step: SealedStep) {
        let observation = step.observation.value
        guard case .dns(let probe) = observation.step.action else { return nil }
        switch observation.outcome {
        case .saw, .failed, .timedOut: break
        case .skipped, .cancelled: return nil
        }
        self.probe = probe
        failure = observation.outcome.failure
        if case .dns(let evidence) = observation.evidence, let unchecked = evidence.unchecked {
            isHeldBack = unchecked.rcode == 0 && unchecked.answers.contains { $0.type != .rrsig }
        } else {
            isHeldBack = false
        }
        // A reply that could not be read, or that came too late, leaves an empty message.
        let wasRead = failure.map { $0.operation == .resolve } ?? true
        if wasRead, case .dns(let evidence) = observation.evidence {
            message = evidence.message
        } else {
            message = nil
        }
        files = step.files.map(\.description)
    }

    /// `NOERROR`, `NXDOMAIN`, …, also when it came as a failure; `nil` when no server said anything.
    var rcode: String? {
        if let message { return message.rcodeName }
        return switch failure?.code {
        case .dnsNXDomain: "NXDOMAIN"
        case .dnsServerFailure: "SERVFAIL"
        case .dnsRefused: "REFUSED"
        case .dnsNoAnswer: "NOERROR"
        default: nil
        }
    }

    /// Addresses in the answer, for questions about A and AAAA.
    var addresses: Set<IPAddress> {
        guard probe.type == .a || probe.type == .aaaa else { return [] }
        return Set(
            (message?.answers ?? []).filter { $0.type == probe.type }.compactMap { IPAddress($0.data) })
    }

    /// Cites the record of the step with the answer in words.
    func cite() -> Finding.Citation? { files.last.map { Finding.Citation(file: $0, says: says) } }

    private var says: String {
        let way = probe.carrier == .udp ? "" : " over \(probe.carrier.transport.rawValue)"
        let question = "\(probe.server)\(way) on \(probe.name) \(probe.type)"
        guard let rcode else { return "\(question): \(failure?.says ?? "no answer")" }
        let shown = addresses.sorted().prefix(4).map(\.description).joined(separator: ", ")
        let rest = addresses.count > 4 ? " and \(addresses.count - 4) more" : ""
        return "\(question): \(rcode)" + (isHeldBack ? ", and an answer without validation" : "")
            + (shown.isEmpty ? "" : ", \(shown)\(rest)")
    }
}

extension EvidenceView {
    /// Lookups of one name and type, in order of the first.
    func lookupGroups(of types: [DNSType]) -> [(name: Hostname, type: DNSType, lookups: [Lookup])] {
        var groups: [(name: Hostname, type: DNSType, lookups: [Lookup])] = []
        for lookup in lookups where types.contains(lookup.probe.type) {
            let place = groups.firstIndex { $0.name == lookup.probe.name && $0.type == lookup.probe.type }
            if let place {
                groups[place].lookups.append(lookup)
            } else {
                groups.append((lookup.probe.name, lookup.probe.type, [lookup]))
            }
        }
        return groups
    }
}
