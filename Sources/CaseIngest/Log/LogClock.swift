import CaseModel

/// Reads the time between brackets in an access log; the last one is remembered, for lines of one second are many.
struct LogClock {
    /// The last text as three words, its last two bytes and the instant it stands for.
    private var word0: UInt64 = 0
    private var word1: UInt64 = 0
    private var word2: UInt64 = 0
    private var tail: UInt16 = 0
    private var last: Int64 = 0
    private var isWarm = false

    /// Reads `10/Oct/2026:13:55:36 -0700]`, with a fraction too, or RFC 3339 text and a bracket.
    ///
    /// - Parameters:
    ///   - line: The whole line.
    ///   - start: The byte after the opening bracket.
    /// - Returns: Nanoseconds since 1970 and the place after the closing bracket; `nil` for anything else, a time
    ///   without an offset included.
    mutating func read(_ line: Span<UInt8>, at start: Int) -> (time: Int64, end: Int)? {
        guard line.count &- start >= 27 else { return nil }
        let text = line.extracting(start..<start &+ 27)
        guard text[26] == UInt8(ascii: "]") else { return slow(line, at: start) }
        let words = (ByteSearch.word(text, 0), ByteSearch.word(text, 8), ByteSearch.word(text, 16))
        let ending = UInt16(text[24]) << 8 | UInt16(text[25])
        if isWarm, words.0 == word0, words.1 == word1, words.2 == word2, ending == tail {
            return (last, start &+ 27)
        }
        guard let time = Self.commonTime(text, count: 26) else { return slow(line, at: start) }
        (word0, word1, word2) = words
        tail = ending
        last = time
        isWarm = true
        return (time, start &+ 27)
    }

    /// The rarer forms.
    private func slow(_ line: Span<UInt8>, at start: Int) -> (time: Int64, end: Int)? {
        let rest = line.extracting(start..<min(line.count, start + 48))
        let end = ByteSearch.first(UInt8(ascii: "]"), in: rest)
        guard end < rest.count else { return nil }
        if let time = Self.commonTime(rest, count: end) { return (time, start + end + 1) }
        let words = text(rest, 0..<end)
        guard let year = Int(words.prefix(4)), Instants.years.contains(year),
            let time = Timestamp(rfc3339: words)
        else { return nil }
        return (time.nanosecondsSinceEpoch, start + end + 1)
    }

    /// Reads `dd/Mon/yyyy:HH:MM:SS[.fff] ±HHMM`.
    static func commonTime(_ text: Span<UInt8>, count: Int) -> Int64? {
        guard count >= 26, text[2] == UInt8(ascii: "/"), text[6] == UInt8(ascii: "/"),
            text[11] == UInt8(ascii: ":"), text[14] == UInt8(ascii: ":"), text[17] == UInt8(ascii: ":"),
            let day = digits(text, 0, 2), let month = month(text), let year = digits(text, 7, 4),
            let hour = digits(text, 12, 2), let minute = digits(text, 15, 2),
            let second = digits(text, 18, 2),
            Instants.years.contains(year)
        else { return nil }
        var nanosecond = 0
        if count > 26 {
            guard text[20] == UInt8(ascii: "."), count <= 36, let fraction = digits(text, 21, count - 27)
            else {
                return nil
            }
            nanosecond = fraction
            for _ in (count - 27)..<9 { nanosecond *= 10 }
        }
        let zone = count - 6
        guard text[zone] == 0x20, text[zone + 1] == UInt8(ascii: "+") || text[zone + 1] == UInt8(ascii: "-"),
            let hours = digits(text, zone + 2, 2), let minutes = digits(text, zone + 4, 2), hours < 24,
            minutes < 60,
            let civil = CivilTime(
                year: year, month: month, day: day, hour: hour, minute: minute, second: second,
                nanosecond: nanosecond)
        else { return nil }
        let offset = (hours * 3600 + minutes * 60) * (text[zone + 1] == UInt8(ascii: "-") ? -1 : 1)
        return civil.instant(offsetSeconds: offset).nanosecondsSinceEpoch
    }

    private static func digits(_ text: Span<UInt8>, _ start: Int, _ count: Int) -> Int? {
        guard count > 0 else { return nil }
        var value = 0
        for index in start..<start + count {
            let digit = text[index] &- 48
            guard digit < 10 else { return nil }
            value = value &* 10 &+ Int(digit)
        }
        return value
    }

    private static func month(_ text: Span<UInt8>) -> Int? {
        switch (text[3] | 0x20, text[4] | 0x20, text[5] | 0x20) {
        case (0x6a, 0x61, 0x6e): 1
        case (0x66, 0x65, 0x62): 2
        case (0x6d, 0x61, 0x72): 3
        case (0x61, 0x70, 0x72): 4
        case (0x6d, 0x61, 0x79): 5
        case (0x6a, 0x75, 0x6e): 6
        case (0x6a, 0x75, 0x6c): 7
        case (0x61, 0x75, 0x67): 8
        case (0x73, 0x65, 0x70): 9
        case (0x6f, 0x63, 0x74): 10
        case (0x6e, 0x6f, 0x76): 11
        case (0x64, 0x65, 0x63): 12
        default: nil
        }
    }
}
