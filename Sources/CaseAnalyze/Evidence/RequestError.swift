import CaseModel

/// A failing request of an access log, and a line of an error log that is about the same one.
struct RequestError {
    let log: LogFile
    let line: LogLine
    let errorLog: LogFile
    let problem: LogProblem
}

extension EvidenceView {
    /// Failing requests with what an error log says of each, in order of time; the error nearest in time counts.
    ///
    /// The lines are of the same target, of the same client where both say one, and the error was written while the
    /// request ran, give or take two seconds: both logs are the origin's, so its clock does not matter.
    var requestErrors: [RequestError] {
        var byTarget: [String: [(log: LogFile, problem: LogProblem)]] = [:]
        for log in logs {
            for problem in log.evidence.problems {
                guard let target = problem.target else { continue }
                byTarget[target, default: []].append((log, problem))
            }
        }
        guard !byTarget.isEmpty else { return [] }
        var found: [RequestError] = []
        for log in logs {
            for line in log.evidence.failures {
                guard let time = line.time, let target = line.target else { continue }
                let near = (byTarget[target] ?? []).filter { Self.isSame(line, time, $0.problem) }
                let nearest = near.min {
                    Self.distance(time, $0.problem.time) < Self.distance(time, $1.problem.time)
                }
                if let nearest {
                    found.append(
                        RequestError(log: log, line: line, errorLog: nearest.log, problem: nearest.problem))
                }
            }
        }
        return found.sorted { ($0.problem.time, $0.line.number) < ($1.problem.time, $1.line.number) }
    }

    private static func isSame(_ line: LogLine, _ time: Timestamp, _ problem: LogProblem) -> Bool {
        if let client = problem.client, let other = line.client, client != other { return false }
        if let method = problem.method, let other = line.method, method != other { return false }
        // Some servers write the time a request began, others when it was over.
        let took = Duration.milliseconds(Int64(min(max(0, line.durationMS ?? 0), 3_600_000))) + .seconds(2)
        return distance(time, problem.time) <= took
    }

    private static func distance(_ a: Timestamp, _ b: Timestamp) -> Duration {
        min(a, b).duration(to: max(a, b))
    }
}
