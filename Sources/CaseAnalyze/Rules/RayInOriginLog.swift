import CaseFacts
import CaseModel

extension AnalysisRule {
    static let rayInOriginLog = AnalysisRule(
        "ray-in-origin-log", .cause,
        help: "Compares a failing answer with the line the origin logged for the same Ray ID."
    ) { view, _ in
        var lines: [UInt64: (log: LogFile, line: LogLine)] = [:]
        for log in view.logs {
            for line in log.evidence.matches {
                guard let ray = line.ray, lines[ray.value] == nil else { continue }
                lines[ray.value] = (log, line)
            }
        }
        var same: [Finding.Citation?] = []
        var late: [Finding.Citation?] = []
        for (har, entry) in view.failedEntries {
            guard let ray = entry.ray, let (log, line) = lines[ray.value], let status = entry.status,
                status >= 500,
                let logged = line.status, Self.isSameRequest(entry, line)
            else { continue }
            if logged == status {
                same += [har.cite(entry), log.cite(line)]
            } else if logged < 500, (520...524).contains(status) {
                late += [har.cite(entry), log.cite(line)]
            }
        }
        return [
            Finding(
                "ray-in-origin-log-same-status",
                "the origin logged the same error for \(same.count / 2) failing Ray IDs: the error is its own",
                .origin,
                .high, because: same, next: ["Read the origin's error log at these times."]),
            Finding(
                "ray-in-origin-log-answered-late",
                "the origin logged another status for \(late.count / 2) Ray IDs that failed at the edge: it answered too "
                    + "late or was cut off", .origin, .likely, because: late,
                next: ["Compare the logged durations with the edge's timeouts."]),
        ].compactMap { $0 }
    }

    /// Rays may repeat: host or time must agree too.
    private static func isSameRequest(_ entry: HAREntry, _ line: LogLine) -> Bool {
        RaySighting.agree(hosts: (entry.host, line.host), times: (entry.startedAt, line.time))
    }
}
