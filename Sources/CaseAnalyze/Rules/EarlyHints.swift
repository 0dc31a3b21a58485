import CaseFacts
import CaseModel

extension AnalysisRule {
    static let earlyHints = AnalysisRule(
        "early-hints", .context,
        help:
            "Counts 504 lines of an edge log that are look-ups of the edge's own, for early hints or a Worker's cache.",
        needs: .all(.log), against: "A line of a visitor with 504 at the same time.", asks: [],
        source: .error(504)
    ) { view, _ in
        view.logs.compactMap { log in
            let count = log.evidence.innerTimeouts
            return Finding(
                "early-hints",
                "\(counted(count, "line")) with 504 of the edge asking its own cache, which no visitor saw",
                .benign,
                .high,
                because: count > 0
                    ? [
                        log.cite(
                            "\(counted(count, "line")) with 504 and a request source of earlyHintsCache or edgeWorkerCacheAPI"
                        )
                    ] : [])
        }
    }
}
