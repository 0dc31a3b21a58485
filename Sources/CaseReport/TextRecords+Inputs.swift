package import CaseModel

extension TextRecords {
    /// A log: counts of the file, of the window, and the lines that failed.
    package static func log(_ evidence: LogEvidence) -> String {
        var page = TextPage()
        let summary = evidence.summary
        let other = [
            (summary.unparsed, "unparsed"), (summary.blank, "blank"), (summary.comments, "comments"),
        ]
        .filter { $0.0 > 0 }.map { ", \(Measure.count($0.0)) \($0.1)" }.joined()
        page.field("lines", "\(Measure.count(summary.lines)), \(Measure.count(summary.parsed)) read\(other)")
        counts("formats", CountTable(summary.formatCounts), &page)
        span(summary.firstAt, summary.lastAt, &page)
        if summary.firstAt != nil {
            page.field("zone", summary.zoneSource.words + (summary.zone.map { ": \($0)" } ?? ""))
        }
        counts("levels", CountTable(summary.levelCounts), &page)
        counts("statuses", CountTable(statuses: summary.statusCounts), &page)
        counts("methods", CountTable(summary.methodCounts), &page)
        counts("hosts", CountTable(summary.hostCounts), &page)
        if let clients = summary.distinctClients { page.field("clients", Measure.count(clients)) }
        page.field("sent", Measure.bytes(summary.responseBytes))
        page.field("ray ids", "in \(Measure.count(summary.rayIDLines, "line"))")
        if evidence.windowLines > 0 {
            let statuses = CountTable(statuses: evidence.windowStatusCounts).sentence
            page.field(
                "window",
                "\(Measure.count(evidence.windowLines, "line"))\(statuses.isEmpty ? "" : ": ")\(statuses)")
        }
        if let latency = evidence.latency { page.field("took", Measure.sentence(latency)) }
        spans(evidence, &page)
        paths(evidence.failingPaths, &page)
        problems(evidence.problems, &page)
        lines("slowest", summary.slowest, &page)
        lines("failing", evidence.failures, &page)
        lines("joined by ray id", evidence.matches, &page)
        if !summary.notices.isEmpty { page.heading("notices") }
        notices(summary.notices, &page)
        return page.text
    }

    /// The stretches with most failures, in order of time.
    private static func spans(_ evidence: LogEvidence, _ page: inout TextPage) {
        let bad = evidence.spans.filter { $0.failed + $0.abandoned + $0.errors > 0 }
        guard !bad.isEmpty else { return }
        let worst = bad.sorted { $0.failed + $0.abandoned + $0.errors > $1.failed + $1.abandoned + $1.errors }
            .prefix(15).sorted { $0.start < $1.start }
        page.heading(
            "worst \(evidence.spanMinutes == 1 ? "minutes" : "stretches of \(evidence.spanMinutes) minutes")")
        page.table(
            ["from", "2xx, 3xx", "4xx", "5xx", "499 or none", "errors"],
            worst.map { span in
                [span.start.description]
                    + [span.fine, span.refused, span.failed, span.abandoned, span.errors].map {
                        Measure.count($0)
                    }
            })
    }

    private static func paths(_ paths: [(path: String, count: Int)], _ page: inout TextPage) {
        guard !paths.isEmpty else { return }
        page.heading("failing paths")
        page.table(["lines", "path"], paths.map { [Measure.count($0.count), $0.path.clipped(120)] })
    }

    private static func problems(_ problems: [LogProblem], _ page: inout TextPage) {
        guard !problems.isEmpty else { return }
        page.heading("errors")
        page.table(
            ["line", "at", "level", "message", "request"],
            problems.prefix(20).map { problem in
                [
                    String(problem.number), problem.time.description, problem.level,
                    problem.message.clipped(120),
                    [problem.method, problem.target].compactMap(\.self).joined(separator: " "),
                ]
            })
        if problems.count > 20 { page.paragraph("… \(Measure.count(problems.count - 20)) more") }
    }

    private static func lines(_ title: String, _ lines: [LogLine], _ page: inout TextPage) {
        guard !lines.isEmpty else { return }
        page.heading(title)
        page.table(
            ["line", "at", "status", "time", "ray", "request"],
            lines.prefix(20).map { line in
                [
                    String(line.number), line.time?.description ?? "", line.status.map(String.init) ?? "",
                    line.durationMS.flatMap { Measure.milliseconds($0) } ?? "", line.ray?.description ?? "",
                    [line.method, line.target].compactMap(\.self).joined(separator: " "),
                ]
            })
        if lines.count > 20 { page.paragraph("… \(Measure.count(lines.count - 20)) more") }
    }

    static func counts(_ name: String, _ table: CountTable, _ page: inout TextPage) {
        if !table.rows.isEmpty { page.field(name, table.sentence) }
    }

    static func span(_ first: Timestamp?, _ last: Timestamp?, _ page: inout TextPage) {
        guard let first, let last else { return }
        page.field("from", first.description)
        page.field("to", last.description)
    }
}
