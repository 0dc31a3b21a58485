import CaseModel
import CaseRedact

extension ReportPage {
    /// The way of each request with a Ray ID: what the edge saw and the origin did not, and the reverse.
    var journeys: HTML {
        let journeys = JourneyRow.rows(evidence, analysis)
        guard !journeys.isEmpty else { return .empty }
        let summary = JourneySummary(analysis.correlation, journeys).sentences.map {
            "<li>\($0)</li>" as HTML
        }
        let rows = journeys.prefix(60).map { journey -> [HTML] in
            let origin: HTML =
                journey.contradicts
                ? "<span class=\"bad\">≠ \(journey.originWords)</span>"
                : journey.journey.origin == .absent
                    ? "<span class=\"warn\">! \(journey.originWords)</span>" : "\(journey.originWords)"
            return [
                .unbroken(journey.journey.ray?.hex ?? ""), .time(journey.journey.startedAt),
                "\(journey.place)",
                .known(journey.journey.ray?.colo),
                .status(journey.journey.status, orElse: "no answer"), origin, .milliseconds(journey.before),
                .milliseconds(journey.edgeMS), .milliseconds(journey.originMS),
                .milliseconds(journey.wait), .milliseconds(journey.total),
            ]
        }
        let table = HTML.table(
            "Each request and the time in each part",
            [
                "Ray ID", "Time (UTC)", "Asked by", "Colo", "Edge", "Origin", "#Until sent", "#Edge and ways",
                "#Origin", "#Wait", "#In all",
            ], rows)
        return """
            <ul class="plain">\(summary)</ul>
            \(JourneyChart(journeys: journeys, total: analysis.correlation.journeyCount).figure)\(table)\(HTML.more(analysis.correlation.journeyCount - rows.count, "timeline.json"))\
            <p class="note">“Until sent”, “wait” and “in all” are the asker's clock; “origin” is what the edge or the origin's log \
            says it took. “Edge and ways” is the wait without the origin's time; it is left out when no log says that.</p>

            """
    }
}
