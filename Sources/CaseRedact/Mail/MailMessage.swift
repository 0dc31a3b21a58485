import ByteBlocks

/// An e-mail message or a part of one (RFC 5322 §2, RFC 2045): where its head, its fields and its body stand.
struct MailMessage {
    /// Name, colon, value and the lines that go on with it, without the last line end.
    let fields: [Range<Int>]
    /// From behind the blank line to the end.
    let body: Range<Int>
    private let bytes: [UInt8]

    /// Reads the head of what stands in a range.
    init(_ bytes: [UInt8], _ range: Range<Int>) {
        self.bytes = bytes
        var fields: [Range<Int>] = []
        var position = range.lowerBound
        var start: Int?
        while position < range.upperBound {
            let line = Self.line(bytes, from: position, end: range.upperBound)
            if line.text.isEmpty { break }
            let isFolded = bytes[position] == 0x20 || bytes[position] == 0x09
            if isFolded, let start, !fields.isEmpty {
                fields[fields.count - 1] = start..<line.text.upperBound
            } else {
                fields.append(line.text)
                start = position
            }
            position = line.next
        }
        self.fields = fields
        let blank =
            position < range.upperBound
            ? Self.line(bytes, from: position, end: range.upperBound).next : position
        body = blank..<range.upperBound
    }

    /// Whether a text is a message: it begins with fields, and those of mail are among them.
    static func begins(_ bytes: Span<UInt8>) -> Bool {
        var position = bytes.has([0xef, 0xbb, 0xbf], at: 0, end: bytes.count) ? 3 : 0
        // The line of a mailbox file (RFC 4155).
        if bytes.has(Array("From ".utf8), at: position, end: bytes.count) {
            position = (bytes.first(0x0a, in: position..<bytes.count) ?? bytes.count - 1) + 1
        }
        let first = position
        var transport = false
        var letter = false
        for _ in 0..<400 where position < bytes.count {
            let stop = bytes.first(0x0a, in: position..<bytes.count) ?? bytes.count
            defer { position = stop + 1 }
            if stop - position <= 1 { break }
            if bytes[position] == 0x20 || bytes[position] == 0x09, position > first { continue }
            let name = bytes.run(of: .nameByte, from: position, end: min(stop, position + 64))
            let colon = bytes.run(of: .blank, from: name, end: stop)
            guard name > position, colon < stop, bytes[colon] == UInt8(ascii: ":") else { return false }
            let word = bytes.copy(position..<name).map(lowered)
            transport = transport || transportFields.contains(word)
            letter = letter || letterFields.contains(word)
        }
        return transport && letter
    }

    private static let transportFields = Set(
        ["received", "mime-version", "message-id", "return-path", "delivered-to", "dkim-signature"].map {
            Array($0.utf8)
        })
    private static let letterFields = Set(["from", "to", "subject"].map { Array($0.utf8) })

    /// The value of a field, lines that were folded put together; `nil` when there is none.
    func value(_ name: String) -> String? {
        for field in fields {
            let text = String(decoding: Self.unfolded(bytes[field]), as: UTF8.self)
            guard let colon = text.firstIndex(of: ":"), text[..<colon].lowercased() == name else { continue }
            return String(text[text.index(after: colon)...].drop { $0 == " " || $0 == "\t" })
        }
        return nil
    }

    /// Lower-case media type; `text/plain` when none is said (RFC 2045 §5.2).
    var mediaType: String {
        let value = value("content-type") ?? "text/plain"
        return String(value.prefix { $0 != ";" && $0 != " " }).lowercased()
    }

    /// What stands between the parts of a multipart body.
    var boundary: [UInt8]? {
        guard mediaType.hasPrefix("multipart/"), let value = value("content-type"),
            let place = String(decoding: value.utf8.map(lowered), as: UTF8.self).range(of: "boundary"),
            let equals = value[place.upperBound...].firstIndex(of: "=")
        else { return nil }
        var rest = value[value.index(after: equals)...].drop { $0 == " " }
        let isQuoted = rest.first == "\""
        if isQuoted { rest = rest.dropFirst() }
        let name = rest.prefix { isQuoted ? $0 != "\"" : $0 != ";" && $0 != " " }
        return name.isEmpty ? nil : Array("--\(name)".utf8)
    }

    /// Lower-case transfer encoding.
    var encoding: String {
        String((value("content-transfer-encoding") ?? "7bit").prefix { $0 != " " && $0 != ";" && $0 != "(" })
            .lowercased()
    }

    /// A field's text with the line ends of its folding gone (RFC 5322 §2.2.3).
    static func unfolded(_ field: ArraySlice<UInt8>) -> [UInt8] {
        field.filter { $0 != 0x0a && $0 != 0x0d }
    }

    /// A multipart body (RFC 2046 §5.1).
    struct Parts {
        /// Each from behind its boundary's line to before the next one's.
        var parts: [Range<Int>] = []
        /// What stands before the first boundary, and behind the last.
        var preamble = 0..<0, epilogue = 0..<0
    }

    /// What a multipart body is made of.
    func parts(_ boundary: [UInt8]) -> Parts {
        var found = Parts(parts: [], preamble: body, epilogue: body.upperBound..<body.upperBound)
        var start: Int?
        var isInside = false
        var position = body.lowerBound
        while position < body.upperBound {
            let line = Self.line(bytes, from: position, end: body.upperBound)
            if bytes.span.has(boundary, at: position, end: line.text.upperBound) {
                if let start, start <= position {
                    found.parts.append(start..<Self.chopped(bytes, position, from: start))
                }
                if !isInside { found.preamble = body.lowerBound..<position }
                isInside = true
                let isLast = bytes.span.has(
                    [45, 45], at: position + boundary.count, end: line.text.upperBound)
                start = isLast ? nil : line.next
                found.epilogue = line.next..<body.upperBound
            }
            position = line.next
        }
        if let start, start < body.upperBound {
            found.parts.append(start..<body.upperBound)
            found.epilogue = body.upperBound..<body.upperBound
        }
        return found
    }

    /// The line end before a boundary belongs to it (RFC 2046 §5.1.1).
    private static func chopped(_ bytes: [UInt8], _ place: Int, from start: Int) -> Int {
        var stop = place
        if stop > start, bytes[stop - 1] == 0x0a { stop -= 1 }
        if stop > start, bytes[stop - 1] == 0x0d { stop -= 1 }
        return stop
    }

    private static func line(_ bytes: [UInt8], from start: Int, end: Int) -> (text: Range<Int>, next: Int) {
        let feed = bytes.span.first(0x0a, in: start..<end) ?? end
        let stop = feed > start && feed < end && bytes[feed - 1] == 0x0d ? feed - 1 : feed
        return (start..<stop, min(end, feed + 1))
    }
}

extension String {
    /// Where another text stands first.
    fileprivate func range(of text: String) -> Range<String.Index>? {
        var place = startIndex
        while place < endIndex {
            if self[place...].hasPrefix(text) { return place..<index(place, offsetBy: text.count) }
            place = index(after: place)
        }
        return nil
    }
}
