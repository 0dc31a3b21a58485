/// The words of a line: between blanks or tabs, in quotes or in brackets, which are none of the word.
struct LogWords {
    private(set) var ranges: [Range<Int>] = []
    private static let limit = 64

    var count: Int { ranges.count }

    subscript(_ index: Int) -> Range<Int> { index < ranges.count ? ranges[index] : 0..<0 }

    /// Whether a word stands in quotes.
    func isQuoted(_ index: Int, _ line: Span<UInt8>) -> Bool {
        let word = self[index]
        return word.lowerBound > 0 && line[word.lowerBound - 1] == UInt8(ascii: "\"")
    }

    /// Splits a line; what stands behind the 64th word is not looked at.
    ///
    /// - Returns: Whether there are several.
    mutating func split(_ line: Span<UInt8>) -> Bool {
        ranges.removeAll(keepingCapacity: true)
        var position = 0
        while position < line.count, ranges.count < Self.limit {
            switch line[position] {
            case 0x20, 0x09: position += 1
            case UInt8(ascii: "\""): add(line, &position, to: UInt8(ascii: "\""))
            case UInt8(ascii: "["): add(line, &position, to: UInt8(ascii: "]"))
            default: addPlain(line, &position)
            }
        }
        return ranges.count > 4
    }

    /// A closing mark counts when a blank or the line's end follows, for some servers escape none; a bracket without one
    /// is part of a word, as in `[::1]:80`.
    private mutating func add(_ line: Span<UInt8>, _ position: inout Int, to close: UInt8) {
        let start = position + 1
        var stop = start
        while stop < line.count {
            if line[stop] == close, stop + 1 == line.count || line[stop + 1] <= 0x20 { break }
            stop += 1
        }
        guard stop < line.count || close == UInt8(ascii: "\"") else { return addPlain(line, &position) }
        ranges.append(start..<stop)
        position = min(line.count, stop + 1)
    }

    private mutating func addPlain(_ line: Span<UInt8>, _ position: inout Int) {
        let start = position
        while position < line.count, line[position] != 0x20, line[position] != 0x09 { position += 1 }
        ranges.append(start..<position)
    }
}
