import ByteBlocks

/// What stands where a secret would and is none: `********`, `${TOKEN}`, `{{token}}`, `<your-token>`.
enum Mask {
    /// Whether a range is a mask or the name of a variable and nothing else.
    static func fills(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
        guard range.count >= 3 else { return false }
        let first = bytes[range.lowerBound]
        switch first {
        case UInt8(ascii: "*"): return bytes.copy(range).allSatisfy { $0 == first }
        case UInt8(ascii: "$"):
            return bytes[range.lowerBound + 1] == UInt8(ascii: "{") && isName(bytes, range, 2, "}")
        case UInt8(ascii: "{"):
            return bytes[range.lowerBound + 1] == UInt8(ascii: "{") && isName(bytes, range, 2, "}}")
        case UInt8(ascii: "<"): return isName(bytes, range, 1, ">")
        default: return false
        }
    }

    /// A name of letters between the marks; digits would make it a value.
    private static func isName(_ bytes: Span<UInt8>, _ range: Range<Int>, _ head: Int, _ tail: String) -> Bool
    {
        let end = range.upperBound - tail.utf8.count
        let start = range.lowerBound + head
        return start < end && bytes.has(Array(tail.utf8), at: end, end: range.upperBound)
            && bytes.run(of: [.letter, .underscore, .hyphen, .dot, .blank], from: start, end: end) == end
    }
}
