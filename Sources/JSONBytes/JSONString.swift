/// The text of JSON strings: escapes off, escapes on.
package enum JSONString {
    /// Takes the escapes off the inside of a string that a scanner has passed.
    ///
    /// - Returns: UTF-8; a lone surrogate becomes U+FFFD, invalid UTF-8 in the input stays as it is.
    package static func unescaped(_ bytes: Span<UInt8>, _ range: Range<Int>) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(range.count)
        var position = range.lowerBound
        while position < range.upperBound {
            let byte = bytes[position]
            guard byte == UInt8(ascii: "\\"), position + 1 < range.upperBound else {
                output.append(byte)
                position += 1
                continue
            }
            let escape = bytes[position + 1]
            guard escape == UInt8(ascii: "u") else {
                output.append(plain(escape))
                position += 2
                continue
            }
            var scalar = unit(bytes, position + 2, range.upperBound) ?? 0xfffd
            position += 6
            if (0xd800..<0xdc00).contains(scalar), position + 1 < range.upperBound,
                bytes[position] == UInt8(ascii: "\\"), bytes[position + 1] == UInt8(ascii: "u"),
                let low = unit(bytes, position + 2, range.upperBound), (0xdc00..<0xe000).contains(low)
            {
                scalar = 0x10000 + (scalar - 0xd800) << 10 + (low - 0xdc00)
                position += 6
            }
            output += Array(String(Unicode.Scalar(scalar) ?? "\u{fffd}").utf8)
        }
        return output
    }

    /// Appends `text` to `output` as the inside of a JSON string, without quotes.
    ///
    /// Only what RFC 8259 §7 demands is escaped; `text` should be UTF-8 and is passed on as it is.
    package static func escape(_ text: some Sequence<UInt8>, to output: inout [UInt8]) {
        for byte in text {
            switch byte {
            case UInt8(ascii: "\""): output += [0x5c, 0x22]
            case UInt8(ascii: "\\"): output += [0x5c, 0x5c]
            case 0x0a: output += [0x5c, UInt8(ascii: "n")]
            case 0x0d: output += [0x5c, UInt8(ascii: "r")]
            case 0x09: output += [0x5c, UInt8(ascii: "t")]
            case 0..<0x20:
                let digits = Array("0123456789abcdef".utf8)
                output += [0x5c, UInt8(ascii: "u"), 48, 48, digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            default: output.append(byte)
            }
        }
    }

    private static func plain(_ escape: UInt8) -> UInt8 {
        switch escape {
        case UInt8(ascii: "n"): 0x0a
        case UInt8(ascii: "r"): 0x0d
        case UInt8(ascii: "t"): 0x09
        case UInt8(ascii: "b"): 0x08
        case UInt8(ascii: "f"): 0x0c
        default: escape
        }
    }

    private static func unit(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> UInt32? {
        guard start + 4 <= end else { return nil }
        var value: UInt32 = 0
        for offset in start..<start + 4 {
            guard let digit = hexValue(bytes[offset]) else { return nil }
            value = value << 4 | digit
        }
        return value
    }
}
