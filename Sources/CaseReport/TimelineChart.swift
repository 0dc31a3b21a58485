import CaseModel

/// Everything that happened as ticks on lanes, one lane a source, the ticket's window shaded.
struct TimelineChart {
    let events: [TimelineEvent]
    let window: TimeWindow?

    var svg: HTML {
        let shown = events.prefix(2000)
        let instants = shown.map(\.at) + (window.map { [$0.start, $0.end] } ?? [])
        guard let first = instants.min(), let last = instants.max(), first < last else { return .empty }
        let span = first.duration(to: last).milliseconds
        let left = 70.0
        let width = Chart.width - left - 10
        func x(_ at: Timestamp) -> Double { left + first.duration(to: at).milliseconds / span * width }

        var lanes: [String] = []
        for event in shown where !lanes.contains(event.source) && lanes.count < 8 {
            lanes.append(event.source)
        }
        let height = 24 + Double(lanes.count) * 24
        var content: [HTML] = []
        if let window {
            let start = x(window.start)
            content.append(
                Chart.rect(
                    start, 20, max(x(window.end) - start, 1), height - 20, "window",
                    title: "the ticket's window"))
        }
        content.append(Chart.text(left, 12, first.description, "label"))
        content.append(
            "<text x=\"\(Chart.at(Chart.width - 10))\" y=\"12\" text-anchor=\"end\" class=\"label\">\(last.description)</text>\n"
        )
        for (index, lane) in lanes.enumerated() {
            let y = 24 + Double(index) * 24
            content.append("<g class=\"axis\">\(Chart.line(left, y + 10, Chart.width - 10, y + 10))</g>\n")
            content.append(Chart.text(0, y + 14, lane.clipped(9), "label"))
            for event in shown where event.source == lane {
                content.append(
                    Chart.rect(
                        x(event.at) - 1, y + 2, 2.5, 16, "tickmark",
                        title: "\(event.at): \(event.says.clipped(120))"))
            }
        }
        return Chart.canvas(
            height: height, title: "Timeline",
            about:
                "One lane a source; the shaded part is the window of the ticket. The table below says the same.",
            content)
    }
}
