import CaseModel

/// Instants as logs in JSON have them.
enum LogInstant {
    /// Nanoseconds since 1970 of RFC 3339 text, `10/Oct/2026:13:55:36 -0700`, or seconds, milli-, micro- or nanoseconds
    /// since 1970, which their size tells apart; `nil` without an offset.
    static func read(_ line: Span<UInt8>, _ range: Range<Int>) -> Int64? {
        var range = range
        guard !range.isEmpty else { return nil }
        if line[range.lowerBound] == UInt8(ascii: "["), range.count > 2,
            line[range.upperBound - 1] == UInt8(ascii: "]")
        {
            range = range.lowerBound + 1..<range.upperBound - 1
        }
        guard (10...40).contains(range.count) else { return nil }
        if wholeLength(line, range) >= 9 { return epoch(line, range) }
        let text = line.extracting(range)
        if line[range.lowerBound + 2] == UInt8(ascii: "/") {
            return LogClock.commonTime(text, count: text.count)
        }
        let words = CaseIngest.text(line, range)
        // 2026-11-22 10:31:04 +0100
        let zone = words.lastIndex(of: " ").map { words.index(after: $0) }
        guard let zone, zone < words.endIndex, "+-".contains(words[zone]) else {
            return Instants.nanoseconds(rfc3339: words)
        }
        return Instants.nanoseconds(rfc3339: words[..<words.index(before: zone)] + words[zone...])
    }

    /// Nanoseconds since 1970 of `10/Oct/2026:13:55:36.123` or `2026-10-10 13:55:36` as if it were UTC.
    static func local(_ line: Span<UInt8>, _ range: Range<Int>) -> Int64? {
        guard (19...30).contains(range.count) else { return nil }
        if line[range.lowerBound + 4] == UInt8(ascii: "-") {
            return Instants.nanoseconds(rfc3339: CaseIngest.text(line, range) + "Z")
        }
        guard range.count > 19, line[range.lowerBound + 2] == UInt8(ascii: "/") else { return nil }
        var words: [UInt8] = []
        words.append(copying: line.extracting(range))
        words += Array(" +0000".utf8)
        return LogClock.commonTime(words.span, count: words.count)
    }

    /// Nanoseconds since 1970 of `Sun Nov 22 10:31:04.123456 2026` as if it were UTC; the fraction may be missing.
    static func local(words text: String) -> Int64? {
        let words = text.split(separator: " ")
        guard words.count == 5, let month = CivilTime.month(named: words[1]), let day = Int(words[2]),
            let year = Int(words[4]), (1...31).contains(day)
        else { return nil }
        let date = "\(year)-\(month < 10 ? "0" : "")\(month)-\(day < 10 ? "0" : "")\(day)"
        return Instants.nanoseconds(rfc3339: "\(date)T\(words[3])Z")
    }

    /// The value of digits and nothing else.
    static func whole(_ line: Span<UInt8>, _ range: Range<Int>) -> Int? {
        guard range.count <= 18, wholeLength(line, range) == range.count else { return nil }
        return range.reduce(0) { $0 * 10 + Int(line[$1] &- 48) }
    }

    /// How many digits a text begins with.
    static func wholeLength(_ line: Span<UInt8>, _ range: Range<Int>) -> Int {
        var end = range.lowerBound
        while end < range.upperBound, line[end] &- 48 < 10 { end += 1 }
        return end - range.lowerBound
    }

    private static func epoch(_ line: Span<UInt8>, _ range: Range<Int>) -> Int64? {
        let count = wholeLength(line, range)
        guard count <= 19, var value = Int64(text(line, range.lowerBound..<range.lowerBound + count)) else {
            return nil
        }
        // Of 2001 to 2286 in every unit.
        let digits: Int
        switch value {
        case 1_000_000_000..<10_000_000_000: digits = 9
        case 1_000_000_000_000..<10_000_000_000_000: digits = 6
        case 1_000_000_000_000_000..<10_000_000_000_000_000: digits = 3
        case 1_000_000_000_000_000_000...: digits = 0
        default: return nil
        }
        var position = range.lowerBound + count
        guard position == range.upperBound || line[position] == UInt8(ascii: ".") else { return nil }
        position += 1
        for _ in 0..<digits {
            let digit = position < range.upperBound ? line[position] &- 48 : 0
            guard digit < 10, case let (next, overflow) = value.multipliedReportingOverflow(by: 10),
                !overflow,
                case let (sum, overflow) = next.addingReportingOverflow(Int64(digit)), !overflow
            else { return nil }
            value = sum
            position += 1
        }
        return value
    }
}
