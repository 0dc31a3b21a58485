import CaseModel

/// Numbers with their units, as people read them.
enum Measure {
    /// Digits of a number with so many decimals, trailing zeros dropped.
    ///
    /// - Returns: `nil` when the number is not finite or too big to be a measurement.
    static func decimal(_ value: Double, places: Int) -> String? {
        guard value.isFinite, abs(value) < 1e14 else { return nil }
        var scale = 1
        for _ in 0..<min(max(places, 0), 3) { scale *= 10 }
        let scaled = Int((abs(value) * Double(scale)).rounded())
        var text = String(scaled / scale)
        if scale > 1, scaled % scale > 0 {
            let digits = String(scaled % scale)
            let width = String(scale).count - 1
            var fraction = String(repeating: "0", count: width - digits.count) + digits
            while fraction.hasSuffix("0") { fraction.removeLast() }
            text += "." + fraction
        }
        return value < 0 && scaled > 0 ? "-" + text : text
    }

    /// `83 ms`, `1.2 ms`, `19.1 s`.
    static func milliseconds(_ value: Double) -> String? {
        if abs(value) >= 1000 { return decimal(value / 1000, places: 1).map { $0 + " s" } }
        return decimal(value, places: abs(value) < 10 ? 1 : 0).map { $0 + " ms" }
    }

    /// `n 1 612, median 83 ms, 90 % 120 ms, 99 % 1.2 s, most 19.1 s`.
    static func sentence(_ latency: LogLatency) -> String {
        let parts = [
            ("median", latency.p50), ("90 %", latency.p90), ("99 %", latency.p99), ("most", latency.max),
        ].compactMap { name, value in milliseconds(value).map { "\(name) \($0)" } }
        return (["n \(count(latency.count))"] + parts).joined(separator: ", ")
    }

    static func time(_ duration: Duration?) -> String? {
        duration.flatMap { milliseconds($0.milliseconds) }
    }

    /// `812 bytes`, `12.3 KB`, `2.1 MB`; units of 1000.
    static func bytes(_ count: Int) -> String {
        let units: [(Double, String)] = [(1e9, "GB"), (1e6, "MB"), (1e3, "KB")]
        let value = Double(count)
        // A size that rounds to 1000 of a unit is one of the next.
        for (size, unit) in units where value >= size * 0.99995 {
            if let text = decimal(value / size, places: 1) { return "\(text) \(unit)" }
        }
        return "\(count) bytes"
    }

    /// Digits in groups of three, `9 201 334`.
    static func count(_ value: Int) -> String {
        let digits = String(value.magnitude)
        var output = ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index) % 3 == 0 { output.append(" ") }
            output.append(digit)
        }
        return value < 0 ? "-" + output : output
    }

    /// `1 file`, `3 files`.
    static func count(_ value: Int, _ noun: String) -> String {
        "\(count(value)) \(noun)\(value == 1 ? "" : "s")"
    }

    static func percent(_ value: Double) -> String? {
        decimal(value, places: 1).map { $0 + " %" }
    }
}
