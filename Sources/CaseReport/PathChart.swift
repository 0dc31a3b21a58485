import CaseModel

/// Latency and loss of every trace towards one leg, hop by hop: several tools and both families on one pair of axes.
struct PathChart {
    static let seriesLimit = 6
    let leg: String
    let series: [(label: String, record: PathRecord)]

    private static let left = 74.0
    private static let latencyHeight = 150.0
    private static let lossTop = 196.0
    private static let lossHeight = 56.0

    /// One for each leg that has a trace with hops; pasted paths share one.
    static func charts(_ rows: [PathRow]) -> [PathChart] {
        var legs: [String] = []
        for row in rows where !legs.contains(row.leg ?? "") { legs.append(row.leg ?? "") }
        return legs.compactMap { leg in
            let series = rows.filter { ($0.leg ?? "") == leg }.compactMap { row in
                row.record.flatMap { record in
                    record.hops.isEmpty ? nil : (label: row.seriesLabel, record: record)
                }
            }
            guard !series.isEmpty else { return nil }
            return PathChart(leg: leg, series: Array(series.prefix(Self.seriesLimit)))
        }
    }

    private var hops: Int { min(max(series.flatMap { $0.record.hops.map(\.ttl) }.max() ?? 1, 1), 64) }

    private var slowest: Double {
        let all = series.flatMap { $0.record.hops.flatMap { [$0.typicalMS, $0.worstMS] } }
        return all.compactMap(\.self).filter { $0.isFinite && $0 > 0 && $0 < 1e6 }.max() ?? 0
    }

    private var step: Double { (Chart.width - Self.left - 10) / Double(hops) }

    private func x(_ ttl: Int, _ index: Int) -> Double {
        let middle = Self.left + (Double(ttl) - 0.5) * step
        return middle + (Double(index) - Double(series.count - 1) / 2) * min(step / 8, 9)
    }

    private func y(_ time: Double) -> Double {
        16 + Self.latencyHeight * (1 - min(max(time / slowest, 0), 1))
    }

    var figure: HTML {
        guard slowest > 0 else { return .empty }
        let whom = leg.isEmpty ? "paths that were pasted" : "towards the \(leg)"
        let title = "Latency and loss by hop, \(whom)"
        let drawn = series.enumerated().map { draw($1.record, $0) }
        let canvas = Chart.canvas(
            height: Self.lossTop + Self.lossHeight + 24, title: title,
            about:
                "Above the time to each hop, a line from best to worst and a mark at the typical; below the loss. "
                + "\(sentence) The tables below have the numbers.",
            axes + drawn)
        let legend = series.enumerated().map { index, item -> HTML in
            """
            <li><svg class="mark" viewBox="0 0 14 14" width="14" height="14" aria-hidden="true">\
            <g class="t\(index)">\(Self.mark(7, 7, index))</g></svg> \(item.label)</li>
            """
        }
        return
            "<figure><figcaption>\(title)</figcaption><ul class=\"legend\">\(legend)</ul>\(canvas)</figure>\n"
    }

    /// What each trace says at its end.
    private var sentence: String {
        series.map { "\($0.label): \($0.record.verdict)." }.joined(separator: " ")
    }

    private var axes: [HTML] {
        let levels = Chart.ticks(slowest).map { tick -> HTML in
            let level = y(tick)
            return
                "<g class=\"axis\">\(Chart.line(Self.left, level, Chart.width, level))\(Chart.text(0, level + 4, Measure.milliseconds(tick) ?? "", "tick"))</g>\n"
        }
        let losses = [0.0, 50, 100].map { loss -> HTML in
            let level = Self.lossTop + Self.lossHeight * (1 - loss / 100)
            let words = "\(Measure.percent(loss) ?? "")\(loss == 100 ? " loss" : "")"
            return
                "<g class=\"axis\">\(Chart.line(Self.left, level, Chart.width, level))\(Chart.text(0, level + 4, words, "tick"))</g>\n"
        }
        let every = max(1, hops / 24)
        let numbers = (1...hops).filter { ($0 - 1) % every == 0 }.map { ttl in
            Chart.text(
                Self.left + (Double(ttl) - 0.5) * step - 3, Self.lossTop + Self.lossHeight + 17, "\(ttl)",
                "tick")
        }
        return levels + losses + ["<g>\(numbers)</g>\n"]
    }

    private func draw(_ record: PathRecord, _ index: Int) -> HTML {
        var points = ""
        var marks: [HTML] = []
        for hop in record.hops.prefix(64) where (1...hops).contains(hop.ttl) {
            let place = x(hop.ttl, index)
            if let typical = hop.typicalMS, typical.isFinite {
                points += "\(points.isEmpty ? "" : " ")\(Chart.at(place).text),\(Chart.at(y(typical)).text)"
                if let best = hop.bestMS, let worst = hop.worstMS, best.isFinite, worst.isFinite {
                    marks.append(Chart.line(place, y(best), place, y(worst)))
                }
                let words =
                    "\(series[index].label), hop \(hop.ttl): \(hop.who.clipped(80)), \(Measure.milliseconds(typical) ?? "")"
                marks.append("<g><title>\(words)</title>\(Self.mark(place, y(typical), index))</g>")
            }
            if let loss = hop.shownLoss, loss.isFinite, loss > 0 {
                let height = Self.lossHeight * min(loss, 100) / 100
                marks.append(
                    Chart.rect(
                        place - 3, Self.lossTop + Self.lossHeight - height, 6, height, "loss",
                        title: "\(series[index].label), hop \(hop.ttl): \(Measure.percent(loss) ?? "") lost"))
            }
        }
        return "<g class=\"t\(index)\"><polyline points=\"\(points)\"></polyline>\(marks)</g>\n"
    }

    /// A shape for each series, so that colour is not all that tells them apart.
    private static func mark(_ x: Double, _ y: Double, _ index: Int) -> HTML {
        let shapes: [[(Double, Double)]] = [
            [(-4, -4), (4, -4), (4, 4), (-4, 4)], [(0, -5), (5, 0), (0, 5), (-5, 0)],
            [(0, -5), (5, 4), (-5, 4)], [(0, 5), (5, -4), (-5, -4)],
            [(-5, -2), (-2, -5), (2, -5), (5, -2), (5, 2), (2, 5), (-2, 5), (-5, 2)],
            [(-2, -5), (2, -5), (2, 5), (-2, 5)],
        ]
        let corners = shapes[index % shapes.count].map {
            "\(Chart.at(x + $0.0).text),\(Chart.at(y + $0.1).text)"
        }
        return "<polygon points=\"\(corners.joined(separator: " "))\"></polygon>"
    }
}

extension PathRow {
    /// `mtr, IPv6`.
    fileprivate var seriesLabel: String {
        let tool = record?.tool ?? "path"
        guard let address = record?.targetAddress ?? target.flatMap({ IPAddress($0) }) else {
            return leg == nil ? "\(tool), \(label)" : tool
        }
        let family = address.isV4 ? "IPv4" : "IPv6"
        return leg == nil ? "\(tool), \(family), \(label)" : "\(tool), \(family)"
    }
}
