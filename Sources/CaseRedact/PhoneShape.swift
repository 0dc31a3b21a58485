import ByteBlocks

/// Finds telephone numbers behind a name like `phone` or `tel`.
enum PhoneShape {
    /// The number behind a separator: seven to fifteen digits (ITU-T E.164) with the marks people put between them.
    static func match(_ bytes: Span<UInt8>, _ name: PairShape.Name, _ separator: Int, _ end: Int) -> Range<
        Int
    >? {
        var from = separator + 1
        while from < end, from - separator < 8, isMargin(bytes[from]) { from += 1 }
        var stop = from
        while stop < end, stop - from < 32, isPart(bytes[stop]) { stop += 1 }
        while stop > from, !isDigit(bytes[stop - 1]) { stop -= 1 }
        return isNumber(bytes, from..<stop) ? from..<stop : nil
    }

    /// A number in international form with nothing but a plus before it (ITU-T E.164): `+14155550123`.
    static func international(_ bytes: Span<UInt8>, _ first: Int, floor: Int, end: Int) -> Range<Int>? {
        guard first > floor, bytes[first - 1] == UInt8(ascii: "+"), bytes[first] != UInt8(ascii: "0") else {
            return nil
        }
        if first - 1 > floor, bytes[first - 2] > 0x20, !"\"'(:=>,".utf8.contains(bytes[first - 2]) {
            return nil
        }
        let stop = bytes.run(of: .digit, from: first, end: min(end, first + 16))
        guard (11...14).contains(stop - first),
            stop == end || !isAlnum(bytes[stop]) && bytes[stop] != UInt8(ascii: ".")
        else { return nil }
        // Numbers of North America have ten digits, the first from 2 on; others that begin so are times.
        if bytes[first] == UInt8(ascii: "1") {
            guard stop - first == 11, bytes[first + 1] > UInt8(ascii: "1"),
                bytes[first + 4] > UInt8(ascii: "1")
            else { return nil }
        }
        return first..<stop
    }

    /// Whether a text is a number and nothing else.
    static func isNumber(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
        var digits = 0
        for index in range {
            guard isPart(bytes[index]) else { return false }
            if isDigit(bytes[index]) { digits += 1 }
        }
        return (7...15).contains(digits)
    }

    private static func isMargin(_ byte: UInt8) -> Bool { byte == 0x20 || "\"'\\".utf8.contains(byte) }

    private static func isPart(_ byte: UInt8) -> Bool {
        isDigit(byte) || byte == 0x20 || "+-()./".utf8.contains(byte)
    }
}
