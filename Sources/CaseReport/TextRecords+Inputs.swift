package import CaseModel

extension TextRecords {
    /// A HAR: counts, then the failing, the slowest and the traceable requests.
    package static func har(_ summary: HARSummary) -> String {
        var page = TextPage()
        page.field("requests", Measure.count(summary.entries))
        span(summary.firstAt, summary.lastAt, &page)
        counts("statuses", CountTable(statuses: summary.statusCounts), &page)
        counts("methods", CountTable(summary.methodCounts), &page)
        counts("hosts", CountTable(summary.hostCounts), &page)
        page.field("bodies", Measure.bytes(summary.responseBodyBytes))
        page.field("ray ids", Measure.count(summary.rayCount))
        if let creator = summary.creator { page.field("creator", creator) }
        if let browser = summary.browser { page.field("browser", browser) }
        entries("failed", summary.failed, &page)
        entries("slowest", summary.slowest, &page)
        entries("with a ray id", summary.withRay, &page)
        if !summary.notices.isEmpty { page.heading("notices") }
        notices(summary.notices, &page)
        return page.text
    }

    private static func entries(_ title: String, _ entries: [HAREntry], _ page: inout TextPage) {
        guard !entries.isEmpty else { return }
        page.heading(title)
        page.table(
            ["entry", "status", "time", "ray", "request"],
            entries.prefix(20).map { entry in
                [
                    String(entry.index), entry.status.map(String.init) ?? entry.error?.clipped(24) ?? "none",
                    entry.timeMS.flatMap { Measure.milliseconds($0) } ?? "", entry.ray?.description ?? "",
                    "\(entry.method) \(entry.url)",
                ]
            })
        if entries.count > 20 { page.paragraph("… \(Measure.count(entries.count - 20)) more") }
    }

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
        if summary.firstAt != nil { page.field("zone", summary.zoneSource.words) }
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
        lines("slowest", summary.slowest, &page)
        lines("failing", evidence.failures, &page)
        lines("joined by ray id", evidence.matches, &page)
        if !summary.notices.isEmpty { page.heading("notices") }
        notices(summary.notices, &page)
        return page.text
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

    private static func counts(_ name: String, _ table: CountTable, _ page: inout TextPage) {
        if !table.rows.isEmpty { page.field(name, table.sentence) }
    }

    private static func span(_ first: Timestamp?, _ last: Timestamp?, _ page: inout TextPage) {
        guard let first, let last else { return }
        page.field("from", first.description)
        page.field("to", last.description)
    }
}
