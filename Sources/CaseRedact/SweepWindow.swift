/// A part of a file that is swept, with some of what stands before it.
struct SweepWindow {
    /// How many bytes are read at a time.
    static let size = 1 << 20
    /// How many bytes before the window say whether it begins inside an escape or a placeholder.
    static let lookBack = 64
    /// What begins so near to the end may go on behind it, together with what overlaps it.
    private static let overlap = 2 * TaintTable.longest + 16

    let bytes: [UInt8]
    let start: Int
    private let isLast: Bool
    private let isJSON: Bool

    /// - Parameters:
    ///   - bytes: The window and what stands before it.
    ///   - start: Where the window begins in the bytes.
    ///   - isLast: Whether the file ends with it.
    ///   - isJSON: Whether the file is JSON.
    init(_ bytes: [UInt8], from start: Int, isLast: Bool, isJSON: Bool) {
        self.bytes = bytes
        self.start = start
        self.isLast = isLast
        self.isJSON = isJSON
    }

    /// What to remove, in order and without overlaps, and where the next window begins.
    func removals(_ table: TaintTable, kept: Set<PlaceholderName>) -> (found: [TaintTable.Match], next: Int) {
        let safe = isLast ? bytes.count : max(start + 1, bytes.count - Self.overlap)
        var matches: [TaintTable.Match] = []
        for match in table.matches(bytes.span, from: start) where !kept.contains(match.form.name) {
            guard let range = TaintEdges.range(bytes.span, match, floor: start, isJSON: isJSON) else {
                continue
            }
            matches.append(TaintTable.Match(range: range, form: match.form))
        }
        var found: [TaintTable.Match] = []
        for match in Self.joined(matches) {
            guard match.range.lowerBound < safe else { break }
            found.append(match)
        }
        return (found, max(safe, found.last?.range.upperBound ?? safe))
    }

    /// Matches that overlap are one, with the name of the longest of them.
    private static func joined(_ matches: [TaintTable.Match]) -> [TaintTable.Match] {
        guard matches.count > 1 else { return matches }
        var joined: [TaintTable.Match] = []
        var longest = 0
        for match in matches.sorted(by: { $0.range.lowerBound < $1.range.lowerBound }) {
            guard let last = joined.last, match.range.lowerBound < last.range.upperBound else {
                joined.append(match)
                longest = match.range.count
                continue
            }
            let stop = max(last.range.upperBound, match.range.upperBound)
            let form = match.range.count > longest ? match.form : last.form
            longest = max(longest, match.range.count)
            joined[joined.count - 1] = TaintTable.Match(
                range: last.range.lowerBound..<stop, form: form)
        }
        return joined
    }
}
