/// An instant in UTC, to the nanosecond, from year 1678 to 2262.
package struct Timestamp: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// Nanoseconds since 1970-01-01T00:00:00Z, leap seconds not counted.
    package let nanosecondsSinceEpoch: Int64

    /// An instant by its distance from 1970.
    package init(nanosecondsSinceEpoch: Int64) {
        self.nanosecondsSinceEpoch = nanosecondsSinceEpoch
    }

    /// The first instant there is.
    package static let distantPast = Timestamp(nanosecondsSinceEpoch: .min)

    /// Reads RFC 3339 §5.6 text with any offset; seconds and their fraction may be missing.
    ///
    /// `nil` when the text is anything else, a date alone included.
    ///
    /// - Parameter text: `2026-11-22T10:00Z`, `2026-11-22 11:00:00.5+01:00`; `t`, `z` and a blank for `T` are
    ///   allowed, an offset is required.
    package init?(rfc3339 text: some StringProtocol) {
        var scanner = DigitScanner(text.utf8)
        guard let year = scanner.number(digits: 4), scanner.skip("-"),
            let month = scanner.number(digits: 2), scanner.skip("-"),
            let day = scanner.number(digits: 2), scanner.skip("T") || scanner.skip("t") || scanner.skip(" "),
            let hour = scanner.number(digits: 2), scanner.skip(":"),
            let minute = scanner.number(digits: 2)
        else { return nil }
        var second = 0
        var nanosecond = 0
        if scanner.skip(":") {
            guard let value = scanner.number(digits: 2) else { return nil }
            second = value
            if scanner.skip(".") || scanner.skip(",") {
                guard let fraction = scanner.fraction() else { return nil }
                nanosecond = fraction
            }
        }
        guard let offset = scanner.offset(), scanner.isAtEnd,
            let civil = CivilTime(
                year: year, month: month, day: day, hour: hour, minute: minute, second: second,
                nanosecond: nanosecond)
        else { return nil }
        let instant = civil.instant(offsetSeconds: offset)
        self = instant
    }

    /// RFC 3339 with milliseconds and `Z`; the form every file and line we write uses.
    package var description: String {
        let civil = civilUTC
        return "\(dateText)T\(pad(civil.hour, 2)):\(pad(civil.minute, 2)):\(pad(civil.second, 2))"
            + ".\(pad(civil.nanosecond / 1_000_000, 3))Z"
    }

    /// ISO 8601 basic form to the second, `20261122T103104Z`; for names of bundles.
    package var basic: String {
        let civil = civilUTC
        return "\(pad(civil.year, 4))\(pad(civil.month, 2))\(pad(civil.day, 2))T"
            + "\(pad(civil.hour, 2))\(pad(civil.minute, 2))\(pad(civil.second, 2))Z"
    }

    /// `2026-11-22`.
    package var dateText: String {
        let civil = civilUTC
        return "\(pad(civil.year, 4))-\(pad(civil.month, 2))-\(pad(civil.day, 2))"
    }

    /// The calendar fields in UTC.
    package var civilUTC: CivilTime {
        let second: Int64 = 1_000_000_000
        let seconds = Int(nanosecondsSinceEpoch / second) - (nanosecondsSinceEpoch % second < 0 ? 1 : 0)
        let ofDay = seconds.modulo(86_400)
        var civil = CivilTime(daysSinceEpoch: (seconds - ofDay) / 86_400)
        civil.hour = ofDay / 3600
        civil.minute = ofDay % 3600 / 60
        civil.second = ofDay % 60
        civil.nanosecond = Int(nanosecondsSinceEpoch.modulo(second))
        return civil
    }

    /// The instant `duration` later; clamped at the ends of the range.
    package func advanced(by duration: Duration) -> Timestamp {
        let (sum, overflow) = nanosecondsSinceEpoch.addingReportingOverflow(duration.nanoseconds)
        return Timestamp(nanosecondsSinceEpoch: overflow ? (duration < .zero ? .min : .max) : sum)
    }

    /// How long after this instant `other` is; negative when it is before.
    package func duration(to other: Timestamp) -> Duration {
        .nanoseconds(
            other.nanosecondsSinceEpoch.subtractingReportingOverflow(nanosecondsSinceEpoch).partialValue)
    }

    package static func < (a: Timestamp, b: Timestamp) -> Bool {
        a.nanosecondsSinceEpoch < b.nanosecondsSinceEpoch
    }
}

/// How the zone of a time that was read from elsewhere is known.
package enum ZoneSource: String, Sendable, CaseIterable {
    /// The text itself carried an offset or said UTC.
    case stated
    /// The user said so.
    case given
    /// Worked out from other evidence.
    case inferred
    /// Nothing was known; taken as UTC.
    case assumed
}

extension Duration {
    /// Whole nanoseconds, clamped to what fits.
    package var nanoseconds: Int64 {
        let (seconds, attoseconds) = components
        let (product, overflow) = seconds.multipliedReportingOverflow(by: 1_000_000_000)
        guard !overflow else { return seconds < 0 ? .min : .max }
        return product &+ attoseconds / 1_000_000_000
    }

    /// Milliseconds with their fraction.
    package var milliseconds: Double { Double(nanoseconds) / 1_000_000 }
}

extension FixedWidthInteger {
    /// The remainder that is never negative.
    fileprivate func modulo(_ divisor: Self) -> Self {
        let remainder = self % divisor
        return remainder < 0 ? remainder + divisor : remainder
    }
}

/// Decimal digits with leading zeros.
private func pad(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
}

/// A cursor over ASCII that reads the pieces of RFC 3339.
private struct DigitScanner {
    private var rest: [UInt8]
    private var position = 0

    init(_ bytes: some Sequence<UInt8>) { rest = Array(bytes) }

    var isAtEnd: Bool { position == rest.count }

    mutating func skip(_ character: Unicode.Scalar) -> Bool {
        guard position < rest.count, UInt32(rest[position]) == character.value else { return false }
        position += 1
        return true
    }

    mutating func number(digits: Int) -> Int? {
        guard rest.count - position >= digits else { return nil }
        var value = 0
        for byte in rest[position..<position + digits] {
            guard (48...57).contains(byte) else { return nil }
            value = value * 10 + Int(byte - 48)
        }
        position += digits
        return value
    }

    /// Nanoseconds from one digit or more; digits past the ninth are dropped.
    mutating func fraction() -> Int? {
        var value = 0
        var count = 0
        while let digit = number(digits: 1) {
            if count < 9 { value = value * 10 + digit }
            count += 1
        }
        guard count > 0 else { return nil }
        for _ in min(count, 9)..<9 { value *= 10 }
        return value
    }

    /// Seconds east of UTC.
    mutating func offset() -> Int? {
        if skip("Z") || skip("z") { return 0 }
        let sign = skip("+") ? 1 : skip("-") ? -1 : 0
        guard sign != 0, let hours = number(digits: 2) else { return nil }
        _ = skip(":")
        guard let minutes = number(digits: 2), hours < 24, minutes < 60 else { return nil }
        return sign * (hours * 3600 + minutes * 60)
    }
}
