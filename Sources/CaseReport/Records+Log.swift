package import CaseModel
package import JSONBytes

extension Records {
    /// What `logs summary` says of a file, and what a case keeps of it.
    ///
    /// - Parameters:
    ///   - evidence: Counts of the whole file and the lines that matter.
    ///   - window: The window the case was asked about; its counts are left out without it.
    /// - Returns: One object; lists of lines that are empty are left out.
    package static func log(_ evidence: LogEvidence, window: TimeWindow? = nil) -> JSONValue {
        let counted = window != nil || evidence.windowLines > 0
        return summary(evidence.summary).merging(
            JSONValue(members: [
                "window": counted
                    ? JSONValue(members: [
                        "start": .time(window?.start), "end": .time(window?.end),
                        "lines": .int(evidence.windowLines),
                        "status_counts": .counts(evidence.windowStatusCounts),
                    ]) : nil,
                "has_ray_field": .bool(evidence.hasRayField),
                "matches": evidence.matches.isEmpty ? nil : .array(evidence.matches.map { line($0) }),
                "failures": evidence.failures.isEmpty ? nil : .array(evidence.failures.map { line($0) }),
                "edge_addresses": evidence.edgeAddresses.isEmpty
                    ? nil
                    : .array(
                        evidence.edgeAddresses.map { address, count in
                            JSONValue(members: ["address": .text(address), "lines": .int(count)])
                        }),
                "latency": evidence.latency.map { latency in
                    JSONValue(members: [
                        "lines": .int(latency.count), "p50_ms": .milliseconds(latency.p50),
                        "p90_ms": .milliseconds(latency.p90), "p99_ms": .milliseconds(latency.p99),
                        "max_ms": .milliseconds(latency.max),
                    ])
                },
                "spans": evidence.spans.isEmpty ? nil : .array(evidence.spans.map { span($0) }),
                "span_minutes": evidence.spans.isEmpty ? nil : .int(evidence.spanMinutes),
                "failing_paths": evidence.failingPaths.isEmpty
                    ? nil
                    : .array(
                        evidence.failingPaths.map { path, count in
                            JSONValue(members: ["path": .text(path), "lines": .int(count)])
                        }),
                "errors": evidence.problems.isEmpty ? nil : .array(evidence.problems.map { problem($0) }),
                "notices": .notices(evidence.summary.notices),
            ]))
    }

    private static func summary(_ summary: LogSummary) -> JSONValue {
        JSONValue(members: [
            "lines": .int(summary.lines),
            "parsed": .int(summary.parsed),
            "unparsed": .int(summary.unparsed),
            "blank": .int(summary.blank),
            "comments": .int(summary.comments),
            "format_counts": .counts(summary.formatCounts),
            "first_at": .time(summary.firstAt),
            "last_at": .time(summary.lastAt),
            "zone_source": summary.firstAt == nil ? nil : .string(summary.zoneSource.rawValue),
            "zone": .text(summary.zone),
            "level_counts": summary.levelCounts.isEmpty ? nil : .counts(summary.levelCounts),
            "status_counts": .counts(summary.statusCounts),
            "method_counts": .counts(summary.methodCounts),
            "host_counts": .counts(summary.hostCounts),
            "distinct_clients": .count(summary.distinctClients),
            "response_bytes": .int(summary.responseBytes),
            "ray_id_lines": .int(summary.rayIDLines),
            "slowest": .array(summary.slowest.map { line($0) }),
        ])
    }

    private static func span(_ span: LogSpan) -> JSONValue {
        JSONValue(members: [
            "at": .time(span.start), "lines": .int(span.total), "fine": .int(span.fine),
            "refused": .int(span.refused), "failed": .int(span.failed), "abandoned": .int(span.abandoned),
            "errors": .int(span.errors),
        ])
    }

    private static func problem(_ problem: LogProblem) -> JSONValue {
        JSONValue(members: [
            "line": .int(problem.number),
            "at": .time(problem.time),
            "level": .string(problem.level),
            "message": .text(problem.message),
            "client": .text(problem.client),
            "method": .text(problem.method),
            "host": .text(problem.host),
            "target": .text(problem.target),
            "upstream": .text(problem.upstream),
        ])
    }

    private static func line(_ line: LogLine) -> JSONValue {
        JSONValue(members: [
            "line": .int(line.number),
            "at": .time(line.time),
            "client": .text(line.client),
            "method": .text(line.method),
            "host": .text(line.host),
            "target": .text(line.target),
            "status": .count(line.status),
            "response_bytes": .count(line.bytes),
            "time_ms": .milliseconds(line.durationMS),
            "ray": line.ray.map { .string($0.hex) },
            "colo": line.ray?.colo.map { .string($0) },
            "user_agent": .text(line.userAgent),
        ])
    }
}
