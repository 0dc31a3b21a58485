import ByteBlocks

/// Says where a long text may be cut so that its parts can be redacted alone.
///
/// Never inside a private key, a folded field, a line that goes on, or between the head and the value of a form's part.
package enum TextCut {
    /// Parts are about so long.
    private static let size = 1 << 19
    /// No place to cut is looked for further from the end than this, so a text without lines grows this long at most.
    private static let limit = 8 << 20
    /// The longest private key that is kept whole.
    private static let keyLength = 65_536

    /// Where the first part of a text ends.
    ///
    /// `isFirst` says that nothing was cut off yet: a JSON document or an e-mail is kept whole up to 16 MB, to be
    /// read by its structure.
    ///
    /// - Returns: `nil` when more of the text is needed to tell.
    package static func end(of text: Span<UInt8>, isFirst: Bool = false) -> Int? {
        guard text.count >= size else { return nil }
        if isFirst, text.count < 2 * limit, isDocument(text) { return nil }
        let lowest = max(1, text.count - size / 2)
        var place = text.count - 1
        while place >= lowest {
            if text[place - 1] == 0x0a, isFree(text, place) { return place }
            place -= 1
        }
        return text.count < limit ? nil : border(text)
    }

    /// Whether an e-mail begins, or a JSON document that is not printed one value a line.
    private static func isDocument(_ text: Span<UInt8>) -> Bool {
        if MailMessage.begins(text) { return true }
        var start = 0
        while start < text.count, text[start] <= 0x20 { start += 1 }
        guard start < text.count, text[start] == UInt8(ascii: "{") || text[start] == UInt8(ascii: "[") else {
            return false
        }
        return JSONLine(text, start..<(text.first(0x0a, in: start..<text.count) ?? text.count)) == nil
    }

    private static func isFree(_ text: Span<UInt8>, _ place: Int) -> Bool {
        // A blank begins a folded line, and a line end may stand between the head and the value of a form's part.
        guard text[place] > 0x20 else { return false }
        var last = place - 1
        if last > 0, text[last - 1] == 0x0d { last -= 1 }
        guard last > 0, text[last - 1] > 0x20, text[last - 1] != UInt8(ascii: "\\"),
            text[last - 1] != UInt8(ascii: "=")
        else { return false }
        let line = max(0, last - 512)..<last
        return !text.extracting(line).contains(formPart) && !isInsideKey(text, place)
    }

    private static let formPart = Array("form-data".utf8)
    private static let begin = Array("-----BEGIN ".utf8)
    private static let close = Array("-----END ".utf8)

    /// Whether a key began before a place and did not end.
    private static func isInsideKey(_ text: Span<UInt8>, _ place: Int) -> Bool {
        var position = place
        let lowest = max(0, place - keyLength)
        while position > lowest {
            position -= 1
            guard text[position] == UInt8(ascii: "-") else { continue }
            if text.has(close, at: position, end: place) { return false }
            if text.has(begin, at: position, end: place) { return true }
        }
        return false
    }

    /// A place near the end where no word is cut in two.
    private static func border(_ text: Span<UInt8>) -> Int {
        var place = text.count
        let lowest = text.count - size / 2
        while place > lowest {
            switch text[place - 1] {
            case 0x20, 0x0a, UInt8(ascii: ";"), UInt8(ascii: ">"), UInt8(ascii: "}"): return place
            default: place -= 1
            }
        }
        return text.count
    }
}
