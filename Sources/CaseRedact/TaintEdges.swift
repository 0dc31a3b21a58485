import ByteBlocks

/// Where the text around a known secret may be cut.
///
/// A cut inside an escape of JSON or a URL would change what its rest means, so escapes go whole.
enum TaintEdges {
    /// The range to remove for a match; `nil` when it is none after all.
    ///
    /// Nothing before `floor` is touched. In JSON a quote ends a string, so no match reaches over one.
    static func range(
        _ bytes: Span<UInt8>, _ match: TaintTable.Match, floor: Int, isJSON: Bool
    ) -> Range<Int>? {
        let edges = match.form.edges
        var (start, stop) = (match.range.lowerBound, match.range.upperBound)
        if edges.contains(.word) {
            guard stop == bytes.count || !isAlnum(bytes[stop]),
                start == 0 || !isAlnum(bytes[start - 1]) || escapeStart(bytes, start - 1).stop == start
            else { return nil }
        }
        if isInPlaceholder(bytes, start) { return nil }
        if edges.contains(.sharesFirst), start > floor, isBase64(bytes[start - 1]) { start -= 1 }
        if edges.contains(.sharesLast), stop < bytes.count, isBase64(bytes[stop]) { stop += 1 }
        if edges.contains(.base64) {
            while stop < bytes.count, stop < match.range.upperBound + 3, bytes[stop] == UInt8(ascii: "=") {
                stop += 1
            }
        }
        let before = escapeStart(bytes, start)
        if before.start < start, before.stop > start { start = max(floor, before.start) }
        var position = start
        while position < stop {
            if isJSON, bytes[position] == UInt8(ascii: "\"") { return nil }
            position = unitEnd(bytes, position)
        }
        return start..<position
    }

    /// Where a byte, or the escape it begins, ends.
    private static func unitEnd(_ bytes: Span<UInt8>, _ place: Int) -> Int {
        let width: Int
        switch bytes[place] {
        case UInt8(ascii: "\\"):
            let next = place + 1 < bytes.count ? bytes[place + 1] : 0
            let digits = next == UInt8(ascii: "u") ? 4 : next == UInt8(ascii: "x") ? 2 : 0
            width = digits > 0 && isHex(bytes, place + 2, digits) ? 2 + digits : 2
        case UInt8(ascii: "%"): width = isHex(bytes, place + 1, 2) ? 3 : 1
        default: width = 1
        }
        return min(bytes.count, place + width)
    }

    /// The escape that a place lies in or behind; both are the place itself when there is none.
    private static func escapeStart(_ bytes: Span<UInt8>, _ place: Int) -> (start: Int, stop: Int) {
        for start in stride(from: place, through: max(0, place - 5), by: -1) {
            let byte = bytes[start]
            let isEscape =
                byte == UInt8(ascii: "\\") && backslashes(bytes, before: start) % 2 == 0
                || byte == UInt8(ascii: "%")
            guard isEscape else { continue }
            let stop = unitEnd(bytes, start)
            if stop > place, stop > start + 1 { return (start, stop) }
        }
        return (place, place)
    }

    private static func backslashes(_ bytes: Span<UInt8>, before place: Int) -> Int {
        var start = place
        while start > 0, bytes[start - 1] == UInt8(ascii: "\\") { start -= 1 }
        return place - start
    }

    private static func isHex(_ bytes: Span<UInt8>, _ start: Int, _ count: Int) -> Bool {
        start + count <= bytes.count && bytes.run(of: .hex, from: start, end: start + count) == start + count
    }

    private static func isBase64(_ byte: UInt8) -> Bool { isAlnum(byte) || "+/-_".utf8.contains(byte) }

    private static func isInPlaceholder(_ bytes: Span<UInt8>, _ place: Int) -> Bool {
        for start in stride(from: place, through: max(0, place - 48), by: -1)
        where bytes[start] == UInt8(ascii: "~") {
            if let end = Placeholder.end(bytes, at: start, end: bytes.count), end > place { return true }
        }
        return false
    }
}
