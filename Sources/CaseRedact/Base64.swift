import ByteBlocks

/// Base64 with padding (RFC 4648 §4); line ends between the characters are passed over.
enum Base64 {
    /// The bytes, or `nil` when a character is outside the alphabet; the URL-safe one is read as well.
    static func decoded(_ text: [UInt8]) -> [UInt8]? { decoded(text.span, 0..<text.count) }

    /// The bytes of a range.
    static func decoded(_ text: Span<UInt8>, _ range: Range<Int>) -> [UInt8]? {
        let groups = text.base64Groups(range)
        var output = groups.bytes
        return append(text, groups.end..<range.upperBound, to: &output) ? output : nil
    }

    /// Line ends as JSON strings write them.
    static let carriageReturn = Array("\\r".utf8), lineFeed = Array("\\n".utf8)

    /// A text without line ends, plain or as in a JSON string.
    static func joined(_ text: ArraySlice<UInt8>) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(text.count)
        var isEscaped = false
        for byte in text {
            if isEscaped || byte == 0x0a || byte == 0x0d {
                isEscaped = false
            } else if byte == UInt8(ascii: "\\") {
                isEscaped = true
            } else {
                output.append(byte)
            }
        }
        return output
    }

    /// Decodes what is not four characters of the alphabet in a row: line ends, padding, the end.
    private static func append(
        _ text: Span<UInt8>, _ range: Range<Int>, to output: inout [UInt8]
    ) -> Bool {
        var bits: UInt32 = 0
        var count = 0
        var ended = false
        for index in range {
            let byte = text[index]
            if byte == UInt8(ascii: "=") {
                ended = true
                continue
            }
            if byte == 0x0a || byte == 0x0d { continue }
            guard !ended, let value = value(byte) else { return false }
            bits = bits << 6 | UInt32(value)
            count += 6
            guard count >= 8 else { continue }
            count -= 8
            output.append(UInt8(truncatingIfNeeded: bits >> UInt32(count)))
        }
        return true
    }

    /// The text of some bytes.
    static func encoded(_ bytes: [UInt8], isURLSafe: Bool = false, hasPadding: Bool = true) -> [UInt8] {
        let alphabet = isURLSafe ? urlSafe : standard
        var output: [UInt8] = []
        output.reserveCapacity((bytes.count + 2) / 3 * 4)
        for position in stride(from: 0, to: bytes.count, by: 3) {
            let left = bytes.count - position
            let second = left > 1 ? bytes[position + 1] : 0
            let third = left > 2 ? bytes[position + 2] : 0
            output.append(alphabet[Int(bytes[position] >> 2)])
            output.append(alphabet[Int((bytes[position] & 3) << 4 | second >> 4)])
            if left > 1 { output.append(alphabet[Int((second & 15) << 2 | third >> 6)]) }
            if left > 2 { output.append(alphabet[Int(third & 63)]) }
        }
        while hasPadding, output.count % 4 != 0 { output.append(UInt8(ascii: "=")) }
        return output
    }

    private static let standard = Array(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    private static let urlSafe = Array(standard.dropLast(2)) + Array("-_".utf8)

    private static func value(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 65...90: byte - 65
        case 97...122: byte - 71
        case 48...57: byte + 4
        case 43, 45: 62
        case 47, 95: 63
        default: nil
        }
    }
}
