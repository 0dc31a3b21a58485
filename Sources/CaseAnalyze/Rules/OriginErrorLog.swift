import CaseFacts
import CaseModel

extension AnalysisRule {
    static let originErrorLog = AnalysisRule(
        "origin-error-log", .lead,
        help: "Says what the origin's error log complains about in the window.",
        needs: .all(.errorLog),
        against: "Errors that stand there at other times too, when nothing failed.",
        asks: [.originLog], source: .evidence
    ) { view, _ in
        let pairs = view.requestErrors
        return view.logs.compactMap { log -> Finding? in
            let problems = log.evidence.problems
            guard !problems.isEmpty else { return nil }
            var groups: [String: [LogProblem]] = [:]
            for problem in problems { groups[kind(problem.message), default: []].append(problem) }
            let most = groups.sorted { ($1.value.count, $0.key) < ($0.value.count, $1.key) }.prefix(4)
            guard let first = most.first else { return nil }
            let joined = pairs.filter { $0.errorLog.file == log.file }
            return Finding(
                "origin-error-log",
                "the origin's error log has \(problems.count >= 200 ? "200 errors or more" : counted(problems.count, "error")) in the window, "
                    + "most of them: \(complaint(first.value[0].message))", .origin,
                joined.isEmpty ? .possible : .likely,
                because: most.compactMap { _, lines in
                    log.cite(
                        "\(lines.count) × \(complaint(lines[0].message)), first in line \(lines[0].number)")
                } + joined.prefix(3).map(Self.cite),
                next: [
                    "Read the lines around the failing requests in \(log.file): an error at the same second and for the "
                        + "same request is the origin's own account of the failure."
                ])
        }
    }

    /// What was answered to a request, and what the error log says of it.
    private static func cite(_ pair: RequestError) -> Finding.Citation {
        Finding.Citation(
            file: pair.log.file, pointer: "line \(pair.line.number)",
            says:
                "\(pair.line.says) is about what line \(pair.problem.number) of \(pair.errorLog.file) says: "
                + complaint(pair.problem.message))
    }

    /// What a message says up to its first quoted name, at most 100 characters.
    private static func complaint(_ message: String) -> String {
        let text = message.prefix { $0 != "\"" }
        return text.isEmpty ? String(message.prefix(100)) : String(text.prefix(100))
    }

    /// What messages of one kind share: numbers differ.
    private static func kind(_ message: String) -> String {
        String(complaint(message).map { $0.isNumber ? "#" : $0 })
    }
}
