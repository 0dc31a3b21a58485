import CaseFacts
import CaseModel

extension AnalysisRule {
    static let originLogFailures = AnalysisRule(
        "origin-log-failures", .lead,
        help: "Counts the requests the origin's log has answered with 5xx in the window, and says which.",
        needs: .all(.log),
        against: "Failures that stand there at other times too, when nobody complained.",
        asks: [.errorLog], source: .evidence
    ) { view, facts in
        view.logs.compactMap { log -> Finding? in
            let evidence = log.evidence
            let failed = log.failedInWindow
            let lines = evidence.failures.filter { $0.status.map { $0 >= 500 } ?? false }
            let monitors = Set(log.monitored(facts).map(\.number))
            let visitors = lines.filter { !monitors.contains($0.number) }
            guard failed > 0, visitors.count > 0 || lines.isEmpty else { return nil }
            let statuses = evidence.windowStatusCounts.filter { (500...599).contains($0.key) && $0.value > 0 }
                .sorted { ($1.value, $0.key) < ($0.value, $1.key) }
                .prefix(4).map { "\($0.value) × \($0.key)" }.joined(separator: ", ")
            let paths = evidence.failingPaths.prefix(3).map { "\($0.path) (\($0.count))" }
            // A handful among thousands stands in every log, and a log of failures alone was cut by whoever looked for them.
            let isMany =
                failed >= 10 && failed * 20 >= evidence.windowLines && failed < evidence.windowLines
            let time = view.incident.window == nil ? "" : " in the window"
            return Finding(
                "origin-log-failures",
                "the origin itself answered \(failed) of \(counted(evidence.windowLines, "request")) with 5xx\(time)",
                .origin, isMany ? .likely : .possible,
                because: [
                    log.cite(statuses),
                    paths.isEmpty
                        ? nil : log.cite("most often failing: " + paths.joined(separator: ", ")),
                ] + visitors.prefix(3).map { log.cite($0) },
                next: [
                    "Read the error log of the server that wrote these lines, and of the application behind it, at these times."
                ])
        }
    }
}
