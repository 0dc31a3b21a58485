import CaseModel

/// Everything that happened as ticks on lanes, one lane a source, the ticket's window shaded.
struct TimelineChart {
    let events: ArraySlice<TimelineEvent>
    let window: TimeWindow?

    init(events: [TimelineEvent], window: TimeWindow?) {
        self.events = events.prefix(2000)
        self.window = window
    }

    /// From instants to places on the canvas.
    private struct Scale {
        static let left = 70.0
        static let right = Chart.width - 10
        let first: Timestamp
        let span: Double

        func x(_ at: Timestamp) -> Double {
            Self.left + first.duration(to: at).milliseconds / span * (Self.right - Self.left)
        }
    }

    var svg: HTML {
        let instants = events.map(\.at) + (window.map { [$0.start, $0.end] } ?? [])
        guard let first = instants.min(), let last = instants.max(), first < last else { return .empty }
        // Instants centuries apart overflow the difference; there is nothing to see then.
        let span = first.duration(to: last).milliseconds
        guard span > 0 else { return .empty }
        let scale = Scale(first: first, span: span)
        var lanes: [String] = []
        for event in events where !lanes.contains(event.source) && lanes.count < 8 {
            lanes.append(event.source)
        }
        let height = 24 + Double(lanes.count) * 24
        var content = [shade(scale, height)]
        content.append(Chart.text(Scale.left, 12, first.description, "label"))
        content.append(
            "<text x=\"\(Chart.at(Scale.right))\" y=\"12\" text-anchor=\"end\" class=\"label\">\(last.description)</text>\n"
        )
        for (index, lane) in lanes.enumerated() {
            content.append(draw(lane, y: 24 + Double(index) * 24, scale))
        }
        return Chart.canvas(
            height: height, title: "Timeline",
            about:
                "One lane a source; the shaded part is the window of the ticket. The table below says the same.",
            content)
    }

    private func shade(_ scale: Scale, _ height: Double) -> HTML {
        guard let window else { return .empty }
        let start = scale.x(window.start)
        let width = max(scale.x(window.end) - start, 1)
        return Chart.rect(start, 20, width, height - 20, "window", title: "the ticket's window")
    }

    private func draw(_ lane: String, y: Double, _ scale: Scale) -> HTML {
        let marks = events.filter { $0.source == lane }.map { event in
            Chart.rect(
                scale.x(event.at) - 1, y + 2, 2.5, 16, "tickmark",
                title: "\(event.at): \(event.says.clipped(120))")
        }
        return """
            <g class="axis">\(Chart.line(Scale.left, y + 10, Scale.right, y + 10))</g>
            \(Chart.text(0, y + 14, lane.clipped(9), "label"))\(marks)

            """
    }
}
