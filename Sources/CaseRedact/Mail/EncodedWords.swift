/// Words of a mail's field that are encoded: `=?utf-8?B?…?=`, `=?utf-8?Q?…?=` (RFC 2047).
enum EncodedWords {
    /// Some of a field, encoded words in it decoded.
    struct Piece {
        var text: [UInt8]
        /// Whether it stood there as one word or several.
        let isEncoded: Bool
    }

    /// A field cut where encoded words begin and end; blanks between two words are none of the text (§6.2).
    static func pieces(_ field: [UInt8]) -> [Piece] {
        var pieces: [Piece] = []
        var position = 0
        var start = 0
        while position < field.count {
            guard let word = word(field, position) else {
                position += 1
                continue
            }
            let between = field[start..<position]
            if let last = pieces.indices.last, between.allSatisfy({ $0 <= 0x20 }) {
                pieces[last].text += word.bytes
            } else {
                pieces.append(Piece(text: Array(between), isEncoded: false))
                pieces.append(Piece(text: word.bytes, isEncoded: true))
            }
            position = word.end
            start = position
        }
        pieces.append(Piece(text: Array(field[start...]), isEncoded: false))
        return pieces
    }

    private static func word(_ field: [UInt8], _ start: Int) -> (bytes: [UInt8], end: Int)? {
        guard field[start...].starts(with: [UInt8(ascii: "="), UInt8(ascii: "?")]) else { return nil }
        let limit = min(field.count, start + 1024)
        let mark = UInt8(ascii: "?")
        guard let charset = field[(start + 2)..<limit].firstIndex(of: mark), charset + 2 < limit,
            field[charset + 2] == mark,
            let stop = field[(charset + 3)..<limit].firstIndex(of: mark), stop + 1 < field.count,
            field[stop + 1] == UInt8(ascii: "=")
        else { return nil }
        let text = field[(charset + 3)..<stop]
        switch lowered(field[charset + 1]) {
        case UInt8(ascii: "b"): return Base64.decoded(Array(text)).map { ($0, stop + 2) }
        case UInt8(ascii: "q"):
            let plain = text.map { $0 == UInt8(ascii: "_") ? 0x20 : $0 }
            return (QuotedPrintable.decoded(plain[...]), stop + 2)
        default: return nil
        }
    }

    /// A text as words of at most 75 characters.
    static func encoded(_ text: [UInt8]) -> [UInt8] {
        var words: [[UInt8]] = []
        var position = 0
        while position < text.count {
            var stop = min(text.count, position + 42)
            // No character is cut in two.
            while stop < text.count, stop > position + 1, text[stop] & 0xc0 == 0x80 { stop -= 1 }
            words.append(
                Array("=?utf-8?B?".utf8) + Base64.encoded(Array(text[position..<stop])) + Array("?=".utf8))
            position = stop
        }
        return Array(words.joined(separator: [0x0a, 0x20]))
    }
}
