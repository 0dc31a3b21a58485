import CaseFacts
import CaseModel

extension AnalysisRule {
    static let harFailures = AnalysisRule(
        "har-failures", .context,
        help: "Counts the failed requests of a HAR and names them with their Ray IDs.",
        needs: .all(.har),
        against: "Failures the page provokes on purpose.",
        asks: [], source: .evidence
    ) { view, _ in
        view.hars.compactMap { har -> Finding? in
            // What the browser stopped and what it fetched ahead is counted apart.
            let aside = har.asideIndices
            let failed = har.summary.failed.filter { !aside.contains($0.index) }
            guard !failed.isEmpty else { return nil }
            let more = failed.count >= HARSummary.listLimit ? "at least " : ""
            let parts = [
                (failed.count { (400..<500).contains($0.status ?? 0) }, "with 4xx"),
                (failed.count { ($0.status ?? 0) >= 500 }, "with 5xx"),
                (failed.count { $0.status == nil }, "without an answer"),
            ]
            let words = parts.filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }.joined(separator: ", ")
            // What concerns the zone comes first, and of that what failed hardest.
            let ordered = failed.filter { view.concerns($0.host) } + failed.filter { !view.concerns($0.host) }
            let shown =
                ordered.filter { ($0.status ?? 500) >= 500 } + ordered.filter { ($0.status ?? 500) < 500 }
            return Finding(
                "har-failures",
                "\(more)\(failed.count) of \(har.summary.entries) requests in the HAR failed: \(words)",
                .undetermined, .high,
                because: shown.prefix(10).map { har.cite($0) })
        }
    }
}
