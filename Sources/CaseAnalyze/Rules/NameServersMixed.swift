import CaseFacts
import CaseModel

extension AnalysisRule {
    static let nameServersMixed = AnalysisRule(
        "name-servers-mixed", .lead,
        help: "Says when a zone is delegated to the CDN and to another provider at once.",
        needs: .all(.walk),
        against: "A setup with several DNS providers that is meant, with the same records at each.",
        asks: [.assignedServers], source: .edition("network")
    ) { view, facts in
        view.zoneDelegations.compactMap { walk, zone in
            let assigned = zone.parentServers.filter(facts.network.isAssigned)
            let others = zone.parentServers.filter { server in
                !facts.network.isAssigned(server) && !facts.network.isMisspelled(server)
                    && server != zone.name && !server.hasSuffix("." + zone.name)
            }
            guard !assigned.isEmpty, !others.isEmpty else { return nil }
            return Finding(
                "name-servers-mixed",
                "\(zone.name) is delegated to the CDN and to \(others.joined(separator: ", ")): visitors may get other answers "
                    + "from each", .edgeConfiguration, .likely,
                because: [walk.cite("the parent names \(zone.parentServers.joined(separator: ", "))")],
                next: [
                    "Leave the assigned pair alone at the registrar, unless several providers are meant and hold the same records."
                ])
        }
    }
}
