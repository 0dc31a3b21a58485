import CaseModel
import JSONBytes

/// The machine under `HARReader`: takes text in chunks, gives pieces; knows no source.
///
/// Structure is held back until the value after it is whole and valid, so what was given never ends in a comma.
struct HARSplitter {
    enum Step {
        case piece(HARPiece)
        case record(HARRecord)
        case needsMore, end
    }

    /// What the frame's grammar allows next.
    enum Expected { case top, keyOrEnd, key, colon, value, elementOrEnd, element, commaOrEnd, nothing }

    let limits: HARLimits
    /// Whether entries are read where they stand, instead of being handed over as text.
    var reads = false
    var given = HARGiven()
    var buffer: [UInt8] = []
    /// The next byte to look at.
    var position = 0
    /// The first byte that was not handed over.
    private var pieceStart = 0
    /// Bytes that left the buffer.
    private var dropped = 0
    var expected = Expected.top
    var level = HARGiven.Level.top
    var key = ""
    var hasLog = false
    var hasEntries = false
    /// Elements of `entries` and of `pages` that are complete.
    var entryCount = 0
    var pageCount = 0
    var extent: ValueExtent?
    var valueStart = 0
    /// Whether nobody has looked at the value that was begun.
    private var isFresh = false
    private var record: HAREntry?
    /// A value whose structure was handed over and that is next.
    private var held: Range<Int>?

    init(limits: HARLimits) { self.limits = limits }

    /// Adds text.
    mutating func append(_ chunk: [UInt8], count: Int) {
        if pieceStart > 0 {
            buffer.removeFirst(pieceStart)
            position -= pieceStart
            valueStart -= pieceStart
            dropped += pieceStart
            pieceStart = 0
        }
        buffer += chunk[..<count]
    }

    /// The next piece, as far as the text goes.
    mutating func next(isAtEnd: Bool) throws(HARError) -> Step {
        if let held { return .piece(give(held)) }
        while true {
            if extent != nil {
                guard let range = try finishValue() else { return try starve(isAtEnd) }
                if expected == .colon { continue }
                return reads ? .record(giveRecord(range)) : .piece(hold(range))
            }
            guard let byte = skipBlanks() else {
                guard isAtEnd, expected == .nothing else { return try starve(isAtEnd) }
                guard !given.isComplete else { return .end }
                given.isComplete = true
                return .piece(.structure(take(upTo: buffer.count)))
            }
            try accept(byte)
        }
    }

    /// Starts a value or key at the cursor.
    mutating func beginValue(_ first: UInt8) {
        extent = ValueExtent(first: first, depthLimit: limits.depth)
        valueStart = position
        isFresh = true
    }

    /// An error at a place in the buffer; the cursor without one.
    func error(_ problem: HARError.Problem, at place: Int? = nil) -> HARError {
        HARError(problem, offset: dropped + (place ?? position), path: path(to: place ?? position))
    }

    private mutating func skipBlanks() -> UInt8? {
        while position < buffer.count {
            switch buffer[position] {
            case 0x20, 0x0a, 0x0d, 0x09: position += 1
            case let byte: return byte
            }
        }
        return nil
    }

    /// Asks for more text, unless there is none or too much is held already.
    private func starve(_ isAtEnd: Bool) throws(HARError) -> Step {
        guard !isAtEnd else {
            let isEmpty = expected == .top
            throw error(isEmpty ? .empty : .truncated, at: buffer.count)
        }
        guard buffer.count - pieceStart <= limits.entryBytes + (1 << 16) else { throw error(.entryTooLarge) }
        return .needsMore
    }

    /// Finds the end of the value that was begun and checks all of it.
    ///
    /// - Returns: `nil` when the text does not reach it.
    private mutating func finishValue() throws(HARError) -> Range<Int>? {
        if isFresh {
            isFresh = false
            // Most values are whole already: one pass finds the end, checks and reads.
            if let end = passWhole() { return try finish(valueStart..<end) }
        }
        guard var going = extent else { return nil }
        // A span of the buffer holds all of self, so the cursor moves beside it.
        var cursor = position
        let found = going.advance(buffer.span, &cursor)
        position = cursor
        extent = going
        switch found {
        case .needsMore:
            guard position - valueStart <= limits.entryBytes else { throw error(.entryTooLarge) }
            return nil
        case .tooDeep: throw error(.tooDeep)
        case .end(let end):
            let range = valueStart..<end
            guard range.count <= limits.entryBytes else { throw error(.entryTooLarge, at: valueStart) }
            try check(range)
            return try finish(range)
        }
    }

    /// Goes on behind a value that is whole and valid.
    private mutating func finish(_ range: Range<Int>) throws(HARError) -> Range<Int> {
        guard range.count <= limits.entryBytes else { throw error(.entryTooLarge, at: valueStart) }
        position = range.upperBound
        if isAtKey {
            let inside = range.lowerBound + 1..<range.upperBound - 1
            key = String(decoding: JSONString.unescaped(buffer.span, inside), as: UTF8.self)
            expected = .colon
        } else {
            try checkVersion(range)
            expected = .commaOrEnd
        }
        extent = nil
        return range
    }

    /// Whether the next value is a member's name.
    var isAtKey: Bool { expected == .key || expected == .keyOrEnd }

    /// Passes a value that is in the buffer to its end.
    ///
    /// - Returns: `nil` when it is not, or not valid; the slow way says which.
    private mutating func passWhole() -> Int? {
        switch buffer[valueStart] {
        case UInt8(ascii: "{"), UInt8(ascii: "["), UInt8(ascii: "\""): try? read(valueStart)
        default: nil
        }
    }

    private mutating func check(_ range: Range<Int>) throws(HARError) {
        let end: Int
        do { end = try read(range.lowerBound) } catch {
            throw self.error(error.problem == .tooDeep ? .tooDeep : .notJSON, at: error.offset)
        }
        guard end == range.upperBound else { throw error(.notJSON, at: end) }
    }

    /// Checks a value; reads it too when it is an entry and entries are read here.
    ///
    /// - Returns: Where it ends.
    private mutating func read(_ start: Int) throws(JSONError) -> Int {
        var scanner = JSONScanner(position: start, depthLimit: limits.depth)
        record = nil
        guard reads, level == .entries, buffer[start] == UInt8(ascii: "{") else {
            let frame = level == .top ? 1 : level == .log ? 2 : 3
            _ = try scanner.value(buffer.span, depth: frame)
            return scanner.position
        }
        var reader = HAREntryReader(index: entryCount, scanner: scanner, depth: 3)
        try reader.read(buffer.span)
        record = reader.entry
        return reader.scanner.position
    }

    /// Refuses a major version other than 1; an empty one means 1.1 (HAR 1.2, `log`).
    private func checkVersion(_ range: Range<Int>) throws(HARError) {
        guard level == .log, key == "version" else { return }
        let version = buffer[range].filter { $0 != UInt8(ascii: "\"") }
        guard let first = version.first, version != Array("null".utf8) else { return }
        guard first == UInt8(ascii: "1"), version.count == 1 || version[1] == UInt8(ascii: ".") else {
            throw error(.version, at: range.lowerBound)
        }
    }

    /// Hands over the structure before a value and keeps the value for the next call.
    private mutating func hold(_ range: Range<Int>) -> HARPiece {
        let structure = take(upTo: range.lowerBound)
        held = range
        given.level = level
        given.hasLog = hasLog
        given.hasEntries = hasEntries
        given.awaitsValue = true
        return .structure(structure)
    }

    private mutating func give(_ range: Range<Int>) -> HARPiece {
        held = nil
        given.awaitsValue = false
        let bytes = take(upTo: range.upperBound)
        switch level {
        case .entries: return .entry(index: countEntry(), bytes)
        case .pages:
            pageCount += 1
            return .member(name: "pages", bytes)
        case .top, .log: return .member(name: key, bytes)
        }
    }

    /// Hands over what was read; nothing of the text is kept but members that say who made it.
    private mutating func giveRecord(_ range: Range<Int>) -> HARRecord {
        pieceStart = range.upperBound
        switch level {
        case .entries:
            let entry = record
            record = nil
            let index = countEntry()
            return entry.map { .entry($0) } ?? .other(index: index)
        case .pages:
            pageCount += 1
            return .member(name: "pages", Array(buffer[range]))
        case .log: return .member(name: key, range.count <= 65_536 ? Array(buffer[range]) : [])
        case .top: return .member(name: key, [])
        }
    }

    private mutating func countEntry() -> Int {
        entryCount += 1
        given.entries += 1
        return entryCount - 1
    }

    private mutating func take(upTo end: Int) -> [UInt8] {
        defer { pieceStart = end }
        return wholeCharacters(Array(buffer[pieceStart..<end]))
    }
}
