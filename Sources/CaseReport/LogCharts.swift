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

/// How the lines of the window went, minute by minute or in longer stretches.
struct SpanChart {
    let spans: [LogSpan]
    let minutes: Int

    private static let most = 120

    private struct Bar {
        var start: Timestamp
        var parts = [0, 0, 0, 0]

        var total: Int { parts.reduce(0, +) }
    }

    private static let names = ["2xx and 3xx", "4xx", "499 or no status", "5xx and errors"]

    /// The spans in at most 120 steps of the same length, those without lines among them; and minutes of a step.
    private var bars: (bars: [Bar], minutes: Int64)? {
        guard let first = spans.first, let last = spans.last else { return nil }
        let unit = Int64(minutes) * 60_000_000_000
        let count = (last.start.nanosecondsSinceEpoch - first.start.nanosecondsSinceEpoch) / unit + 1
        let factor = (count + Int64(Self.most) - 1) / Int64(Self.most)
        let step = unit * factor
        var bars = (0...(count - 1) / factor).map { index in
            Bar(start: Timestamp(nanosecondsSinceEpoch: first.start.nanosecondsSinceEpoch + index * step))
        }
        for span in spans {
            let place = Int(
                (span.start.nanosecondsSinceEpoch - first.start.nanosecondsSinceEpoch) / step)
            let parts = [span.fine, span.refused, span.abandoned, span.failed + span.errors]
            for (index, part) in parts.enumerated() { bars[place].parts[index] += part }
        }
        return (bars, Int64(minutes) * factor)
    }

    var figure: HTML {
        guard let (bars, step) = bars, bars.count > 1, let most = bars.map(\.total).max(), most > 0 else {
            return .empty
        }
        let left = 52.0
        let width = (Chart.width - left) / Double(bars.count)
        let content = bars.enumerated().map { index, bar -> HTML in
            let x = left + Double(index) * width
            let every = max(1, (bars.count + 9) / 10)
            let clock = bar.start.clock
            let label = index % every == 0 ? Chart.text(x, 124, clock, "label") : .empty
            let words = zip(Self.names, bar.parts).filter { $0.1 > 0 }
                .map { "\(Measure.count($0.1)) \($0.0)" }.joined(separator: ", ")
            var top = 108.0
            let rects = bar.parts.enumerated().map { part, count -> HTML in
                guard count > 0 else { return .empty }
                // A single failure among thousands has to be seen.
                let height = max(Double(count) / Double(most) * 90, part == 3 ? 2 : 0.5)
                top -= height
                return Chart.rect(
                    x + 0.5, top, max(min(width - 1, 60), 1), height, Self.style(part),
                    title: "\(clock): \(words)")
            }
            return "\(rects)\(label)\n"
        }
        let title = "Lines by outcome, \(step) min a bar"
        let canvas = Chart.canvas(
            height: 130, title: title,
            about: "At most \(Measure.count(most, "line")) in a bar; times are UTC. Each bar from below: "
                + Self.names.joined(separator: ", ") + ".",
            axis(most, left) + content)
        let legend = Self.names.enumerated().map { part, name -> HTML in
            "<li><span class=\"swatch \(Self.style(part))\"></span>\(name)</li>"
        }
        return
            "<figure><figcaption>\(title)</figcaption><ul class=\"legend\">\(legend)</ul>\(canvas)\(numbers(bars, title))</figure>"
    }

    private func axis(_ most: Int, _ left: Double) -> [HTML] {
        let levels = [(0.0, 108.0), (Double(most) / 2, 63), (Double(most), 18)]
        return levels.map { value, y in
            let words = value == value.rounded() ? Measure.count(Int(value)) : ""
            return
                "<g class=\"axis\">\(Chart.line(left, y, Chart.width, y))\(Chart.text(0, y + 4, words, "tick"))</g>\n"
        }
    }

    /// The bars as a table, the stretches without lines left out.
    private func numbers(_ bars: [Bar], _ title: String) -> HTML {
        let cells = bars.filter { $0.total > 0 }.map { bar -> [HTML] in
            [.time(bar.start)] + bar.parts.map { "\(Measure.count($0))" }
        }
        let table = HTML.table(title, ["From (UTC)"] + Self.names.map { "#" + $0 }, cells)
        return "<details><summary>The same in numbers</summary>\(table)</details>"
    }

    private static func style(_ part: Int) -> HTML {
        switch part {
        case 0: "s-good"
        case 1: "s-warn"
        case 2: "s-none"
        default: "s-bad"
        }
    }
}

extension Timestamp {
    /// `10:31`.
    var clock: String { clock(seconds: false) }

    /// `10:31`, or `10:31:04`.
    func clock(seconds: Bool) -> String {
        let time = description.split(separator: "T").last ?? ""
        return String(time.prefix(seconds ? 8 : 5))
    }
}
