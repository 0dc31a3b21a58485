import JSONBytes

/// Reads a line of an access log whatever stands around it.
struct LineReader {
    /// Where the line that was read stands.
    enum Place {
        /// It is of no format that is known.
        case none
        /// In the line itself, from this place on.
        case behind(Int)
        /// In `message`.
        case inside
    }

    /// What the last line that was read has; ranges count from where it stands.
    private(set) var fields = AccessLine()
    /// The text a line of JSON held, escapes off.
    private(set) var message: [UInt8] = []
    /// Whether the last line would have been read if it were known in what zone its time is.
    private(set) var lacksZone = false
    private let zoneOffset: Int?
    private var parser = AccessLineParser()
    private var columns = LogColumns()
    private var words = LogWords()

    init(zoneOffset: Int?) { self.zoneOffset = zoneOffset }

    /// Reads a line that begins with `#`, which may name the columns of those that follow.
    ///
    /// - Returns: Whether it does.
    mutating func readDirective(_ line: Span<UInt8>) -> Bool { columns.readDirective(line) }

    /// Reads one line without its line end.
    mutating func read(_ line: Span<UInt8>) -> Place {
        if !line.isEmpty, line[0] == UInt8(ascii: "#") {
            _ = readDirective(line)
            return .none
        }
        lacksZone = false
        // First, for the formats take what they do not know before a line for a client or a host.
        var start = LogPrefix.end(line) ?? 0
        // kubectl's with the name of a pod and a time.
        if start > 0, let second = LogPrefix.end(line.extracting(start..<line.count)) { start += second }
        let rest = line.extracting(min(start, line.count)..<line.count)
        if parser.parse(rest) {
            fields = parser.fields
            return .behind(start)
        }
        return readJSON(rest, from: start) ?? readWords(line, from: 0)
            ?? (start > 0 ? readWords(rest, from: start) : nil) ?? .none
    }

    private mutating func readWords(_ line: Span<UInt8>, from start: Int) -> Place? {
        guard words.split(line) else { return nil }
        guard let found = columns.read(line, words) ?? WordFormats.read(line, words, zoneOffset ?? 0) else {
            return nil
        }
        lacksZone = found.format == .haproxy && zoneOffset == nil
        guard !lacksZone else { return nil }
        fields = found
        return .behind(start)
    }

    /// Reads a record in JSON, or a line that another program wrapped in JSON.
    private mutating func readJSON(_ line: Span<UInt8>, from start: Int) -> Place? {
        guard !line.isEmpty, line[0] == UInt8(ascii: "{"), let record = JSONLogRecord(line) else {
            return nil
        }
        if record.isAccess {
            fields = record.fields
            return .behind(start)
        }
        guard let text = record.message else { return nil }
        var inner = JSONString.unescaped(line, text)
        while let last = inner.last, last == 0x0a || last == 0x0d { inner.removeLast() }
        defer { message = inner }
        if parser.parse(inner.span) {
            fields = parser.fields
            return .inside
        }
        guard inner.first == UInt8(ascii: "{"), let record = JSONLogRecord(inner.span), record.isAccess else {
            return nil
        }
        fields = record.fields
        return .inside
    }
}
