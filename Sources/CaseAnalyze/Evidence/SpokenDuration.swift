import CaseModel

extension Duration {
    /// `0.4 ms`, `83 ms`, `19.2 s`, `3 min 5 s`.
    var spoken: String {
        let milliseconds = milliseconds
        if milliseconds < 0 { return "-" + (.zero - self).spoken }
        if milliseconds < 1 { return "\(oneDecimal(milliseconds)) ms" }
        if milliseconds < 999.5 { return "\(Int(milliseconds.rounded())) ms" }
        if milliseconds < 119_950 { return "\(oneDecimal(milliseconds / 1000)) s" }
        let seconds = nanoseconds / 1_000_000_000
        return "\(seconds / 60) min \(seconds % 60) s"
    }

    /// Milliseconds somebody else wrote down.
    ///
    /// - Returns: `nil` for what is negative, not finite or over 11 days.
    init?(spokenMilliseconds milliseconds: Double) {
        guard milliseconds >= 0, milliseconds < 1_000_000_000 else { return nil }
        self = .microseconds(Int64((milliseconds * 1000).rounded()))
    }

    /// The distance from zero.
    var magnitude: Duration { self < .zero ? .zero - self : self }
}

/// A number with one decimal; `many` for what no measurement gives.
func oneDecimal(_ value: Double) -> String {
    guard value.isFinite, abs(value) < 1e12 else { return "many" }
    let tenths = Int((abs(value) * 10).rounded())
    return (value < 0 && tenths > 0 ? "-" : "") + "\(tenths / 10).\(tenths % 10)"
}
