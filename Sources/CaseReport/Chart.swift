import CaseModel

/// Pieces that all charts share: places on the canvas, scales, legends.
enum Chart {
    /// Units across; a unit is a pixel when the page is wide enough.
    static let width = 960.0

    /// A coordinate for an attribute; never anything but digits, a point and a sign.
    static func at(_ value: Double) -> HTML { "\(Measure.decimal(value, places: 1) ?? "0")" }

    /// A drawing with a name and a description for those who do not see it.
    static func canvas(height: Double, title: String, about: String, _ content: [HTML]) -> HTML {
        """
        <div class="scroll chart" tabindex="0" role="region" aria-label="\(title)"><svg viewBox="0 0 \(at(width)) \(at(height))" \
        role="img"><title>\(title)</title><desc>\(about)</desc>
        \(content)</svg></div>

        """
    }

    static func text(_ x: Double, _ y: Double, _ text: String, _ style: HTML = .empty) -> HTML {
        "<text x=\"\(at(x))\" y=\"\(at(y))\" class=\"\(style)\">\(text)</text>"
    }

    static func rect(
        _ x: Double, _ y: Double, _ width: Double, _ height: Double, _ style: HTML, title: String? = nil
    ) -> HTML {
        let inside: HTML = title.map { "<title>\($0)</title>" } ?? .empty
        return """
            <rect x="\(at(x))" y="\(at(y))" width="\(at(max(0, width)))" height="\(at(height))" class="\(style)">\(inside)</rect>
            """
    }

    static func line(_ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double) -> HTML {
        "<line x1=\"\(at(x1))\" y1=\"\(at(y1))\" x2=\"\(at(x2))\" y2=\"\(at(y2))\"/>"
    }

    /// Which colour is which phase, in words.
    static func legend(_ phases: [String]) -> HTML {
        let items = phases.map { "<li><span class=\"swatch \(Chart.style($0))\"></span>\($0)</li>" as HTML }
        return "<ul class=\"legend\">\(items)</ul>\n"
    }

    /// The class of a phase; unknown names share one.
    static func style(_ phase: String) -> HTML {
        switch phase {
        case "blocked": "p-blocked"
        case "dns": "p-dns"
        case "connect": "p-connect"
        case "tls": "p-tls"
        case "send": "p-send"
        case "wait": "p-wait"
        case "receive": "p-receive"
        default: "p-other"
        }
    }

    /// Round steps of 1, 2 or 5 times a power of ten that part `span` into at most six; the span is positive.
    static func ticks(_ span: Double) -> [Double] {
        guard span.isFinite, span > 0, span < 1e12 else { return [] }
        var step = 0.001
        let factors = [2.0, 2.5, 2.0]
        var index = 0
        while span / step > 6 {
            step *= factors[index % 3]
            index += 1
        }
        return Array(stride(from: 0, through: span, by: step))
    }

    /// Instants at round distances of a second to a year that part a span of milliseconds into at most eight.
    static func clockTicks(first: Timestamp, span: Double) -> [Timestamp] {
        let seconds: [Int64] = [
            1, 2, 5, 10, 30, 60, 120, 300, 600, 1800, 3600, 7200, 21_600, 43_200, 86_400, 604_800, 2_592_000,
            31_536_000,
        ]
        guard span.isFinite, let step = seconds.first(where: { span / Double($0 * 1000) <= 8 }) else {
            return []
        }
        let unit = step * 1_000_000_000
        let start = first.nanosecondsSinceEpoch
        // Rounded up to the step; the remainder of a negative instant is negative.
        let over = ((start % unit) + unit) % unit
        let (from, overflow) = start.addingReportingOverflow(over == 0 ? 0 : unit - over)
        guard !overflow else { return [] }
        return (0...8).compactMap { index in
            let (at, overflow) = from.addingReportingOverflow(Int64(index) * unit)
            guard !overflow, Double(at - start) / 1e6 <= span else { return nil }
            return Timestamp(nanosecondsSinceEpoch: at)
        }
    }

    /// Lines across a chart at round times, with their labels above.
    static func axis(from left: Double, width: Double, span: Double, top: Double, bottom: Double) -> [HTML] {
        ticks(span).map { tick in
            let x = left + tick / span * width
            let label = tick == 0 ? "0" : Measure.milliseconds(tick) ?? ""
            return "<g class=\"axis\">\(line(x, top, x, bottom))\(text(x, top - 4, label, "tick"))</g>\n"
        }
    }
}

/// A small bar beside its number; hidden from screen readers, which read the number.
struct Bar {
    /// 0...1.
    let share: Double
    let kind: HTML

    init(share: Double, kind: HTML) {
        self.share = share.isFinite ? min(max(share, 0), 1) : 0
        self.kind = kind
    }

    var svg: HTML {
        """
        <svg class="bar \(kind)" viewBox="0 0 64 8" width="64" height="8" aria-hidden="true">\
        <rect class="track" width="64" height="8" rx="2"/><rect class="fill" width="\(Chart.at(share * 64))" height="8" rx="2"/></svg>
        """
    }
}
