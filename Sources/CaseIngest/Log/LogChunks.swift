import ByteBlocks

/// Whole lines of a log, with what the lines before them say about how to read these.
package struct LogChunk: Sendable {
    /// The last line may lack its line end.
    var bytes: [UInt8]
    /// The columns named last before it.
    var columns: LogColumns
    /// Whether the log begins here.
    var isFirst = false
    /// Whether each of its lines can be read without those before it in the chunk.
    var isLoose = true
    /// Whether a line stands here that is too long to be held; then `bytes` is empty.
    var isOverlong = false
}

/// Cuts a log that comes in pieces into chunks of whole lines, which may then be read beside each other.
///
/// Where it cuts depends on the log alone and not on the pieces. What one line says about later ones goes with each chunk:
/// the columns of W3C logs; and parts of one line that a container's runtime wrote apart stay together.
package struct LogChunks: ~Copyable {
    /// Lines longer than this are counted and passed.
    static var lineByteLimit: Int { 1 << 20 }
    private static var size: Int { 1 << 18 }

    private var pending: [UInt8] = []
    private var columns = LogColumns()
    private var isFirst = true
    /// How far the next line end is looked for.
    private var reach = size
    /// Whether the bytes up to the next line end belong to a line that is too long.
    private var isOverlong = false

    package init() {}

    /// Takes the next bytes of the log; they may be cut anywhere.
    package mutating func feed(_ bytes: Span<UInt8>) { pending.append(copying: bytes) }

    /// The next chunk, as soon as there is enough for one.
    package mutating func next() -> LogChunk? {
        if isOverlong { return endOverlong() }
        passHole()
        while pending.count >= reach {
            let end = cut(before: reach)
            if let end {
                reach = Self.size
                return chunk(end)
            }
            guard reach > Self.lineByteLimit else {
                reach += Self.size
                continue
            }
            reach = Self.size
            isOverlong = true
            return endOverlong()
        }
        return nil
    }

    /// The last chunk, to be called when `next` has no more.
    ///
    /// - Returns: `nil` when nothing is left.
    package mutating func last() -> LogChunk? {
        if isOverlong {
            isOverlong = false
            pending = []
            return LogChunk(bytes: [], columns: columns, isFirst: isFirst, isOverlong: true)
        }
        return pending.isEmpty ? nil : chunk(pending.count)
    }

    /// Passes the zeros that stand where a log was cut while it was written; a hole may be as large as the log was.
    private mutating func passHole() {
        guard pending.first == 0 else { return }
        pending.removeFirst(pending.firstIndex { $0 != 0 } ?? pending.count)
    }

    /// Passes the rest of a line that is too long.
    private mutating func endOverlong() -> LogChunk? {
        guard let end = pending.span.first(0x0a, in: 0..<pending.count) else {
            pending.removeAll(keepingCapacity: true)
            return nil
        }
        isOverlong = false
        pending.removeFirst(end + 1)
        defer { isFirst = false }
        return LogChunk(bytes: [], columns: columns, isFirst: isFirst, isOverlong: true)
    }

    /// Where the last line ends within so many bytes after which no line is open that is written in parts.
    private func cut(before limit: Int) -> Int? {
        let bytes = pending.span
        var end = limit
        while end > 0, bytes[end - 1] != 0x0a { end -= 1 }
        guard end > 0 else { return nil }
        let lines = bytes.extracting(0..<end)
        guard LogPrefix.hasParts(lines) else { return end }
        // Parts of a line that is longer than lines may be are torn, and not read.
        return closedEnd(lines) ?? (limit > Self.lineByteLimit ? end : nil)
    }

    private func closedEnd(_ lines: Span<UInt8>) -> Int? {
        var closed: Int?
        var isOpen = [false, false]
        var start = 0
        while start < lines.count, let end = lines.first(0x0a, in: start..<lines.count) {
            if let part = LogPrefix.part(lines.extracting(start..<end)) { isOpen[part.stream] = !part.isLast }
            start = end + 1
            if !isOpen[0], !isOpen[1] { closed = start }
        }
        return closed
    }

    private mutating func chunk(_ end: Int) -> LogChunk {
        var rest = Array(pending[end...])
        rest.reserveCapacity(2 * Self.size)
        swap(&rest, &pending)
        rest.removeLast(rest.count - end)
        var chunk = LogChunk(bytes: rest, columns: columns, isFirst: isFirst)
        isFirst = false
        chunk.isLoose = !readDirectives(rest.span) && !LogPrefix.hasParts(rest.span)
        return chunk
    }

    /// - Returns: Whether there is one.
    private mutating func readDirectives(_ bytes: Span<UInt8>) -> Bool {
        var isFound = false
        var search = 0
        while let mark = bytes.first(UInt8(ascii: "#"), in: search..<bytes.count) {
            search = mark + 1
            guard mark == 0 || bytes[mark - 1] == 0x0a else { continue }
            let end = bytes.first(0x0a, in: mark..<bytes.count) ?? bytes.count
            let line = bytes.extracting(mark..<end)
            _ = columns.readDirective(line.extracting(LogLane.content(line, isFirst: false)))
            search = end
            isFound = true
        }
        return isFound
    }
}
