package import CaseModel

extension TextRecords {
    /// Two HARs compared: counts, then the requests that differ and those that have no partner.
    package static func harComparison(_ comparison: HARComparison) -> String {
        var page = TextPage()
        page.field("A", side(comparison.a))
        page.field("B", side(comparison.b))
        let hosts = comparison.ignoresHost ? ", whatever the host" : ""
        page.field("pairs", "\(Measure.count(comparison.pairs)) by method, URL shape and order\(hosts)")
        page.field("differ", Measure.count(comparison.differing))
        if comparison.thresholdMS.isFinite, let limit = Measure.milliseconds(comparison.thresholdMS) {
            page.field("times", "differ when more than \(limit) and a quarter apart")
        }
        let noise = CountTable(comparison.noise)
        if !noise.rows.isEmpty { page.field("set aside", "values of \(noise.sentence)") }
        differences(comparison, &page)
        only("only in A", comparison.a, &page)
        only("only in B", comparison.b, &page)
        if comparison.isSame { page.paragraph("Nothing differs.") }
        if !comparison.notices.isEmpty { page.heading("notices") }
        notices(comparison.notices, &page)
        return page.text
    }

    private static func side(_ side: HARComparison.Side) -> String {
        Measure.count(side.entries, "request") + (side.creator.map { ", by \($0)" } ?? "")
    }

    private static func differences(_ comparison: HARComparison, _ page: inout TextPage) {
        guard !comparison.differences.isEmpty else { return }
        page.heading("differences")
        for difference in comparison.differences.prefix(100) { show(difference, &page) }
        let rest = comparison.differing - min(comparison.differences.count, 100)
        if rest > 0 { page.paragraph("… \(Measure.count(rest)) more; --format json has up to 2000") }
    }

    private static func show(_ difference: HARComparison.Difference, _ page: inout TextPage) {
        let (before, after) = (difference.before, difference.after)
        page.paragraph(
            "\(before.method) \(before.url) (A \(before.index), B \(after.index))", hanging: 4)
        if difference.hasStatus {
            page.paragraph("status \(status(before)) → \(status(after))", indent: 6)
        }
        if let sizes = difference.bodyBytes {
            page.paragraph("body \(bytes(sizes.before)) → \(bytes(sizes.after))", indent: 6)
        }
        if let times = difference.timeMS {
            page.paragraph("time \(time(times.before)) → \(time(times.after))", indent: 6)
        }
        for header in difference.headers.prefix(30) { show(header, &page) }
        if difference.headers.count > 30 {
            page.paragraph("… \(difference.headers.count - 30) more headers", indent: 6)
        }
    }

    private static func show(_ header: HARComparison.Header, _ page: inout TextPage) {
        let place = header.isResponse ? "response" : "request"
        let before = header.before?.clipped(120) ?? "…"
        let after = header.after?.clipped(120) ?? "…"
        let words =
            switch header.change {
            case .added: "+ \(place) \(header.name): \(after)"
            case .removed: "- \(place) \(header.name): \(before)"
            case .changed: "~ \(place) \(header.name): \(before) → \(after)"
            }
        page.paragraph(words, indent: 6, hanging: 4)
    }

    private static func only(_ title: String, _ side: HARComparison.Side, _ page: inout TextPage) {
        guard !side.only.isEmpty else { return }
        page.heading(title)
        page.table(
            ["entry", "status", "request"],
            side.only.prefix(50).map { [String($0.index), status($0), "\($0.method) \($0.url)"] })
        let rest = side.onlyCount - min(side.only.count, 50)
        if rest > 0 { page.paragraph("… \(Measure.count(rest)) more") }
    }

    private static func status(_ request: HARComparison.Request) -> String {
        request.status.map(String.init) ?? "none"
    }

    private static func bytes(_ count: Double?) -> String {
        count.flatMap { Int(exactly: $0) }.map { Measure.bytes($0) } ?? "unknown"
    }

    private static func time(_ value: Double?) -> String {
        value.flatMap { Measure.milliseconds($0) } ?? "unknown"
    }
}
