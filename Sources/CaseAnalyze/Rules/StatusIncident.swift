import CaseFacts
import CaseModel

extension AnalysisRule {
    static let statusIncident = AnalysisRule(
        "status-incident", .lead,
        help:
            "Names incidents and maintenances of the vendor's status page that overlap the window and concern the site.",
        needs: .all(.status),
        against: "The failure began before the incident, or goes on where it is not.",
        asks: [.samples, .secondNetwork], source: .evidence
    ) { view, _ in
        let colos = view.colos
        return view.statusEvents.compactMap { reading, event -> Finding? in
            let isHere = event.components.contains { name in
                StatusReport.Component.colo(in: name).map(colos.contains) ?? false
            }
            let early = view.incident.window.flatMap { window in
                event.start.map { window.start < $0 } ?? false ? window.start : nil
            }
            return Finding(
                "status-incident-\(event.kind.rawValue)",
                "the status page had an \(event.kind.rawValue) in the window\(isHere ? ", in a data centre that answered" : ""): \(event.name)",
                .undetermined, isHere && event.kind == .incident ? .likely : .possible,
                because: [reading.cite(event.says)],
                against: [
                    early.map {
                        reading.cite("the window begins at \($0), before the \(event.kind.rawValue) did")
                    }
                ],
                next: [
                    "Follow it on the status page\(event.link.map { " (\($0))" } ?? ""), and name it in the ticket."
                ])
        }
    }

    static let statusColo = AnalysisRule(
        "status-colo", .context,
        help: "Says when the data centre that answers now is not in order by the status page.",
        needs: .all(.status, .edge),
        against: "Traffic that was moved to another data centre is served there.",
        asks: [.samples], source: .evidence
    ) { view, _ in
        // The page says how things are, not how they were when a HAR was taken.
        let colos = view.probedColos
        return view.statusReports.flatMap { reading, report in
            report.degraded.compactMap { component -> Finding? in
                guard let colo = component.colo, colos.contains(colo) else { return nil }
                // The page's words for a data centre: traffic goes elsewhere, the site is not down for it.
                let words = ["partial_outage": "re-routed", "under_maintenance": "partially re-routed"]
                return Finding(
                    "status-colo",
                    "the data centre \(colo), which answers here, is \(words[component.status] ?? component.status) by the status page",
                    .undetermined, .possible,
                    because: [reading.cite("\(component.name): \(component.status)")],
                    next: [
                        "See whether answers of other data centres fail as well (--samples 20 from elsewhere)."
                    ])
            }
        }
    }

    static let statusClear = AnalysisRule(
        "status-clear", .context,
        help:
            "Says that the status page was read and has nothing that overlaps the window and concerns the site.",
        needs: .all(.status),
        against: "A page that is behind the events.", asks: [], source: .evidence
    ) { view, _ in
        let reports = view.statusReports
        guard view.statusEvents.isEmpty,
            reports.contains(where: { $0.report.componentCount > 0 }), view.incidentListReachesBack
        else { return [] }
        return [
            Finding(
                "status-clear",
                "the status page has no incident that overlaps the window and concerns this site",
                .benign, .likely,
                because: reports.map { reading, report in
                    reading.cite(
                        "\(report.events.count) events" + (report.updatedAt.map { ", page of \($0)" } ?? ""))
                })
        ].compactMap { $0 }
    }
}

extension EvidenceView {
    /// Whether the list of past incidents was read and begins before the case's time; a page lists the newest alone.
    fileprivate var incidentListReachesBack: Bool {
        guard let span else { return false }
        return statusReports.contains { reading, report in
            reading.id.description == "status-incidents"
                && (report.events.compactMap(\.start).min().map { $0 <= span.start } ?? false)
        }
    }
}
