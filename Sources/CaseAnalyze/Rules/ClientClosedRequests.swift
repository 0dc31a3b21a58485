import CaseFacts
import CaseModel

extension AnalysisRule {
    static let clientClosedRequests = AnalysisRule(
        "client-closed-requests", .lead,
        help: "Says when the origin's log has requests that were given up before they were answered (499).",
        needs: .all(.log),
        against: "Durations near a limit of the edge, which then gave up itself.",
        asks: [.originLog], source: .timeout("handshake-retries")
    ) { view, facts in
        view.logs.compactMap { log -> Finding? in
            guard let count = log.statusCounts[499], count > 0 else { return nil }
            let lines = log.evidence.failures.filter { $0.status == 499 }.prefix(5)
            let limit = facts.timeout("handshake-retries")
            return Finding(
                "client-closed-requests",
                "the origin's log has \(counted(count, "request")) given up before the answer came (499)",
                .undetermined,
                .possible,
                because: [log.cite("\(counted(count, "line")) with status 499")] + lines.map { log.cite($0) },
                next: [
                    "Compare their durations with the edge's timeouts: near a timeout the edge gave up, else the visitor left."
                ]
            )?.resting(on: limit?.source, asOf: limit?.asOf)
        }
    }
}
