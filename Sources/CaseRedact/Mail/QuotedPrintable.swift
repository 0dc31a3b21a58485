/// Quoted-printable (RFC 2045 §6.7).
enum QuotedPrintable {
    /// Takes the encoding off; a broken escape stays as it is.
    static func decoded(_ text: ArraySlice<UInt8>) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(text.count)
        var position = text.startIndex
        while position < text.endIndex {
            guard text[position] == UInt8(ascii: "=") else {
                output.append(text[position])
                position += 1
                continue
            }
            if let end = softBreak(text, position) {
                position = end
            } else if position + 2 < text.endIndex, let high = hexNibble(text[position + 1]),
                let low = hexNibble(text[position + 2])
            {
                output.append(high << 4 | low)
                position += 3
            } else {
                output.append(text[position])
                position += 1
            }
        }
        return output
    }

    /// Where the line goes on when `=` ends it.
    private static func softBreak(_ text: ArraySlice<UInt8>, _ equals: Int) -> Int? {
        var position = equals + 1
        while position < text.endIndex, text[position] == 0x20 || text[position] == 0x09 { position += 1 }
        if position < text.endIndex, text[position] == 0x0d { position += 1 }
        return position < text.endIndex && text[position] == 0x0a ? position + 1 : nil
    }

    /// Puts the encoding on; line ends stay, and lines get no longer than 76 characters.
    static func encoded(_ bytes: [UInt8], lineEnd: [UInt8] = [0x0a]) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(bytes.count + bytes.count / 4)
        var column = 0
        for (index, byte) in bytes.enumerated() {
            let isBreak = byte == 0x0a || byte == 0x0d && index + 1 < bytes.count && bytes[index + 1] == 0x0a
            if isBreak {
                output.append(byte)
                column = 0
                continue
            }
            let isLast = index + 1 == bytes.count || bytes[index + 1] == 0x0a || bytes[index + 1] == 0x0d
            let isBlank = byte == 0x20 || byte == 0x09
            let isPlain = (33...126).contains(byte) && byte != UInt8(ascii: "=") || isBlank && !isLast
            if column + (isPlain ? 1 : 3) > 75 {
                output += [UInt8(ascii: "=")] + lineEnd
                column = 0
            }
            if isPlain {
                output.append(byte)
            } else {
                output.append(UInt8(ascii: "="))
                for nibble in [byte >> 4, byte & 15] {
                    let digit = hexDigit(nibble)
                    output.append(digit > 96 ? digit - 32 : digit)
                }
            }
            column += isPlain ? 1 : 3
        }
        return output
    }
}
