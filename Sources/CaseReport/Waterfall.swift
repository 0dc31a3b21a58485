import CaseModel

/// The first requests of a HAR on one time line, phases coloured, failing ones marked.
struct Waterfall {
    static let limit = 200
    let entries: [HAREntry]
    /// How many the file has.
    let total: Int
    /// Failing and slow requests that are drawn apart when they are not among the first.
    var notable: [HAREntry] = []
    /// The most rows of the first requests.
    var most = Waterfall.limit

    /// A request and when it began, milliseconds after the first.
    struct Row {
        let entry: HAREntry
        let start: Double
        let phases: [Phase]

        var end: Double { phases.last.map { start + $0.start + $0.length } ?? start }

        var isFailed: Bool { entry.status.map { $0 >= 400 } ?? true }
    }

    var rows: [Row] {
        let timed = entries.prefix(most).compactMap { entry in entry.startedAt.map { (entry, $0) } }
        guard let first = timed.map(\.1).min() else { return [] }
        return timed.map { entry, at in
            Row(entry: entry, start: first.duration(to: at).milliseconds, phases: Self.phases(entry))
        }
    }

    /// Phases one after the other; a HAR counts TLS as part of connecting (HAR 1.2, `timings`).
    static func phases(_ entry: HAREntry) -> [Phase] {
        let times = entry.phasesMS.filter { $0.value.isFinite && $0.value > 0 && $0.value < 1e10 }
        let tls = times["ssl"] ?? 0
        let lengths: [(String, Double)] = [
            ("blocked", times["blocked"] ?? 0), ("dns", times["dns"] ?? 0),
            ("connect", max(0, (times["connect"] ?? 0) - tls)), ("tls", tls), ("send", times["send"] ?? 0),
            ("wait", times["wait"] ?? 0), ("receive", times["receive"] ?? 0),
        ]
        var start = 0.0
        var phases: [Phase] = []
        for (name, length) in lengths where length > 0 {
            phases.append(Phase(name: name, start: start, length: length))
            start += length
        }
        if phases.isEmpty, let time = entry.timeMS, time.isFinite, time > 0, time < 1e10 {
            phases.append(Phase(name: "other", start: 0, length: time))
        }
        return phases
    }

    var figure: HTML { "\(firstFigure)\(notableFigure)" }

    private var firstFigure: HTML {
        let rows = rows
        guard !rows.isEmpty else { return .empty }
        let isAll = rows.count >= total
        let title =
            isAll
            ? "Waterfall of \(Measure.count(total, "request"))"
            : "Waterfall of the first \(rows.count) of \(Measure.count(total, "request"))"
        return draw(rows, title: title, about: "Time runs to the right from the first request.")
    }

    /// Requests that failed or took long, each from its own start.
    private var notableFigure: HTML {
        let drawn = Set(entries.prefix(most).map(\.index))
        var seen: Set<Int> = []
        let rest = notable.filter { !drawn.contains($0.index) && seen.insert($0.index).inserted }
        let rows = rest.prefix(most / 2).sorted { $0.index < $1.index }
            .map { Row(entry: $0, start: 0, phases: Self.phases($0)) }
        guard !rows.isEmpty else { return .empty }
        let failed = rows.count(where: \.isFailed)
        let title =
            "\(Measure.count(rows.count)) more that failed (\(Measure.count(failed))) or took longest (\(Measure.count(rows.count - failed))) "
            + "of \(Measure.count(total, "request"))"
        return draw(rows, title: title, about: "Each bar begins at its own request.")
    }

    private func draw(_ rows: [Row], title: String, about: String) -> HTML {
        let span = max(rows.map(\.end).max() ?? 0, 1)
        let left = 360.0
        let width = Chart.width - left - 70
        let height = 26 + Double(rows.count) * 18
        var content = Chart.axis(from: left, width: width, span: span, top: 18, bottom: height)
        for (index, row) in rows.enumerated() {
            content.append(draw(row, y: 24 + Double(index) * 18, left: left, scale: width / span))
        }
        let failed = rows.count(where: \.isFailed)
        let slow = rows.max { $0.end - $0.start < $1.end - $1.start }
        let longest = slow.map { row in
            " The longest took \(Measure.milliseconds(row.end - row.start) ?? "?"), entry \(row.entry.index)."
        }
        let canvas = Chart.canvas(
            height: height, title: title,
            about: "\(about) \(Measure.count(failed)) failed, marked with a cross.\(longest ?? "")", content)
        let names = ["blocked", "dns", "connect", "tls", "send", "wait", "receive"]
        return
            "<figure><figcaption>\(title); ✗ marks no answer or a status from 400</figcaption>\(Chart.legend(names))\(canvas)</figure>"
    }

    private func draw(_ row: Row, y: Double, left: Double, scale: Double) -> HTML {
        let mark = row.isFailed ? "✗" : " "
        let status = row.entry.status.map(String.init) ?? "–"
        let took = Measure.milliseconds(row.end - row.start) ?? ""
        let bars = row.phases.map { phase in
            Chart.rect(
                left + (row.start + phase.start) * scale, y + 2, max(phase.length * scale, 0.7), 11,
                Chart.style(phase.name), title: "\(phase.name) \(Measure.milliseconds(phase.length) ?? "")")
        }
        let outline: HTML =
            row.isFailed
            ? Chart.rect(
                left + row.start * scale - 1.5, y + 0.5, (row.end - row.start) * scale + 3, 14, "failed")
            : .empty
        return """
            <g class="\(row.isFailed ? "fails" : "works" as HTML)"><title>\(row.entry.method) \(row.entry.url.clipped(300)): \(status), \(took)</title>\
            \(Chart.text(0, y + 12, mark, "label"))\(Chart.text(14, y + 12, status, "label"))\
            \(Chart.text(46, y + 12, Self.name(row.entry).clipped(44), "label"))\(outline)\(bars)\
            \(Chart.text(left + row.end * scale + 6, y + 12, took, "value"))</g>

            """
    }

    /// The method unless it is GET, and the path; the host when the path says nothing.
    static func name(_ entry: HAREntry) -> String {
        let path = path(of: entry.url)
        return entry.method == "GET" ? path : "\(entry.method) \(path)"
    }

    /// The path of a URL; the host when the path says nothing.
    static func path(of url: String) -> String {
        guard let mark = url.firstRange(of: "://") else { return url }
        let rest = url[mark.upperBound...]
        let path = rest.firstIndex(of: "/").map { String(rest[$0...]) } ?? String(rest)
        return path == "/" ? String(rest) : path
    }
}
