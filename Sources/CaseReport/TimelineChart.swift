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

    var figure: HTML {
        let instants = events.map(\.instant) + (window.map { [$0.start, $0.end] } ?? [])
        guard let first = instants.min(), let last = instants.max(), first < last else { return .empty }
        // Instants centuries apart overflow the difference; there is nothing to see then.
        let span = first.duration(to: last).milliseconds
        guard span > 0 else { return .empty }
        let scale = Scale(first: first, span: span)
        var lanes: [String] = []
        for event in events where !lanes.contains(event.source) && lanes.count < 8 {
            lanes.append(event.source)
        }
        let height = 44 + Double(lanes.count) * 26
        var content = [shade(scale, height - 20)]
        content += axis(scale, height - 20)
        for (index, lane) in lanes.enumerated() {
            content.append(draw(lane, y: 22 + Double(index) * 26, scale))
        }
        let counts = lanes.map { lane in "\(Measure.count(events.count { $0.source == lane })) of \(lane)" }
        let about =
            "\(Measure.count(events.count, "event")) from \(first) to \(last): \(counts.joined(separator: ", ")). "
            + "One lane a source; the shaded part is the window of the ticket. The table below says the same."
        return
            "<figure><figcaption>Timeline (UTC), \(first.description) to \(last.description); the ticket's window is shaded</figcaption>\(Chart.canvas(height: height, title: "Timeline", about: about, content))</figure>"
    }

    /// Times at round distances; the date too where it is another than before.
    private func axis(_ scale: Scale, _ bottom: Double) -> [HTML] {
        var day = ""
        return Chart.clockTicks(first: scale.first, span: scale.span).map { at in
            let x = scale.x(at)
            let label =
                (at.dateText == day ? "" : "\(at.dateText.dropFirst(5)) ")
                + at.clock(seconds: scale.span < 600_000)
            day = at.dateText
            return
                "<g class=\"axis\">\(Chart.line(x, 16, x, bottom))\(Chart.text(min(x, Chart.width - 84), bottom + 15, label, "tick"))</g>\n"
        }
    }

    private func shade(_ scale: Scale, _ height: Double) -> HTML {
        guard let window else { return .empty }
        let start = scale.x(window.start)
        let width = max(scale.x(window.end) - start, 1)
        return Chart.rect(start, 16, width, height - 16, "window", title: "the ticket's window")
    }

    private func draw(_ lane: String, y: Double, _ scale: Scale) -> HTML {
        // Marks that would lie on each other are one, with a count, or a busy log would draw a solid block.
        var places: [(x: Double, events: Int, title: String)] = []
        for event in events where event.source == lane {
            let x = scale.x(event.instant)
            if let last = places.last, x - last.x < 3 {
                places[places.count - 1].events += 1
            } else {
                places.append((x, 1, "\(event.instant): \(event.says.clipped(120))"))
            }
        }
        let marks = places.map { place in
            Chart.rect(
                place.x - 1, y + 2, 2.5 + min(Double(place.events - 1) * 0.3, 3), 18, "tickmark",
                title: place.events > 1 ? "\(place.title) and \(place.events - 1) more" : place.title)
        }
        return """
            <g class="axis">\(Chart.line(Scale.left, y + 10, Scale.right, y + 10))</g>
            \(Chart.text(0, y + 14, lane.clipped(9), "label"))\(marks)

            """
    }
}
