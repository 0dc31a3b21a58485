import CaseFacts
import CaseModel

extension AnalysisRule {
    static let nameServersNotServing = AnalysisRule(
        "name-servers-not-serving", .cause,
        help:
            "Says when the CDN's name servers a zone is delegated to do not know it: another account's, or a removed zone.",
        needs: .all(.walk), against: "One of them that answers for the zone.", asks: [.assignedServers],
        source: .edition("network")
    ) { view, facts in
        view.zoneDelegations.compactMap { walk, zone in
            let assigned = zone.servers.filter { facts.network.isAssigned($0.name) && !$0.isOutOfReach }
            // One that is silent is lame too, and says nothing of the zone.
            let refusing = assigned.filter { $0.rcode != nil && !$0.isAuthoritative }
            guard !refusing.isEmpty, refusing.count == assigned.count else { return nil }
            return Finding(
                "name-servers-not-serving",
                "\(zone.name) is delegated to name servers of the CDN that do not know it: the zone was removed, or they are "
                    + "another account's", .edgeConfiguration, .high,
                because: refusing.prefix(6).map { server in
                    walk.cite(
                        "\(server.name) (\(server.address)) on \(zone.name): \(server.rcode ?? ""), not authoritative"
                    )
                },
                next: [
                    "Compare with the pair the zone's overview in the dashboard shows; a zone that is added again gets a new pair."
                ])
        }
    }
}
