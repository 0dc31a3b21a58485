import CaseModel

/// How many lines had which status.
struct StatusChart {
    let statuses: [Int: Int]

    var figure: HTML {
        let rows = statuses.sorted { $0.key < $1.key }.prefix(30)
        let most = Double(rows.map(\.value).max() ?? 0)
        guard most > 0 else { return .empty }
        let height = Double(rows.count) * 22
        let content = rows.enumerated().map { index, row -> HTML in
            let y = Double(index) * 22
            let width = max(Double(row.value) / most * (Chart.width - 200), 1)
            let style: HTML = row.key >= 500 ? "s-bad" : row.key >= 400 ? "s-warn" : "s-good"
            let label = Chart.text(0, y + 14, String(row.key), "label")
            let count = Chart.text(60 + width + 6, y + 14, Measure.count(row.value), "value")
            return "\(label)\(Chart.rect(60, y + 2, width, 15, style))\(count)\n"
        }
        let canvas = Chart.canvas(
            height: height, title: "Lines by status", about: "One bar a status, its count at the end.",
            content)
        return "<figure><figcaption>Lines by status</figcaption>\(canvas)</figure>"
    }
}

/// When the failing lines came, in steps of a minute or more.
struct MinuteChart {
    let lines: [LogLine]

    private static let steps: [Int64] = [1, 5, 15, 60, 360, 1440, 10_080]

    /// Minutes since 1970 to failing lines in the step that starts there, and the step in minutes.
    ///
    /// - Returns: `nil` when no line has a time, or they are too far apart to draw.
    private var bins: (counts: [(minute: Int64, count: Int)], step: Int64)? {
        let minutes = lines.compactMap { $0.time.map { $0.nanosecondsSinceEpoch / 60_000_000_000 } }
        guard let first = minutes.min(), let last = minutes.max(),
            let step = Self.steps.first(where: { (last - first) / $0 < 60 })
        else { return nil }
        let base = first - first % step
        var counts = Array(repeating: 0, count: Int((last - base) / step) + 1)
        for minute in minutes { counts[Int((minute - base) / step)] += 1 }
        return (counts.enumerated().map { (base + Int64($0.offset) * step, $0.element) }, step)
    }

    var figure: HTML {
        guard let (counts, step) = bins, counts.count > 1, let most = counts.map(\.count).max() else {
            return .empty
        }
        let width = Chart.width / Double(counts.count)
        let content = counts.enumerated().map { index, bin -> HTML in
            let height = Double(bin.count) / Double(most) * 90
            let x = Double(index) * width
            let start = Timestamp(nanosecondsSinceEpoch: bin.minute * 60_000_000_000).clock
            let every = max(1, (counts.count + 9) / 10)
            let label = index % every == 0 ? Chart.text(x, 124, start, "label") : .empty
            let bar = Chart.rect(
                x + 1, 108 - height, max(min(width - 2, 60), 1), height, "s-bad",
                title: "\(start): \(Measure.count(bin.count, "line"))")
            let number =
                bin.count > 0 && counts.count <= 31
                ? Chart.text(x + 1, 104 - height, String(bin.count), "label") : .empty
            return "\(bar)\(number)\(label)\n"
        }
        let title = "Failing lines, \(step) min a bar"
        let canvas = Chart.canvas(
            height: 130, title: title,
            about: "At most \(Measure.count(most, "line")) in a bar; times are UTC.",
            ["<g class=\"axis\">\(Chart.line(0, 108, Chart.width, 108))</g>\n"] + content)
        return
            "<figure><figcaption>\(title)\(lines.count >= 200 ? " (the first 200)" : "")</figcaption>\(canvas)</figure>"
    }
}

extension Timestamp {
    /// `10:31`.
    var clock: String { String(description.dropFirst(11).prefix(5)) }
}
