import CaseFacts
import CaseModel

extension AnalysisRule {
    static let nameServersMisspelled = AnalysisRule(
        "name-servers-misspelled", .cause,
        help: "Says when a zone's name servers are misspelled at the registrar.",
        needs: .all(.walk), against: "A zone of the customer's own by that name.", asks: [.assignedServers],
        source: .edition("network")
    ) { view, facts in
        view.zoneDelegations.compactMap { walk, zone in
            let wrong = zone.parentServers.filter(facts.network.isMisspelled)
            return Finding(
                "name-servers-misspelled",
                "the parent of \(zone.name) names \(wrong.joined(separator: " and ")), which is misspelled",
                .edgeConfiguration, .high,
                because: wrong.isEmpty
                    ? [] : [walk.citeParent(of: zone)],
                next: [
                    "Correct the name servers at the registrar: they end in \(facts.network.nameServerSuffixes[0])."
                ])
        }
    }
}

extension EvidenceView {
    /// The walks with the last zone each came to, which is the case's own.
    var zoneDelegations: [(walk: DelegationWalk, zone: DelegationZone)] {
        walks.compactMap { walk in
            guard let zone = walk.evidence.zones.last, zone.name != ".", concerns(zone.name),
                !zone.parentServers.isEmpty
            else { return nil }
            return (walk, zone)
        }
    }

    /// The delegation of a host's zone when no server of it is one the CDN assigns.
    func outsideDelegation(
        of host: String, _ facts: Facts
    ) -> (walk: DelegationWalk, zone: DelegationZone)? {
        zoneDelegations.first { walk, zone in
            walk.probe.name.description == host
                && !zone.parentServers.contains(where: facts.network.isAssigned)
        }
    }
}
