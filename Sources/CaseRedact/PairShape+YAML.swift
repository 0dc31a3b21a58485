import ByteBlocks

/// Values of YAML (1.2.2) that stand on several lines, or behind a tag or an anchor.
extension PairShape {
    private static let longestBlock = 8192

    /// The value behind `name:` and what YAML lets stand before it: `!vault |`, `&anchor text`, the lines of a block
    /// scalar or the items of a list.
    static func yaml(_ bytes: Span<UInt8>, _ name: Name, _ separator: Int, end: Int) -> Value? {
        guard bytes[separator] == UInt8(ascii: ":") else { return nil }
        var position = blanks(bytes, separator + 1, end)
        let first = position
        while let stop = markEnd(bytes, position, end) { position = blanks(bytes, stop, end) }
        guard position < end else { return nil }
        if "|>".utf8.contains(bytes[position]) {
            position += 1
            while position < end, "+-0123456789".utf8.contains(bytes[position]) { position += 1 }
            return block(bytes, name, from: blanks(bytes, position, end), end: end)
        }
        if bytes[position] == 0x0a || bytes[position] == 0x0d {
            return list(bytes, name, from: position, end: end)
        }
        // The value as if the colon stood right before it.
        return position > first ? value(bytes, name, position - 1, end: end) : nil
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
        guard let items, Randomness.looksRandom(bytes, firstLine(bytes, items), least: 12) else { return nil }
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
