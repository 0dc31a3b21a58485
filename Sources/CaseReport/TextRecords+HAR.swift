package import CaseModel

extension TextRecords {
    /// A HAR: counts, pages, the failing, the slowest and the traceable requests, and a waterfall.
    ///
    /// - Parameters:
    ///   - summary: Sealed counts.
    ///   - width: Columns of the waterfall, from 60 to 240.
    /// - Returns: Lines, each ending in a line feed.
    package static func har(_ summary: HARSummary, width: Int = 80) -> String {
        var page = TextPage()
        page.field("requests", Measure.count(summary.entries))
        span(summary.firstAt, summary.lastAt, &page)
        counts("statuses", CountTable(statuses: summary.statusCounts), &page)
        counts("methods", CountTable(summary.methodCounts), &page)
        counts("hosts", CountTable(summary.hostCounts), &page)
        counts("protocols", CountTable(summary.protocolCounts), &page)
        counts("cache", CountTable(summary.cacheCounts), &page)
        page.field("bodies", Measure.bytes(summary.responseBodyBytes))
        page.field("ray ids", Measure.count(summary.rayCount))
        counts("colos", CountTable(summary.coloCounts), &page)
        if let creator = summary.creator { page.field("creator", creator) }
        if let browser = summary.browser { page.field("browser", browser) }
        pages(summary.pages, &page)
        entries("failed", summary.failed, of: summary.failedCount, &page)
        entries("slowest", summary.slowest, of: summary.slowest.count, &page)
        entries("with a ray id", summary.withRay, of: summary.rayCount, &page)
        TextWaterfall(entries: summary.first, total: summary.entries, width: width).draw(&page)
        if !summary.notices.isEmpty { page.heading("notices") }
        notices(summary.notices, &page)
        return page.text
    }

    private static func pages(_ pages: [HARPage], _ page: inout TextPage) {
        guard !pages.isEmpty else { return }
        page.heading("pages")
        page.table(
            ["page", "entries", "read", "loaded", "title"],
            pages.prefix(20).map { item in
                [
                    item.id.clipped(24), String(item.entries),
                    item.contentLoadMS.flatMap { Measure.milliseconds($0) } ?? "",
                    item.loadMS.flatMap { Measure.milliseconds($0) } ?? "", item.title ?? "",
                ]
            })
        if pages.count > 20 { page.paragraph("… \(Measure.count(pages.count - 20)) more") }
    }

    private static func entries(
        _ title: String, _ entries: [HAREntry], of total: Int, _ page: inout TextPage
    ) {
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
        let rest = max(total, entries.count) - 20
        if rest > 0 { page.paragraph("… \(Measure.count(rest)) more") }
    }
}
