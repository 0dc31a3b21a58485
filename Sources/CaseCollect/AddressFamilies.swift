import CaseModel

/// Tells a path that cannot exist from one that failed: a name without IPv6 addresses has no IPv6 path.
struct AddressFamilies {
    private var answered: [String: Set<PathProbe.Family>] = [:]
    private var found: [String: Set<PathProbe.Family>] = [:]

    /// - Parameter observations: All of a run; the DNS answers among them are what counts.
    init(_ observations: [Observation]) {
        for observation in observations {
            guard case .dns(let probe) = observation.step.action, observation.outcome == .saw,
                case .dns(let dns) = observation.evidence,
                let family = probe.type == .a ? PathProbe.Family.v4 : probe.type == .aaaa ? .v6 : nil
            else { continue }
            answered[probe.name.description, default: []].insert(family)
            if dns.message.answers.contains(where: { $0.type == probe.type }) {
                found[probe.name.description, default: []].insert(family)
            }
        }
    }

    /// The observation, its failure turned into a skip when the name has no address of the family.
    func settled(_ observation: Observation) -> Observation {
        guard case .path(let probe) = observation.step.action, observation.outcome.isGap,
            observation.outcome != .cancelled, answered[probe.target]?.contains(probe.family) == true,
            found[probe.target]?.contains(probe.family) != true
        else { return observation }
        var settled = observation
        let family = probe.family == .v6 ? "IPv6" : "IPv4"
        settled.outcome = .skipped(SkipReason("\(probe.target) has no \(family) address", chosen: true))
        return settled
    }
}
