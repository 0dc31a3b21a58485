import CaseModel

/// The most telling journeys as three boxes each: who asked, the edge, the origin; the time between them to scale below.
struct JourneyChart {
    static let limit = 8
    let journeys: [JourneyRow]
    /// How many there are, listed or not.
    let total: Int

    private static let rowHeight = 116.0
    /// Left edges of the boxes, and their width.
    private static let columns = [0.0, 345.0, 690.0]
    private static let boxWidth = 260.0

    var figure: HTML {
        let shown = journeys.prefix(Self.limit)
        guard !shown.isEmpty else { return .empty }
        let rows = shown.enumerated().map { draw($1, top: Double($0) * Self.rowHeight) }
        let title = "From the asker over the edge to the origin"
        let canvas = Chart.canvas(
            height: Double(shown.count) * Self.rowHeight, title: title,
            about:
                "One row a request: boxes for the asker, the edge and the origin with what each saw; the bar below "
                + "shows where the time went. The table below says the same.",
            rows)
        let rule: HTML =
            total > shown.count
            ? " The \(shown.count) most telling of \(Measure.count(total)): contradictions first, then what failed, then the slowest."
            : .empty
        let names = [
            ("connect", "until sent"), ("dns", "edge and the ways"), ("wait", "origin"),
            ("send", "edge, ways and origin, not told apart"), ("receive", "receiving"),
        ]
        let legend = names.map { style, name -> HTML in
            "<li><span class=\"swatch \(Chart.style(style))\"></span>\(name)</li>"
        }
        return """
            <figure><figcaption>\(title).\(rule)</figcaption><ul class="legend">\(legend)</ul>\(canvas)</figure>

            """
    }

    private func draw(_ journey: JourneyRow, top: Double) -> HTML {
        let asker = journey.isBrowser ? "Browser" : "Probe"
        let took = journey.total.flatMap { Measure.milliseconds($0) }.map { ", \($0) in all" } ?? ""
        let edge = journey.journey.status.map(String.init) ?? "no answer"
        let cache = journey.journey.cacheStatus.map { ", cache \($0.clipped(14))" } ?? ""
        let own = journey.originMS.flatMap { Measure.milliseconds($0) }.map { " in \($0)" } ?? ""
        let ray = journey.journey.ray
        let head = [
            journey.journey.startedAt?.description, ray?.hex,
            ((journey.journey.host ?? "") + (journey.path ?? "")).clipped(70),
        ].compactMap(\.self).joined(separator: "  ")
        return """
            <g><title>\(head)</title>\(Chart.text(0, top + 14, head, "label"))\
            \(box(0, top, asker, "\(journey.place)\(took)".clipped(38), "step"))\
            \(arrow(0, top, journey.before, broken: false))\
            \(box(1, top, "Edge\(ray?.colo.map { " \($0)" } ?? "")", "\(edge)\(cache)", journey.isFailed ? "step fails" : "step"))\
            \(arrow(1, top, nil, broken: journey.line == nil))\
            \(box(2, top, "Origin", "\(journey.originWords)\(own)".clipped(38), originStyle(journey)))\
            \(bar(journey, top: top + 86))</g>

            """
    }

    private func originStyle(_ journey: JourneyRow) -> HTML {
        if journey.contradicts { return "step odd" }
        return journey.line != nil ? "step" : "step gone"
    }

    private func box(_ column: Int, _ top: Double, _ name: String, _ words: String, _ style: HTML) -> HTML {
        let x = Self.columns[column]
        return """
            \(Chart.rect(x + 1, top + 24, Self.boxWidth - 2, 46, style))\
            \(Chart.text(x + 10, top + 43, name, "strong"))\(Chart.text(x + 10, top + 60, words, "label"))
            """
    }

    private func arrow(_ column: Int, _ top: Double, _ time: Double?, broken: Bool) -> HTML {
        let from = Self.columns[column] + Self.boxWidth + 4
        let to = Self.columns[column + 1] - 4
        let label = time.flatMap { Measure.milliseconds($0) } ?? (broken ? "?" : "")
        return """
            <g class="\(broken ? "way gone" : "way" as HTML)">\(Chart.line(from, top + 47, to, top + 47))\
            \(Chart.line(to - 6, top + 43, to, top + 47))\(Chart.line(to - 6, top + 51, to, top + 47))</g>\
            \(Chart.text(from + 8, top + 40, label, "value"))
            """
    }

    /// Where the time went, to a scale of the row's own, with the numbers behind it.
    private func bar(_ journey: JourneyRow, top: Double) -> HTML {
        guard let total = journey.total, total > 0 else { return .empty }
        let wait = journey.wait ?? 0
        let parts: [(name: String, style: String, length: Double)] =
            [("until sent", "connect", journey.before ?? 0)]
            + (journey.edgeMS.map { [("edge and the ways", "dns", $0), ("origin", "wait", wait - $0)] }
                ?? [("edge, ways and origin", "send", wait)])
            + [("receiving", "receive", journey.receive ?? 0)]
        var x = 0.0
        let width = 420.0
        let rects = parts.filter { $0.length > 0 }.map { part -> HTML in
            // An origin may work on after the edge gave up.
            let length = min(part.length / total * width, width - x)
            defer { x += length }
            return Chart.rect(
                x, top - 9, max(length, 1), 10, Chart.style(part.style),
                title: "\(part.name) \(Measure.milliseconds(part.length) ?? "")")
        }
        let words = parts.filter { $0.length > 0 }
            .map { "\($0.name) \(Measure.milliseconds($0.length) ?? "")" }.joined(separator: ", ")
        return "\(rects)\(Chart.text(width + 12, top, words, "value"))"
    }
}
