import ByteBlocks

/// Character references of HTML (HTML Standard §13.5): those of markup, and those by number.
enum Entities {
    private static let names: [(name: [UInt8], byte: UInt8)] = [
        ("quot;", "\""), ("amp;", "&"), ("lt;", "<"), ("gt;", ">"), ("apos;", "'"),
    ].map { (Array($0.0.utf8), UInt8(ascii: $0.1)) }

    /// Takes the references off; what is none stays as it is.
    ///
    /// Among escapes of JSON, references to backslashes and control characters stay: they could not be told from those
    /// afterwards.
    static func decoded(_ bytes: Span<UInt8>, _ range: Range<Int>) -> [UInt8] {
        let isEscaped = bytes.first(backslash, in: range) != nil
        var output: [UInt8] = []
        output.reserveCapacity(range.count)
        var position = range.lowerBound
        while position < range.upperBound {
            let ampersand =
                bytes.first(UInt8(ascii: "&"), in: position..<range.upperBound) ?? range.upperBound
            bytes.append(position..<ampersand, to: &output)
            guard ampersand < range.upperBound else { break }
            position = ampersand + 1
            if let name = names.first(where: { bytes.has($0.name, at: position, end: range.upperBound) }) {
                output.append(name.byte)
                position += name.name.count
            } else if let number = number(bytes, position, range.upperBound),
                !isEscaped || number.scalar.value >= 0x20 && number.scalar.value != 0x5c
            {
                output += Array(String(number.scalar).utf8)
                position = number.end
            } else {
                output.append(UInt8(ascii: "&"))
            }
        }
        return output
    }

    private static let backslash = UInt8(ascii: "\\")

    /// Puts references in place of the characters of markup, and of backslashes and control characters unless they stand in
    /// `source` as they are.
    static func encoded(_ bytes: [UInt8], like source: ArraySlice<UInt8> = []) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(bytes.count * 2)
        let isEscaped = source.contains(backslash)
        let hasLines = source.contains(0x0a)
        for byte in bytes {
            if byte < 0x20 ? !hasLines : byte == backslash && !isEscaped {
                output += Array("&#\(byte);".utf8)
            } else if let name = names.first(where: { $0.byte == byte }) {
                output.append(UInt8(ascii: "&"))
                output += name.name
            } else {
                output.append(byte)
            }
        }
        return output
    }

    /// `#34;` or `#x22;`, the semicolon missing or not.
    private static func number(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> (
        scalar: Unicode.Scalar, end: Int
    )? {
        guard start + 1 < end, bytes[start] == UInt8(ascii: "#") else { return nil }
        let isHex = lowered(bytes[start + 1]) == UInt8(ascii: "x")
        var position = start + (isHex ? 2 : 1)
        let from = position
        var value: UInt32 = 0
        while position < end, position - from < 8, let digit = hexNibble(bytes[position]), isHex || digit < 10
        {
            value = value * (isHex ? 16 : 10) + UInt32(digit)
            position += 1
        }
        guard position > from, let scalar = Unicode.Scalar(value) else { return nil }
        if position < end, bytes[position] == UInt8(ascii: ";") { position += 1 }
        return (scalar, position)
    }
}
