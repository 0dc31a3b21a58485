import ByteBlocks

/// Base64 as it stands in URLs and JSON strings: in the other alphabet (RFC 4648 §5), with `%2B`, `\\/` or `\\u002B`.
enum EscapedBase64 {
    /// Some digits around a place in the standard alphabet, and where they stand.
    ///
    /// - Parameters:
    ///   - bytes: The text.
    ///   - place: Where one of them begins.
    ///   - offset: How many digits stand before it.
    ///   - count: How many there are in all.
    ///   - floor: Nothing before it is read.
    /// - Returns: `nil` when there are not so many.
    static func digits(
        _ bytes: Span<UInt8>, around place: Int, _ offset: Int, _ count: Int, floor: Int
    ) -> (text: [UInt8], range: Range<Int>)? {
        var start = place
        for _ in 0..<offset {
            guard let before = before(bytes, start, floor) else { return nil }
            start = before
        }
        var text: [UInt8] = []
        text.reserveCapacity(count)
        var stop = start
        while text.count < count {
            guard let (digit, end) = digit(bytes, at: stop) else { return nil }
            text.append(digit)
            stop = end
        }
        return (text, start..<stop)
    }

    private static let plus = ["%2B", "%2b", "\\u002B", "\\u002b"].map { Array($0.utf8) }
    private static let slash = ["%2F", "%2f", "\\u002F", "\\u002f", "\\/"].map { Array($0.utf8) }

    private static func digit(_ bytes: Span<UInt8>, at place: Int) -> (digit: UInt8, end: Int)? {
        guard place < bytes.count else { return nil }
        switch bytes[place] {
        case UInt8(ascii: "+"), UInt8(ascii: "-"): return (UInt8(ascii: "+"), place + 1)
        case UInt8(ascii: "/"), UInt8(ascii: "_"): return (UInt8(ascii: "/"), place + 1)
        case UInt8(ascii: "%"), UInt8(ascii: "\\"):
            if let escape = plus.first(where: { bytes.has($0, at: place, end: bytes.count) }) {
                return (UInt8(ascii: "+"), place + escape.count)
            }
            return slash.first { bytes.has($0, at: place, end: bytes.count) }
                .map { (UInt8(ascii: "/"), place + $0.count) }
        case let byte: return isAlnum(byte) ? (byte, place + 1) : nil
        }
    }

    /// Where the digit that ends before a place begins.
    private static func before(_ bytes: Span<UInt8>, _ place: Int, _ floor: Int) -> Int? {
        for width in [3, 6, 2] where place - width >= floor {
            let first = bytes[place - width]
            guard first == UInt8(ascii: "%") || first == UInt8(ascii: "\\") else { continue }
            if let found = digit(bytes, at: place - width), found.end == place { return place - width }
        }
        guard place > floor, digit(bytes, at: place - 1) != nil else { return nil }
        return place - 1
    }
}
