import CaseFacts
import CaseModel

extension AnalysisRule {
    static let blockedInHAR = AnalysisRule(
        "blocked-in-har", .lead,
        help:
            "Says when the HAR has answers 403 or 429 that passed the edge, which may come from the zone's own rules.",
        needs: .all(.har),
        against: "A line of the origin's log for the same Ray ID.",
        asks: [.securityEvent, .originLog], source: .evidence
    ) { view, _ in
        let hits = view.failedEntries.filter { pair in
            (pair.entry.status == 403 || pair.entry.status == 429) && pair.entry.ray != nil
                && pair.entry.mitigated == nil
        }
        let logged = Set(view.logs.flatMap { $0.evidence.matches.compactMap { $0.ray?.value } })
        let atOrigin = hits.filter { pair in pair.entry.ray.map { logged.contains($0.value) } ?? false }
        let atEdge = hits.filter { pair in pair.entry.ray.map { !logged.contains($0.value) } ?? false }
        return [
            Finding(
                "blocked-in-har",
                "\(counted(atEdge.count, "answer")) 403 or 429 in the HAR, maybe by rules of the zone's own",
                .edgeConfiguration, .possible, because: atEdge.map { $0.har.cite($0.entry) },
                next: [Advice.securityEvents]),
            Finding(
                "blocked-in-har-origin",
                "the origin itself sent \(counted(atOrigin.count, "answer")) 403 or 429 of the HAR",
                .origin, .likely, because: atOrigin.map { $0.har.cite($0.entry) },
                next: ["Look for a firewall module or a plugin of the application that blocks."]),
        ].compactMap { $0 }
    }
}
