import CaseModel

/// The phases of the same request through the edge and straight to the origin, side by side.
///
/// Each phase has a scale of its own: a wait of seconds would hide a handshake of milliseconds.
struct PhaseChart {
    static let limit = 4
    static let names = ["dns", "connect", "tls", "send", "wait", "receive"]
    let url: String
    let bars: [(label: String, isOrigin: Bool, phases: [Phase])]

    /// One for each URL that was asked on both legs.
    static func charts(_ rows: [ExchangeRow]) -> [PhaseChart] {
        var urls: [String] = []
        let own = rows.filter { $0.hop == 0 && $0.probe.leg != .trace }
        for row in own where !urls.contains(row.probe.url.description) {
            urls.append(row.probe.url.description)
        }
        return urls.compactMap { url in
            let bars = own.filter { $0.probe.url.description == url }.compactMap { row in
                let phases = row.exchange.map { Phase.phases($0.timings) } ?? []
                return phases.isEmpty ? nil : (row.label, row.probe.leg == .origin, phases)
            }
            let chosen = bars.filter { !$0.1 }.prefix(2) + bars.filter(\.1).prefix(2)
            guard chosen.contains(where: \.1), chosen.contains(where: { !$0.1 }) else { return nil }
            return PhaseChart(url: url, bars: Array(chosen))
        }
    }

    var figure: HTML {
        let panel = (Chart.width + 12) / Double(Self.names.count)
        let rowHeight = 34.0
        let height = 26 + Double(bars.count) * rowHeight
        let panels = Self.names.enumerated().map { index, name -> HTML in
            let x = Double(index) * panel
            let lengths = bars.map { bar in bar.phases.first { $0.name == name }?.length }
            let most = lengths.compactMap(\.self).max() ?? 0
            let marks = bars.indices.map { row -> HTML in
                let top = 26 + Double(row) * rowHeight
                let length = lengths[row]
                let words = length.flatMap { Measure.milliseconds($0) } ?? "–"
                let width = most > 0 ? max((length ?? 0) / most * (panel - 14), length == nil ? 0 : 1.5) : 0
                let style: HTML = bars[row].isOrigin ? "l-origin" : "l-edge"
                return """
                    \(Chart.text(x, top + 10, "\(bars[row].isOrigin ? "origin" : "edge") \(words)", "label"))\
                    \(Chart.rect(x, top + 14, width, 11, style, title: "\(bars[row].label) \(name) \(words)"))
                    """
            }
            return "<g>\(Chart.text(x, 13, name, "strong"))\(marks)</g>\n"
        }
        let title = "Phases of \(Waterfall.path(of: url).clipped(60)), edge and origin side by side"
        let canvas = Chart.canvas(
            height: height, title: title,
            about: "Six panels, a phase each, every panel to its own scale: \(sentence).", panels)
        return """
            <figure><figcaption>\(title) (each phase to its own scale)</figcaption><ul class="legend">\
            <li><span class="swatch l-edge"></span>through the edge</li><li><span class="swatch l-origin"></span>straight to the origin</li></ul>\
            \(canvas)</figure>

            """
    }

    /// `http-edge-1: dns 4 ms, connect 12 ms; http-origin-1: …`.
    private var sentence: String {
        bars.map { bar in
            let parts = bar.phases.compactMap { phase in
                Measure.milliseconds(phase.length).map { "\(phase.name) \($0)" }
            }
            return "\(bar.label): \(parts.joined(separator: ", "))"
        }.joined(separator: "; ")
    }
}
