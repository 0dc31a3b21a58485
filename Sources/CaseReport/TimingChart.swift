import CaseModel

/// Where the time of each probe went, one bar a request, all on one scale.
struct TimingChart {
    let rows: [ExchangeRow]

    private var timed: [(row: ExchangeRow, phases: [Phase])] {
        rows.compactMap { row in
            let phases = row.exchange.map { Phase.phases($0.timings) } ?? []
            return phases.isEmpty ? nil : (row, phases)
        }
    }

    var figure: HTML {
        let timed = timed
        let span = timed.compactMap { $0.phases.last.map { $0.start + $0.length } }.max() ?? 0
        guard span > 0 else { return .empty }
        let left = 190.0
        let width = Chart.width - left - 90
        let height = 24 + Double(timed.count) * 26
        var content = Chart.axis(from: left, width: width, span: span, top: 18, bottom: height)
        for (index, item) in timed.enumerated() {
            let y = 24 + Double(index) * 26
            content.append(Chart.text(0, y + 14, item.row.label.clipped(26), "label"))
            for phase in item.phases {
                let length = Measure.milliseconds(phase.length) ?? ""
                content.append(
                    Chart.rect(
                        left + phase.start / span * width, y, max(phase.length / span * width, 0.5), 18,
                        Chart.style(phase.name), title: "\(phase.name) \(length)"))
            }
            let end = item.phases.last.map { $0.start + $0.length } ?? 0
            content.append(
                Chart.text(left + end / span * width + 6, y + 14, Measure.milliseconds(end) ?? "", "value"))
        }
        let names = ["dns", "connect", "tls", "send", "wait", "receive"]
        let canvas = Chart.canvas(
            height: height, title: "Time by phase", about: "One bar a request; the same in numbers below.",
            content)
        return
            "<figure><figcaption>Where the time went</figcaption>\(Chart.legend(names))\(canvas)\(numbers(timed, names))</figure>"
    }

    private func numbers(_ timed: [(row: ExchangeRow, phases: [Phase])], _ names: [String]) -> HTML {
        let cells = timed.map { item -> [HTML] in
            ["\(item.row.label)"]
                + names.map { name in .milliseconds(item.phases.first { $0.name == name }?.length) }
        }
        let table = HTML.table("Time by phase", ["Probe"] + names.map { "#" + $0 }, cells)
        return "<details><summary>The same in numbers</summary>\(table)</details>"
    }
}
