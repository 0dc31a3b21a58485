extension RedactionRule {
    /// Payment card numbers (ISO/IEC 7812-1).
    static let card = RedactionRule(
        "card", help: "Removes payment card numbers whose check digit is right.",
        examples: [
            "pan 4111 1111 1111 1111 ok": "pan <card> ok",
            "5500-0000-0000-0004": "<card>",
            "n=378282246310005": "n=<card>",
            "4111111111111112": "4111111111111112",
            "id 94111111111111111": "id 94111111111111111",
            "0.4111111111111111": "0.4111111111111111",
        ])
}

/// Finds payment card numbers.
enum CardShape {
    /// The number that begins at a digit, if its length fits its issuer and its check digit is right.
    ///
    /// What stands before `from` belongs to something else.
    static func match(_ bytes: Span<UInt8>, _ start: Int, _ from: Int, _ end: Int) -> Range<Int>? {
        guard (50...54).contains(bytes[start]), isFree(bytes, start, from) else { return nil }
        let run = bytes.run(of: .digit, from: start, end: min(end, start + 20))
        let count = run - start
        if count == 4, let stop = grouped(bytes, start, end) { return start..<stop }
        guard (13...19).contains(count), followed(bytes, run, end), fits(bytes, start, count),
            luhn(bytes, start..<run)
        else { return nil }
        return start..<run
    }

    /// Not the rest of a fraction, an identifier or a longer number.
    private static func isFree(_ bytes: Span<UInt8>, _ start: Int, _ from: Int) -> Bool {
        guard start > from else { return true }
        let before = bytes[start - 1]
        if before == UInt8(ascii: "_") { return false }
        guard before == UInt8(ascii: ".") || before == UInt8(ascii: "-"), start - 1 > from else {
            return true
        }
        return !isAlnum(bytes[start - 2])
    }

    private static func followed(_ bytes: Span<UInt8>, _ stop: Int, _ end: Int) -> Bool {
        guard stop < end else { return true }
        if isAlnum(bytes[stop]) || bytes[stop] == UInt8(ascii: "_") { return false }
        guard bytes[stop] == UInt8(ascii: ".") || bytes[stop] == UInt8(ascii: "-") else { return true }
        return stop + 1 >= end || !isAlnum(bytes[stop + 1])
    }

    /// Where `4-4-4-4` or `4-6-5` digits with one kind of mark between them end.
    private static func grouped(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Int? {
        guard start + 4 < end else { return nil }
        let mark = bytes[start + 4]
        guard mark == 0x20 || mark == UInt8(ascii: "-") || mark == UInt8(ascii: "+") else { return nil }
        var position = start + 4
        var digits = 4
        while digits < 16, position < end, bytes[position] == mark {
            let next = bytes.run(of: .digit, from: position + 1, end: min(end, position + 8))
            guard
                next - position - 1 == 4 || digits == 4 && next - position - 1 == 6
                    || digits == 10 && next - position - 1 == 5
            else { break }
            digits += next - position - 1
            position = next
            if digits == 15 { break }
        }
        guard digits == 15 || digits == 16, followed(bytes, position, end), fits(bytes, start, digits),
            luhn(bytes, start..<position)
        else { return nil }
        return position
    }

    /// Whether an issuer has numbers of this length that begin so.
    private static func fits(_ bytes: Span<UInt8>, _ start: Int, _ count: Int) -> Bool {
        let second = bytes[start + 1] - 48
        switch bytes[start] {
        case UInt8(ascii: "4"): return count == 13 || count == 16 || count == 19
        case UInt8(ascii: "5"): return count == 16 && (1...8).contains(second) || count > 16 && second != 0
        case UInt8(ascii: "2"): return count == 16 && (2...7).contains(second)
        case UInt8(ascii: "6"): return count >= 16
        default:
            if second == 4 || second == 7 { return count == 15 }
            return second == 5 ? count >= 16 : (second == 0 || second == 6 || second == 8) && count >= 14
        }
    }

    /// The check of ISO/IEC 7812-1 annex B.
    private static func luhn(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
        var sum = 0
        var doubles = false
        var isVaried = false
        for index in range.reversed() where isDigit(bytes[index]) {
            let digit = Int(bytes[index] - 48)
            if bytes[index] != bytes[range.lowerBound] { isVaried = true }
            sum += doubles ? (digit > 4 ? digit * 2 - 9 : digit * 2) : digit
            doubles.toggle()
        }
        return sum % 10 == 0 && isVaried
    }
}
