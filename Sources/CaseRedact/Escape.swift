/// Escapes of JSON, nginx and URLs: letters that are no letters of the text.
enum Escape {
    /// How many bytes at `letter`, behind a backslash, belong to the escape.
    private static func width(_ bytes: Span<UInt8>, letter: Int, end: Int) -> Int {
        switch bytes[letter] {
        case UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"), UInt8(ascii: "b"), UInt8(ascii: "f"):
            return 1
        case UInt8(ascii: "u"): return isHex(bytes, letter + 1, 4, end) ? 5 : 0
        case UInt8(ascii: "x"): return isHex(bytes, letter + 1, 2, end) ? 3 : 0
        default: return 0
        }
    }

    private static func isPercent(_ bytes: Span<UInt8>, _ place: Int, end: Int) -> Bool {
        isHex(bytes, place + 1, 2, end)
    }

    private static let passed: ByteClass = [.alnum, .dot, .hyphen, .underscore, .base64Mark]

    /// Where the nearest escape before a place ends, if letters, digits and marks of names are all that follows it.
    static func end(_ bytes: Span<UInt8>, before place: Int, floor: Int) -> Int {
        var position = place
        while position > floor, place - position < 72 {
            let byte = bytes[position - 1]
            if byte == UInt8(ascii: "\\") {
                guard position < place else { return place }
                return min(place, position + width(bytes, letter: position, end: place))
            }
            if byte == UInt8(ascii: "%"), isPercent(bytes, position - 1, end: place) { return position + 2 }
            guard passed.contains(byte) || byte >= 0x80 || byte == UInt8(ascii: ":") else { return floor }
            position -= 1
        }
        return floor
    }

    @inline(__always)
    private static func isHex(_ bytes: Span<UInt8>, _ start: Int, _ count: Int, _ end: Int) -> Bool {
        start + count <= end
            && bytes.run(of: .hex, from: start, end: start + count) == start + count
    }
}
