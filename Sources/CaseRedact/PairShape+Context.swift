import ByteBlocks

extension PairShape {
    /// The value of a pair; of a header field the whole line, for commas and semicolons do not end it.
    static func headerOrValue(
        _ bytes: Span<UInt8>, _ name: Name, _ separator: Int, floor: Int, end: Int
    ) -> Value? {
        guard !name.isQuoted, isHeader(bytes, name, separator, floor),
            let line = line(bytes, name, separator, end: end, strict: false), !line.isEmpty,
            bytes.first(0x20, in: line) == nil
        else { return value(bytes, name, separator, end: end) }
        return Value(range: line, isQuoted: false)
    }

    /// A value that is the first group of a card's or an account's number, with the groups behind it: `4539 6590 …`.
    static func grouped(_ bytes: Span<UInt8>, _ value: Range<Int>, end: Int) -> Range<Int> {
        var stop = value.upperBound
        var digits = 0
        for index in value where isDigit(bytes[index]) { digits += 1 }
        guard (2...6).contains(value.count), digits > 0 else { return value }
        while stop + 1 < end, bytes[stop] == 0x20 || bytes[stop] == UInt8(ascii: "-") {
            let group = bytes.run(of: .upperDigit, from: stop + 1, end: min(end, stop + 8))
            guard (2...6).contains(group - stop - 1), group == end || !isAlnum(bytes[group]) else { break }
            for index in stop + 1..<group where isDigit(bytes[index]) { digits += 1 }
            stop = group
        }
        return digits >= 9 ? value.lowerBound..<stop : value
    }

    /// What `name:` says on the line before the one with a place, quotes off.
    static func nameOnLineBefore(_ bytes: Span<UInt8>, _ place: Int, floor: Int) -> Range<Int>? {
        var stop = place
        while stop > floor, bytes[stop - 1] == 0x20 || bytes[stop - 1] == 0x09 { stop -= 1 }
        // A line end, plain or as a JSON string writes it.
        let end = lineEnds.first { bytes.has($0, at: stop - $0.count, end: stop) }
        guard let end, stop - end.count > floor else { return nil }
        stop -= end.count
        while stop > floor, bytes[stop - 1] <= 0x20 || isQuote(bytes[stop - 1]) { stop -= 1 }
        var from = stop
        while from > floor, stop - from < 64, ByteClass.nameByte.contains(bytes[from - 1]) { from -= 1 }
        var key = from
        while key > floor, bytes[key - 1] == 0x20 || isQuote(bytes[key - 1]) { key -= 1 }
        return from < stop && bytes.has(nameKey, at: key - nameKey.count, end: key) ? from..<stop : nil
    }

    private static let lineEnds = ["\n", "\\n", "\\u000a"].map { Array($0.utf8) }
    private static let nameKey = Array("name:".utf8)
    private static let userOptions = ["-u", "-U", "--user", "--proxy-user"].map { Array($0.utf8) }

    /// Whether an option for a user and password stands before a place.
    static func followsUserOption(_ bytes: Span<UInt8>, _ place: Int, floor: Int) -> Bool {
        var stop = place
        while stop > floor, place - stop < 3, bytes[stop - 1] == 0x20 || isQuote(bytes[stop - 1]) {
            stop -= 1
        }
        guard stop < place else { return false }
        return userOptions.contains {
            bytes.has($0, at: stop - $0.count, end: stop) && stop - $0.count >= floor
        }
    }

    /// Whether a colon stands behind a text in quotes: then it is the name of what follows.
    static func isKey(_ bytes: Span<UInt8>, _ value: Value, end: Int) -> Bool {
        var position = value.range.upperBound
        while position < end, position - value.range.upperBound < 8,
            isQuote(bytes[position]) || bytes[position] == UInt8(ascii: "\\") || bytes[position] == 0x20
        {
            position += 1
        }
        return position < end && bytes[position] == UInt8(ascii: ":")
    }
}
