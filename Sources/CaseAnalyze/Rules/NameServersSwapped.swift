import CaseFacts
import CaseModel

extension AnalysisRule {
    static let nameServersSwapped = AnalysisRule(
        "name-servers-swapped", .cause,
        help: "Says when parent and zone name different servers of the CDN: a stale pair at the registrar.",
        needs: .all(.walk), against: "A change at the registrar that is on its way.",
        asks: [.assignedServers],
        source: .edition("network")
    ) { view, facts in
        view.zoneDelegations.compactMap { walk, zone in
            let parent = zone.parentServers.filter(facts.network.isAssigned)
            let own = zone.ownServers.filter(facts.network.isAssigned)
            guard !parent.isEmpty, !own.isEmpty, Set(parent) != Set(own),
                !zone.parentServers.contains(where: facts.network.isMisspelled)
            else { return nil }
            let isPart = !Set(parent).isDisjoint(with: own)
            return Finding(
                "name-servers-swapped",
                "the registrar has \(parent.joined(separator: " and ")) for \(zone.name), the zone was assigned "
                    + own.joined(separator: " and "), .edgeConfiguration, isPart ? .likely : .high,
                because: [
                    walk.citeParent(of: zone),
                    walk.cite("the zone names \(zone.ownServers.joined(separator: ", "))"),
                ], next: ["Enter the assigned pair at the registrar, and no other server."])
        }
    }
}
