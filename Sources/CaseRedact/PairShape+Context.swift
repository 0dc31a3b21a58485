import ByteBlocks

extension PairShape {
    /// The value of a pair; of a header field the whole line, for commas and semicolons do not end it.
    static func headerOrValue(
        _ bytes: Span<UInt8>, _ name: Name, _ separator: Int, floor: Int, end: Int
    ) -> Value? {
        guard !name.isQuoted, isHeader(bytes, name, separator, floor),
            let line = line(bytes, name, separator, end: end, strict: false), !line.isEmpty,
            bytes.first(0x20, in: line) == nil
        else {
            if let found = structured(bytes, name, separator, end: end) { return found }
            return value(bytes, name, separator, end: end)
        }
        return Value(range: line, isQuoted: false)
    }

    private static let cookieOptions = ["-b", "--cookie"].map { Array($0.utf8) }

    /// The cookies of `curl -b 'a=1; b=2'`, at the letters of the option.
    static func cookieOption(_ bytes: Span<UInt8>, _ word: Int, floor: Int, end: Int) -> Range<Int>? {
        var start = bytes.run(of: .letter, from: word, end: min(end, word + 8))
        let isNamed = cookieOptions.contains {
            bytes.has($0, at: start - $0.count, end: start) && start - $0.count >= floor
        }
        // -sSLb
        let isLast =
            start > word && word > floor && bytes[word - 1] == UInt8(ascii: "-")
            && bytes[start - 1] == UInt8(ascii: "b") && followsClient(bytes, word, floor: floor)
        guard isNamed || isLast, start < end, bytes[start] == 0x20 || bytes[start] == UInt8(ascii: "=")
        else { return nil }
        start += 1
        // A backslash of JSON, the caret of Windows, the dollar of bash.
        while start < end, "\\^$".utf8.contains(bytes[start]) { start += 1 }
        let quote = start < end && isQuote(bytes[start]) ? bytes[start] : 0
        if quote != 0 { start += 1 }
        var stop = start
        while stop < end, stop - start < 16_384, bytes[stop] > 0x1f {
            if quote != 0 ? bytes[stop] == quote : bytes[stop] == 0x20 || isQuote(bytes[stop]) { break }
            stop += 1
        }
        while stop > start, "\\^".utf8.contains(bytes[stop - 1]) { stop -= 1 }
        guard quote != 0 || followsClient(bytes, word, floor: floor) else { return nil }
        return bytes.first(UInt8(ascii: "="), in: start..<stop) == nil ? nil : start..<stop
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
        return from < stop && nameKeys.contains { bytes.has($0, at: key - $0.count, end: key) }
            ? from..<stop : nil
    }

    private static let lineEnds = ["\n", "\\n", "\\u000a"].map { Array($0.utf8) }
    private static let nameKeys = ["name:", "key:"].map { Array($0.utf8) }
    private static let userOptions = ["--user", "--proxy-user", "--cert", "--auth"].map { Array($0.utf8) }
    private static let clients = ["curl", "http ", "https ", "wget"].map { Array($0.utf8) }

    /// Whether a name is that of `name:password` behind an option of curl and its like: `-u`, `-sSu`, `--user=`, `-uann`.
    static func isUserOption(_ bytes: Span<UInt8>, _ name: Range<Int>, floor: Int) -> Bool {
        var stop = name.lowerBound
        // -uann:…
        if bytes[stop] == UInt8(ascii: "-"), name.count > 2, "uUE".utf8.contains(bytes[stop + 1]) {
            return stop > floor && bytes[stop - 1] == 0x20 && followsClient(bytes, stop, floor: floor)
        }
        // DOMAIN\user, user@domain, $USER
        while stop > floor, name.lowerBound - stop < 64, isUserByte(bytes[stop - 1]) { stop -= 1 }
        let user = stop
        while stop > floor, user - stop < 8,
            bytes[stop - 1] <= 0x20 || isShellMark(bytes[stop - 1]) || isQuote(bytes[stop - 1])
        {
            stop -= 1
        }
        // Every option ends in a letter; nearly every colon of a log or of JSON is told apart here.
        guard stop < user, stop > floor + 1, ByteClass.letter.contains(bytes[stop - 1]) else { return false }
        if userOptions.contains(where: { bytes.has($0, at: stop - $0.count, end: stop) }) {
            return true
        }
        guard "uUEa".utf8.contains(bytes[stop - 1]) else { return false }
        var start = stop - 1
        while start > floor, stop - start < 8, ByteClass.letter.contains(bytes[start - 1]) { start -= 1 }
        guard start > floor, bytes[start - 1] == UInt8(ascii: "-"),
            start - 1 == floor || bytes[start - 2] <= 0x20 || isQuote(bytes[start - 2])
        else { return false }
        return stop - start == 1 && "uU".utf8.contains(bytes[start])
            || followsClient(bytes, start, floor: floor)
    }

    @inline(__always)
    private static func isUserByte(_ byte: UInt8) -> Bool {
        ByteClass.nameByte.contains(byte) || byte == UInt8(ascii: "@") || byte == UInt8(ascii: "\\")
            || byte == UInt8(ascii: "$")
    }

    @inline(__always)
    private static func isShellMark(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "=") || byte == UInt8(ascii: "\\") || byte == UInt8(ascii: "^")
    }

    /// Whether curl or its like is named before a place; a backslash before a line end goes on with a command.
    private static func followsClient(_ bytes: Span<UInt8>, _ place: Int, floor: Int) -> Bool {
        var start = place
        while start > floor, place - start < 600 {
            if bytes[start - 1] == 0x0a, start < floor + 2 || bytes[start - 2] != UInt8(ascii: "\\") { break }
            start -= 1
        }
        let before = bytes.extracting(start..<place)
        return clients.contains { before.contains($0) }
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
