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
        guard let (target, family) = Self.wanted(observation.step), observation.outcome.isGap,
            observation.outcome != .cancelled, answered[target]?.contains(family) == true,
            found[target]?.contains(family) != true
        else { return observation }
        var settled = observation
        settled.outcome = .skipped(SkipReason("\(target) has no \(family.name) address", chosen: true))
        return settled
    }

    /// The one family of a host that a step is about.
    private static func wanted(_ step: Step) -> (target: String, family: PathProbe.Family)? {
        switch step.action {
        case .path(let probe): return (probe.target, probe.family)
        case .http(let probe):
            guard case .family(let family) = probe.way else { return nil }
            return (probe.url.host.description, family)
        case .dns, .delegation, .time: return nil
        }
    }
}
