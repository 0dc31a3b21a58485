import ByteBlocks

extension RedactionRule {
    /// What stands in an XML element whose name says that it is a secret.
    static let element = RedactionRule(
        "element", help: "Removes the content of XML elements named like a secret.", isGated: false,
        examples: [
            "<user>joe</user><password>hunter2</password>": "<user>joe</user><password><element></password>",
            "<wsse:Password Type=\"PasswordText\">hunter2</wsse:Password>":
                "<wsse:Password Type=\"PasswordText\"><element></wsse:Password>",
            "<SignatureValue>aB3dE5fG7hJ9kL1mN3pQ5rS7</SignatureValue>":
                "<SignatureValue><element></SignatureValue>",
            "<password></password><p>token</p>": "<password></password><p>token</p>",
            "<title>Your password</title>": "<title>Your password</title>",
        ])
}

/// Finds what closing tags end.
enum ElementShape {
    /// The name in a closing tag that begins at `<` or `&lt;`, its prefix left out; `nil` when it is none.
    static func name(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Range<Int>? {
        var position = start + (bytes[start] == UInt8(ascii: "&") ? 4 : 1)
        if position < end, bytes[position] == UInt8(ascii: "\\") { position += 1 }
        guard position < end, bytes[position] == UInt8(ascii: "/") else { return nil }
        position += 1
        let stop = bytes.run(of: .nameByte, from: position, end: min(end, position + 64))
        guard stop < end, bytes[stop] == UInt8(ascii: ":") else {
            return stop > position ? position..<stop : nil
        }
        let last = bytes.run(of: .nameByte, from: stop + 1, end: min(end, stop + 64))
        return last > stop + 1 ? stop + 1..<last : nil
    }

    /// The text between the opening tag of the same name and a closing tag.
    static func content(_ bytes: Span<UInt8>, _ name: Range<Int>, before start: Int, floor: Int) -> Range<
        Int
    >? {
        let isEscaped = bytes[start] == UInt8(ascii: "&")
        let open = isEscaped ? UInt8(ascii: ";") : UInt8(ascii: ">")
        if bytes.has(dataEnd, at: start - dataEnd.count, end: start) {
            return data(bytes, before: start, floor: floor)
        }
        var from = start
        let lowest = max(floor, start - 16_384)
        while from > lowest, bytes[from - 1] != open {
            guard bytes[from - 1] != UInt8(ascii: "<") else { return nil }
            from -= 1
        }
        guard from > lowest, from < start else { return nil }
        // The tag before it has to be the opening one.
        var tag = from - 1
        while tag > lowest, from - tag < 512, bytes[tag - 1] != UInt8(ascii: "<"),
            bytes[tag - 1] != UInt8(ascii: ">")
        { tag -= 1 }
        let word = bytes.copy(name)
        guard tag > floor || isEscaped, bytes.extracting(max(0, tag)..<from).contains(word) else {
            return nil
        }
        // phpinfo() leaves a blank in its cells.
        var last = start
        if isCell(bytes, name) { while last > from, bytes[last - 1] == 0x20 { last -= 1 } }
        return from < last ? from..<last : nil
    }

    private static let dataStart = Array("<![CDATA[".utf8), dataEnd = Array("]]>".utf8)

    /// What a CDATA section before a closing tag holds.
    private static func data(_ bytes: Span<UInt8>, before start: Int, floor: Int) -> Range<Int>? {
        let stop = start - dataEnd.count
        var from = stop
        let lowest = max(floor, start - 16_384)
        while from > lowest {
            if bytes.has(dataStart, at: from - dataStart.count, end: from) {
                return from < stop ? from..<stop : nil
            }
            from -= 1
        }
        return nil
    }

    /// Elements that are named by an attribute.
    private static let fields = ["textarea", "entry", "property", "setting", "param", "string", "td", "dd"]
        .map {
            Array($0.utf8)
        }

    /// Whether an element is the cell of a row, whose name is the cell before it.
    static func isCell(_ bytes: Span<UInt8>, _ name: Range<Int>) -> Bool {
        name.count == 2 && lowered(bytes[name.upperBound - 1]) == UInt8(ascii: "d")
    }

    /// The text of `<th>` or the like that ends before a place, `<th>Password</th>`.
    private static func label(_ bytes: Span<UInt8>, before place: Int, _ lowest: Int) -> Range<Int>? {
        var close = place
        while close > lowest, bytes[close - 1] <= 0x20 { close -= 1 }
        guard close > lowest + 5, bytes[close - 1] == UInt8(ascii: ">"),
            bytes[close - 5] == UInt8(ascii: "<"), bytes[close - 4] == UInt8(ascii: "/")
        else { return nil }
        var start = close - 5
        while start > lowest, bytes[start - 1] != UInt8(ascii: ">") { start -= 1 }
        return start > lowest && start < close - 5 ? start..<close - 5 : nil
    }

    static func isField(_ bytes: Span<UInt8>, _ name: Range<Int>) -> Bool {
        fields.contains {
            name.count == $0.count && bytes.hasIgnoringCase($0, at: name.lowerBound, end: name.upperBound)
        }
    }

    /// The name a form's text area or a setting has in its opening tag, when that is what a closing tag ends.
    static func fieldName(_ bytes: Span<UInt8>, _ name: Range<Int>, before content: Int, floor: Int) -> Range<
        Int
    >? {
        guard isField(bytes, name) else { return nil }
        var tag = content
        let lowest = max(floor, content - 512)
        while tag > lowest, bytes[tag - 1] != UInt8(ascii: "<") { tag -= 1 }
        if isCell(bytes, name) { return label(bytes, before: tag - 1, lowest) }
        return FormPartShape.name(bytes, in: tag..<content)
    }
}
