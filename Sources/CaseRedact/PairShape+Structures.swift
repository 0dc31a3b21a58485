import ByteBlocks

/// Values that stand on several lines, in a list, or behind a tag, an anchor or a type: YAML (1.2.2), TOML (1.0),
/// Terraform, Python, TypeScript.
extension PairShape {
    private static let longestBlock = 8192

    /// The value behind a name when what stands there is not a value itself.
    ///
    /// `!vault |`, `&anchor text`, the lines of a block scalar, the items of a list on lines or in brackets, a text on
    /// the next line, in three quotes or behind `<<EOT`, and `: type = "text"`.
    static func structured(_ bytes: Span<UInt8>, _ name: Name, _ separator: Int, end: Int) -> Value? {
        var position = blanks(bytes, separator + 1, end)
        let isYAML = bytes[separator] == UInt8(ascii: ":")
        let first = position
        if isYAML, position < end, bytes[position] == UInt8(ascii: "&"),
            let typed = typed(bytes, name, from: position, end: end)
        {
            return typed
        }
        if isYAML {
            while let stop = markEnd(bytes, position, end) { position = blanks(bytes, stop, end) }
        }
        guard position < end else { return nil }
        switch bytes[position] {
        case UInt8(ascii: "|") where isYAML, UInt8(ascii: ">") where isYAML:
            position += 1
            while position < end, "+-0123456789".utf8.contains(bytes[position]) { position += 1 }
            return block(bytes, name, from: blanks(bytes, position, end), end: end)
        case UInt8(ascii: "["): return array(bytes, from: position, end: end)
        case UInt8(ascii: "\""), UInt8(ascii: "'"):
            return tripled(bytes, from: position, end: end)
                ?? (position > first ? value(bytes, name, position - 1, end: end) : nil)
        case UInt8(ascii: "<"): return document(bytes, from: position, end: end)
        case UInt8(ascii: "#") where isYAML && position > first - 1 && position > separator + 1:
            let stop = bytes.first(0x0a, in: position..<min(end, position + 200)) ?? end
            return below(bytes, name, from: stop, end: end)
        case 0x0a where isYAML, 0x0d where isYAML:
            return list(bytes, name, from: position, end: end) ?? below(bytes, name, from: position, end: end)
        default:
            if isYAML, let typed = typed(bytes, name, from: position, end: end) { return typed }
            // The value as if the colon stood right before it.
            return position > first ? value(bytes, name, position - 1, end: end) : nil
        }
    }

    /// `password: str = "…"`: a type stands between.
    private static func typed(_ bytes: Span<UInt8>, _ name: Name, from start: Int, end: Int) -> Value? {
        var position = start
        while position < end, position - start < 32,
            isAlnum(bytes[position]) || "_.&[]<>|? ".utf8.contains(bytes[position])
        {
            position += 1
        }
        guard position + 1 < end, position > start, bytes[position] == UInt8(ascii: "="),
            bytes[position - 1] == 0x20, bytes[position + 1] == 0x20 || isQuote(bytes[position + 1]),
            let value = value(bytes, name, position, end: end), value.isQuoted
        else { return nil }
        return value
    }

    /// A text in three quotes, on as many lines as it likes.
    private static func tripled(_ bytes: Span<UInt8>, from start: Int, end: Int) -> Value? {
        let quotes = Array(repeating: bytes[start], count: 3)
        guard bytes.has(quotes, at: start, end: end) else { return nil }
        let limit = min(end, start + longestBlock)
        var stop = start + 3
        while stop < limit, !bytes.has(quotes, at: stop, end: limit) { stop += 1 }
        return inside(bytes, start + 3..<stop)
    }

    /// `<<-EOT`, lines, `EOT` (Terraform, shells, PHP, Ruby).
    private static func document(_ bytes: Span<UInt8>, from start: Int, end: Int) -> Value? {
        var position = start
        while position < end, position - start < 4, "<-~".utf8.contains(bytes[position]) { position += 1 }
        guard position - start >= 2 else { return nil }
        if position < end, isQuote(bytes[position]) { position += 1 }
        let word = position..<bytes.run(of: .word, from: position, end: min(end, position + 32))
        guard !word.isEmpty, let feed = bytes.first(0x0a, in: word.upperBound..<min(end, word.upperBound + 4))
        else {
            return nil
        }
        let mark = bytes.copy(word)
        let limit = min(end, feed + longestBlock)
        var stop = feed + 1
        while stop < limit, !bytes.has(mark, at: stop, end: limit) { stop += 1 }
        return inside(bytes, feed + 1..<stop)
    }

    /// `["…", "…"]` of what looks drawn.
    private static func array(_ bytes: Span<UInt8>, from start: Int, end: Int) -> Value? {
        let limit = min(end, start + longestBlock)
        guard let close = bytes.first(UInt8(ascii: "]"), in: start..<limit),
            let value = inside(bytes, start + 1..<close)
        else { return nil }
        var item = value.range
        if isQuote(bytes[item.lowerBound]) { item = item.lowerBound + 1..<item.upperBound }
        var stop = item.lowerBound
        while stop < item.upperBound, !isQuote(bytes[stop]), bytes[stop] != UInt8(ascii: ","),
            bytes[stop] > 0x20
        {
            stop += 1
        }
        guard Drawn.isValue(bytes, item.lowerBound..<stop, least: 8) else { return nil }
        // Quotes at both ends stay.
        let isQuoted = item.lowerBound > value.range.lowerBound && isQuote(bytes[value.range.upperBound - 1])
        return isQuoted
            ? Value(range: item.lowerBound..<item.upperBound - 1, isQuoted: true, isBlock: true) : value
    }

    /// A text alone on the next line.
    private static func below(_ bytes: Span<UInt8>, _ name: Name, from start: Int, end: Int) -> Value? {
        guard let next = line(bytes, after: start, end: end) else { return nil }
        var text = next.text..<trimmed(bytes, next.text, next.end)
        let isQuoted =
            text.count > 2 && isQuote(bytes[text.lowerBound])
            && bytes[text.upperBound - 1] == bytes[text.lowerBound]
        if isQuoted { text = text.lowerBound + 1..<text.upperBound - 1 }
        guard isQuoted && text.count >= 6 || Drawn.isValue(bytes, text, least: 6),
            bytes.first(UInt8(ascii: ":"), in: text) == nil
        else { return nil }
        return Value(range: text, isQuoted: true, isBlock: true)
    }

    /// A range without the blanks and line ends at both ends of it.
    private static func inside(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Value? {
        var start = range.lowerBound
        while start < range.upperBound, bytes[start] <= 0x20 { start += 1 }
        let stop = trimmed(bytes, start, range.upperBound)
        guard start < stop else { return nil }
        return Value(range: start..<stop, isQuoted: true, isBlock: true)
    }

    private static let tags = ["!vault", "!str", "!!str", "!!binary", "!unsafe"].map { Array($0.utf8) }

    /// The end of an anchor or of a tag behind which the value itself stands; behind `!secret` or `!Ref` is its name.
    private static func markEnd(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Int? {
        guard start + 1 < end, "!&".utf8.contains(bytes[start]) else { return nil }
        var stop = start + 1
        while stop < end, stop - start < 64, bytes[stop] > 0x20 { stop += 1 }
        let isTag = tags.contains { $0.count == stop - start && bytes.has($0, at: start, end: stop) }
        let isAnchor =
            bytes[start] == UInt8(ascii: "&") && bytes.run(of: .word, from: start + 1, end: stop) == stop
        return (isTag || isAnchor) && stop < end && bytes[stop] == 0x20 ? stop : nil
    }

    /// The lines below one, as far as they are indented deeper.
    private static func block(_ bytes: Span<UInt8>, _ name: Name, from start: Int, end: Int) -> Value? {
        let least = indent(bytes, ofLineWith: name.range.lowerBound) + 1
        guard let first = line(bytes, after: start, end: end), first.indent >= least else { return nil }
        var stop = first.end
        while let next = line(bytes, after: stop, end: end), next.indent >= least,
            next.end - first.text < longestBlock
        {
            stop = next.end
        }
        return Value(range: first.text..<trimmed(bytes, first.text, stop), isQuoted: true, isBlock: true)
    }

    /// The items of a list of scalars.
    private static func list(_ bytes: Span<UInt8>, _ name: Name, from start: Int, end: Int) -> Value? {
        let least = indent(bytes, ofLineWith: name.range.lowerBound)
        var items: Range<Int>?
        var stop = start
        while let next = line(bytes, after: stop, end: end), next.indent >= least, next.text + 2 < next.end,
            bytes[next.text] == UInt8(ascii: "-"), bytes[next.text + 1] == 0x20,
            next.end - start < longestBlock
        {
            let text = next.text + 2..<trimmed(bytes, next.text + 2, next.end)
            guard !text.isEmpty, bytes.first(0x20, in: text) == nil, !isStopWord(bytes, text) else {
                return nil
            }
            items = (items?.lowerBound ?? text.lowerBound)..<text.upperBound
            stop = next.end
        }
        // Names of secrets are listed too.
        guard let items, Drawn.isValue(bytes, firstLine(bytes, items), least: 8) else { return nil }
        return Value(range: items, isQuoted: true, isBlock: true)
    }

    private static func firstLine(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Range<Int> {
        let stop = bytes.first(0x0a, in: range) ?? range.upperBound
        return range.lowerBound..<trimmed(bytes, range.lowerBound, stop)
    }

    private static func trimmed(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Int {
        var stop = end
        while stop > start, bytes[stop - 1] <= 0x20 { stop -= 1 }
        return stop
    }

    /// How many blanks the line with a place begins with.
    private static func indent(_ bytes: Span<UInt8>, ofLineWith place: Int) -> Int {
        var start = place
        while start > 0, place - start < 256, bytes[start - 1] != 0x0a { start -= 1 }
        var text = start
        while text < place, bytes[text] == 0x20 { text += 1 }
        return text - start
    }

    /// The next line that is not blank behind a line end.
    private static func line(
        _ bytes: Span<UInt8>, after place: Int, end: Int
    ) -> (indent: Int, text: Int, end: Int)? {
        var position = place
        if position < end, bytes[position] == 0x0d { position += 1 }
        guard position < end, bytes[position] == 0x0a else { return nil }
        var start = position + 1
        while true {
            var text = start
            while text < end, text - start < 256, bytes[text] == 0x20 { text += 1 }
            guard text < end else { return nil }
            if bytes[text] == 0x0a || bytes[text] == 0x0d {
                start = text + (bytes[text] == 0x0d ? 2 : 1)
                guard start < end, start - place < longestBlock else { return nil }
                continue
            }
            var stop = text
            while stop < end, stop - text < longestBlock, bytes[stop] != 0x0a { stop += 1 }
            if stop > text, bytes[stop - 1] == 0x0d { stop -= 1 }
            return (text - start, text, stop)
        }
    }
}
