import CaseFacts
import CaseModel

extension AnalysisRule {
    static let zoneElsewhere = AnalysisRule(
        "zone-elsewhere", .lead,
        help:
            "Says when a zone is delegated past the CDN and its name is not proxied: pending or moved away.",
        needs: .all(.walk, .edge), against: "A partial setup, whose names lead on to the CDN by a CNAME.",
        asks: [.assignedServers], source: .edition("network")
    ) { view, facts in
        view.zoneDelegations.compactMap { walk, zone in
            guard
                !zone.parentServers.contains(where: {
                    facts.network.isAssigned($0) || facts.network.isMisspelled($0)
                }),
                let step = view.web.first(where: { step in
                    step.leg == .edge && step.probe.pin == nil && step.host == walk.probe.name.description
                        && step.status != nil && !step.exchanges.contains(where: EdgeErrorNumber.isFromEdge)
                }), view.nameReading(step.host).alias(below: facts.network.partialSuffix) == nil
            else { return nil }
            return Finding(
                "zone-elsewhere",
                "\(zone.name) is delegated to \(zone.parentServers.prefix(3).joined(separator: ", ")) and not to the CDN: it is "
                    + "pending there, was moved, or is not meant to be", .edgeConfiguration, .likely,
                because: [
                    walk.citeParent(of: zone),
                    step.cite("\(step.says), without a mark of the edge"),
                ], next: ["If the CDN is to serve it, enter the assigned name servers at the registrar."])
        }
    }
}
