/// Reads lines of the common, combined and virtual-host formats (NCSA; Apache mod_log_config; nginx `log_format`).
///
/// Makes no text and allocates nothing: it says where the fields stand.
struct AccessLineParser {
    var clock = LogClock()
    /// What the last line that was read has.
    var fields = AccessLine()

    /// Reads one line without its line end.
    ///
    /// - Returns: Whether the line is of one of the formats; then `fields` is about it.
    mutating func parse(_ line: Span<UInt8>) -> Bool {
        fields = AccessLine()
        let firstEnd = ByteSearch.first(0x20, in: line)
        guard firstEnd > 0, let bracket = openTime(line, from: firstEnd) else { return false }
        readOwner(line, firstEnd: firstEnd, bracket: bracket.open)
        let quote = bracket.end &+ 1
        guard quote < line.count, line[bracket.end] == 0x20, line[quote] == UInt8(ascii: "\""),
            let requestEnd = closeRequest(line, from: quote &+ 1)
        else { return false }
        fields.readRequest(line, quote &+ 1..<requestEnd)
        guard let end = readNumbers(line, from: requestEnd &+ 2) else { return false }
        if end < line.count { readTail(line, from: end &+ 1) }
        return true
    }

    /// Finds the bracket before the time; a user name may hold blanks and brackets.
    private mutating func openTime(_ line: Span<UInt8>, from start: Int) -> (open: Int, end: Int)? {
        var search = start
        // A line of nothing but brackets must not cost the square of its length.
        for _ in 0..<64 {
            let open = ByteSearch.first(UInt8(ascii: "["), in: line, from: search)
            guard open < line.count else { return nil }
            if line[open &- 1] == 0x20, let (time, end) = clock.read(line, at: open &+ 1) {
                fields.time = time
                return (open, end)
            }
            search = open &+ 1
        }
        return nil
    }

    /// Tells a virtual host before the client from the client; `host ident user` has one word less.
    private mutating func readOwner(_ line: Span<UInt8>, firstEnd: Int, bracket: Int) {
        fields.client = 0..<firstEnd
        fields.timeStart = bracket
        guard bracket &- firstEnd > 5 else { return }
        let secondEnd = min(ByteSearch.first(0x20, in: line, from: firstEnd &+ 1), bracket)
        let second = firstEnd &+ 1..<secondEnd
        guard second.count > 1, bracket &- secondEnd > 1 else { return }
        let secondShape = NameShape(line, second)
        let firstShape = NameShape(line, 0..<firstEnd)
        guard secondShape.dots + secondShape.colons > 0 else { return }
        if firstShape.isAddress {
            // lighttpd puts the host where others have the identity.
            if !secondShape.isAddress {
                fields.host = second.lowerBound..<(secondShape.port ?? second.upperBound)
            }
            return
        }
        fields.client = second
        fields.host = 0..<(firstShape.port ?? firstEnd)
        fields.format = .vhostCommon
    }

    /// Finds the quote that closes the request: not escaped, and a status follows it.
    private func closeRequest(_ line: Span<UInt8>, from start: Int) -> Int? {
        var search = start
        while true {
            let quote = ByteSearch.first(UInt8(ascii: "\""), in: line, from: search)
            guard quote < line.count else { return nil }
            if !isEscaped(line, quote, from: start), statusFollows(line, quote) { return quote }
            search = quote &+ 1
        }
    }

    private func statusFollows(_ line: Span<UInt8>, _ quote: Int) -> Bool {
        guard line.count &- quote >= 4, line[quote &+ 1] == 0x20 else { return false }
        if line[quote &+ 2] == UInt8(ascii: "-") { return line[quote &+ 3] == 0x20 }
        guard line.count &- quote >= 6, line[quote &+ 5] == 0x20 else { return false }
        for index in quote &+ 2..<quote &+ 5 {
            guard line[index] &- 48 < 10 else { return false }
        }
        return true
    }

    /// Reads status and bytes.
    ///
    /// - Returns: The place after them: the line's end or a blank.
    private mutating func readNumbers(_ line: Span<UInt8>, from start: Int) -> Int? {
        var index = start
        if line[index] == UInt8(ascii: "-") {
            index &+= 2
        } else {
            for _ in 0..<3 {
                fields.status = fields.status &* 10 &+ Int(line[index] &- 48)
                index &+= 1
            }
            index &+= 1
        }
        guard index < line.count else { return nil }
        if line[index] == UInt8(ascii: "-") {
            index &+= 1
        } else {
            let first = index
            var value = 0
            while index < line.count, line[index] &- 48 < 10, index &- first < 18 {
                value = value &* 10 &+ Int(line[index] &- 48)
                index &+= 1
            }
            guard index > first else { return nil }
            fields.byteCount = value
        }
        guard index == line.count || line[index] == 0x20 else { return nil }
        return index
    }

    private func isEscaped(_ line: Span<UInt8>, _ quote: Int, from start: Int) -> Bool {
        var index = quote
        while index > start, line[index &- 1] == UInt8(ascii: "\\") { index &-= 1 }
        return (quote &- index) & 1 == 1
    }
}

/// What the bytes of a host or address field look like.
private struct NameShape {
    var dots = 0
    var colons = 0
    /// The place of the colon before a final number.
    var port: Int?
    private var isHex = true

    /// Hex digits, dots and colons only, and not one of `address:port`.
    var isAddress: Bool { isHex && dots + colons > 0 && !(colons == 1 && port != nil) }

    init(_ line: Span<UInt8>, _ range: Range<Int>) {
        var sawOther = false
        for index in range {
            switch line[index] {
            case UInt8(ascii: "."): dots += 1
            case UInt8(ascii: ":"):
                colons += 1
                port = index
                sawOther = false
            case 48...57: break
            case 65...70, 97...102: sawOther = true
            default:
                sawOther = true
                isHex = false
            }
        }
        if sawOther || port == range.upperBound - 1 { port = nil }
    }
}
