import ByteBlocks
import JSONBytes

/// Text that is escaped as JSON strings are (RFC 8259 §7).
enum PlainText {
    private static let backslash = UInt8(ascii: "\\")

    /// Takes JSON escapes off; what is between them is copied in one go.
    static func unescaped(_ bytes: Span<UInt8>, _ range: Range<Int>) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(range.count)
        var position = range.lowerBound
        while let escape = bytes.first(backslash, in: position..<range.upperBound) {
            bytes.append(position..<escape, to: &output)
            let stop = escapeEnd(bytes, escape, range.upperBound)
            if stop == escape + 2, let plain = plain(bytes[escape + 1]) {
                output.append(plain)
            } else {
                output += JSONString.unescaped(bytes, escape..<stop)
            }
            position = stop
        }
        bytes.append(position..<range.upperBound, to: &output)
        return output
    }

    /// Puts JSON escapes on.
    static func escaped(_ bytes: [UInt8]) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(bytes.count + bytes.count / 8)
        var copied = 0
        let span = bytes.span
        for position in 0..<bytes.count {
            let byte = span[position]
            guard byte < 0x20 || byte == backslash || byte == UInt8(ascii: "\"") else { continue }
            output += bytes[copied..<position]
            copied = position + 1
            append(escaped: byte, to: &output)
        }
        output += bytes[copied...]
        return output
    }

    /// Writes the marks that strings and markup end at as `\u0022`.
    static func escapedAsUnicode(_ bytes: [UInt8]) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(bytes.count * 2)
        for byte in bytes {
            switch byte {
            case 0..<0x20, backslash, UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "<"),
                UInt8(ascii: ">"),
                UInt8(ascii: "&"), UInt8(ascii: "`"):
                output += [backslash, UInt8(ascii: "u"), 48, 48, hexDigit(byte >> 4), hexDigit(byte & 15)]
            default: output.append(byte)
            }
        }
        return output
    }

    private static func append(escaped byte: UInt8, to output: inout [UInt8]) {
        output.append(backslash)
        switch byte {
        case 0x0a: output.append(UInt8(ascii: "n"))
        case 0x0d: output.append(UInt8(ascii: "r"))
        case 0x09: output.append(UInt8(ascii: "t"))
        case 0..<0x20:
            output += [UInt8(ascii: "u"), 48, 48, hexDigit(byte >> 4), hexDigit(byte & 15)]
        default: output.append(byte)
        }
    }

    /// Where the escape that begins at a backslash ends; a pair of surrogates is one.
    private static func escapeEnd(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Int {
        guard start + 1 < end else { return end }
        guard bytes[start + 1] == UInt8(ascii: "u") else { return start + 2 }
        let stop = min(end, start + 6)
        let isHigh = stop == start + 6 && lowered(bytes[start + 2]) == UInt8(ascii: "d")
        let hasNext = stop + 1 < end && bytes[stop] == backslash && bytes[stop + 1] == UInt8(ascii: "u")
        return isHigh && hasNext ? min(end, stop + 6) : stop
    }

    private static func plain(_ letter: UInt8) -> UInt8? {
        switch letter {
        case UInt8(ascii: "n"): 0x0a
        case UInt8(ascii: "r"): 0x0d
        case UInt8(ascii: "t"): 0x09
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): letter
        default: nil
        }
    }
}
