import CaseFacts
import CaseModel

extension AnalysisRule {
    static let notReproduced = AnalysisRule(
        "not-reproduced", .context,
        help: "Says when every request of this run was answered without an error.",
        needs: .all(.edge),
        against: "A failure that only some networks, data centres or times see.",
        asks: [.har, .samples, .secondNetwork], source: .evidence
    ) { view, _ in
        let edge = view.web.filter { $0.leg == .edge }
        let origin = view.web.filter { $0.leg == .origin }
        guard !edge.isEmpty,
            edge.allSatisfy({ step in
                step.failure == nil && step.circle == nil && step.status.map { $0 < 400 } ?? false
                    && step.last?.field("cf-mitigated") == nil
            }),
            origin.allSatisfy({ $0.status.map { $0 < 500 } ?? false }),
            !view.ways.contains(where: \.isFailedWay)
        else { return [] }
        let legs = origin.contains { $0.status != nil } ? "edge and origin" : "the edge"
        return [
            Finding(
                "not-reproduced",
                "\(legs) answered every request of this run: the failure was not there from this host",
                .benign, .high, because: (edge.prefix(4) + origin.prefix(4)).map { $0.cite() },
                next: [
                    "Run it again from an affected network while the failure lasts, or add a HAR with the Ray IDs of failures."
                ])
        ].compactMap { $0 }
    }
}

extension WebStep {
    /// Whether a thing that was done differently, or done again and again, failed for what the server did.
    ///
    /// A version of TLS that is not taken is a setting, and what this host cannot do says nothing.
    fileprivate var isFailedWay: Bool {
        switch probe.way {
        case .samples, .cache: exchanges.contains(where: \.isFailing)
        case .family, .version, .problem, .identity: isFailing && !isLocal
        // An origin need not listen for the other scheme.
        case .scheme, .sibling: leg == .edge && isFailing && !isLocal
        case .tls, .staple, .keepAlive, nil: false
        }
    }
}
