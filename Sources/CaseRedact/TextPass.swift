import ByteBlocks

/// A text on its way through the rules: what is copied, and where something else stands now.
struct TextPass {
    var output: [UInt8] = []
    /// Where in the output something was put that may have changed what its surroundings look like.
    private(set) var unsettled: [Range<Int>] = []
    private let range: Range<Int>
    private var copied: Int
    /// Whether anything was replaced.
    private(set) var hasChanged = false

    /// Where in the output a replacement begins.
    struct Mark {
        fileprivate let start: Int
    }

    init(_ range: Range<Int>) {
        self.range = range
        copied = range.lowerBound
    }

    /// Copies what stands before a replacement.
    mutating func begin(_ source: [UInt8], _ place: Int) -> Mark {
        if output.isEmpty { output.reserveCapacity(range.count + 64) }
        // What stayed may be part of a longer thing that begins before it.
        if place < copied {
            output.removeLast(copied - place)
        } else {
            source.span.append(copied..<place, to: &output)
        }
        copied = place
        return Mark(start: output.count)
    }

    /// Nothing was replaced after all.
    ///
    /// What was copied before it stays, or a text of kept addresses would cost the square
    /// of its length.
    mutating func undo(_ mark: Mark) { output.removeLast(output.count - mark.start) }

    /// Ends a replacement; `stop` is where the text goes on.
    mutating func end(_ mark: Mark, _ stop: Int, isSettled: Bool) {
        copied = stop
        hasChanged = true
        if !isSettled { unsettled.append(mark.start..<output.count) }
    }

    /// Copies the rest.
    mutating func finish(_ source: [UInt8]) -> [UInt8] {
        source.span.append(copied..<range.upperBound, to: &output)
        return output
    }

    /// What has to be read again: each replacement with what stands around it, from one blank to another.
    func windows(of text: Span<UInt8>) -> [Range<Int>] {
        var windows: [Range<Int>] = []
        for place in unsettled {
            if let last = windows.last, place.upperBound + Self.margin <= last.upperBound { continue }
            var start = max(0, place.lowerBound - Self.margin)
            let floor = windows.last?.upperBound ?? 0
            while start > floor, text[start - 1] > 0x20 { start -= 1 }
            var stop = min(text.count, place.upperBound + Self.margin)
            while stop < text.count, text[stop] > 0x20 { stop += 1 }
            if let last = windows.last, start <= last.upperBound {
                windows[windows.count - 1] = last.lowerBound..<stop
            } else {
                windows.append(start..<stop)
            }
        }
        return windows
    }

    /// Far enough for a name, its separator and a word like `Bearer`.
    private static let margin = 160
}
