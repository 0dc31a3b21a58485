import CaseModel
import JSONBytes

/// Reads a line of an access log whatever stands around it.
struct LineReader {
    /// Where the line that was read stands.
    enum Place {
        /// It is of no format that is known.
        case none
        /// In the line itself, from this place on.
        case behind(Int)
        /// In `message`, the text of the JSON string that stands here in the line.
        case inside(Range<Int>)
    }

    /// What the last line that was read has; ranges count from where it stands.
    private(set) var fields = AccessLine()
    /// What the last line that was read has, when it is of an error log; else `nil`.
    private(set) var error: ErrorLine?
    /// The text a line of JSON held, escapes off.
    private(set) var message: [UInt8] = []
    /// Whether the last line would have been read if it were known in what zone its time is.
    private(set) var lacksZone = false
    /// Where the last line stands when all of it was read but the zone of its time is not known.
    private var unplaced: Int?
    /// Where what other programs put before the last line ends.
    private var start = 0
    private var clock: LocalClock?
    private var parser = AccessLineParser()
    private var columns = LogColumns()
    private var words = LogWords()

    private var template: TemplateReader?

    init(zone: LogZone?, template: LogTemplate?, startsAfter: Timestamp? = nil) {
        clock = zone.map { LocalClock($0, startsAfter: startsAfter) }
        self.template = template.map { TemplateReader($0) }
    }

    /// How many lines had a time of the hour that comes twice in autumn.
    var repeatedTimes: Int { clock?.repeated ?? 0 }

    /// Forgets the columns that were named and takes others.
    mutating func begin(columns: LogColumns) { self.columns = columns }

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
        unplaced = nil
        error = nil
        // First, for the formats take what they do not know before a line for a client or a host.
        start = LogPrefix.end(line) ?? 0
        // kubectl's with the name of a pod and a time.
        if start > 0, let second = LogPrefix.end(line.extracting(start..<line.count)) { start += second }
        start = min(start, line.count)
        let rest = line.extracting(start..<line.count)
        if let place = readTemplate(line, from: 0) ?? (start > 0 ? readTemplate(rest, from: start) : nil) {
            return place
        }
        if parser.parse(rest) {
            fields = parser.fields
            return .behind(start)
        }
        if let found = ErrorLineParser.parse(line) { return take(found, at: .behind(0)) }
        if start > 0, let found = ErrorLineParser.parse(rest) { return take(found, at: .behind(start)) }
        return readJSON(rest, from: start) ?? readLogfmt(rest, from: start) ?? readWords(line, from: 0)
            ?? (start > 0 ? readWords(rest, from: start) : nil) ?? .none
    }

    /// Whether the line that was read last tells of a failure: 499, 5xx, an error.
    func isFailure(_ place: Place) -> Bool {
        if case .none = place { return false }
        if let error { return error.level.rawValue <= ErrorLine.Level.error.rawValue }
        return fields.status >= 500 || fields.status == 499
    }

    /// What of the line that was read last is somebody's.
    func sensitiveFields(_ line: Span<UInt8>, _ place: Place) -> [SensitiveField] {
        let record = SensitiveField(.record, start..<line.count)
        switch place {
        case .none where unplaced != nil: return sensitiveFields(line, .behind(unplaced ?? 0))
        case .none:
            return start < line.count && line[start] == UInt8(ascii: "{") ? [record] : []
        case .behind(let start) where error != nil:
            guard start < line.count else { return [] }
            if line[start] == UInt8(ascii: "{") {
                let rest = line.extracting(start..<line.count)
                guard let client = error?.client, SensitiveFields.isName(rest, client) else {
                    return [record]
                }
                return [SensitiveField(.clientName, client).moved(by: start), record]
            }
            return SensitiveFields.logfmt(line.extracting(start..<line.count)).map { $0.moved(by: start) }
        case .behind(let start):
            let rest = line.extracting(start..<line.count)
            let found =
                switch fields.format {
                case .w3c: columns.sensitiveFields(rest, words)
                case .given: template?.sensitiveFields(rest) ?? []
                default: SensitiveFields.find(rest, fields, words)
                }
            return found.map { $0.moved(by: start) }
        case .inside(let range) where error != nil:
            let isRecord = message.first == UInt8(ascii: "{")
            let inner = isRecord ? [SensitiveField(.record, 0..<message.count)] : []
            return [SensitiveField(.line(inner), range), record]
        case .inside(let range):
            return [SensitiveField(.line(SensitiveFields.find(message.span, fields, words)), range), record]
        }
    }

    private mutating func readTemplate(_ line: Span<UInt8>, from start: Int) -> Place? {
        guard var found = template?.read(line) else { return nil }
        if found.isLocal {
            guard let time = instant(local: found.time) else {
                (fields, unplaced) = (found, start)
                return Place.none
            }
            found.time = time
        }
        fields = found
        return .behind(start)
    }

    private mutating func readWords(_ line: Span<UInt8>, from start: Int) -> Place? {
        guard words.split(line) else { return nil }
        guard var found = columns.read(line, words) ?? WordFormats.read(line, words) else { return nil }
        if found.isLocal {
            guard let time = instant(local: found.time) else {
                (fields, unplaced) = (found, start)
                return Place.none
            }
            found.time = time
        }
        fields = found
        return .behind(start)
    }

    /// Takes a line of an error log, when it is known in what zone its time is.
    private mutating func take(_ found: ErrorLine, at place: Place) -> Place {
        var found = found
        if found.isLocal {
            guard let time = instant(local: found.time) else { return .none }
            found.time = time
        }
        error = found
        return place
    }

    private mutating func instant(local: Int64) -> Int64? {
        lacksZone = clock == nil
        return clock?.instant(local: local)
    }

    private mutating func readLogfmt(_ line: Span<UInt8>, from start: Int) -> Place? {
        guard let record = NamedLogRecord(logfmt: line) else { return nil }
        if record.isAccess {
            fields = record.fields
            return .behind(start)
        }
        return record.error.map { take($0, at: .behind(start)) }
    }

    /// Reads a record in JSON, or a line that another program wrapped in JSON.
    private mutating func readJSON(_ line: Span<UInt8>, from start: Int) -> Place? {
        guard !line.isEmpty, line[0] == UInt8(ascii: "{"), let record = NamedLogRecord(json: line) else {
            return nil
        }
        if record.isAccess {
            fields = record.fields
            return .behind(start)
        }
        // A program's own log may wrap lines of another.
        let own = record.error
        guard let text = record.message else { return nil }
        var inner = JSONString.unescaped(line, text)
        while let last = inner.last, last == 0x0a || last == 0x0d { inner.removeLast() }
        let place = Place.inside(text.lowerBound + start..<text.upperBound + start)
        defer { message = inner }
        if parser.parse(inner.span) {
            fields = parser.fields
            return place
        }
        if let found = ErrorLineParser.parse(inner.span) { return take(found, at: place) }
        if inner.first == UInt8(ascii: "{"), let record = NamedLogRecord(json: inner.span) {
            if record.isAccess {
                fields = record.fields
                return place
            }
            if let found = record.error { return take(found, at: place) }
        }
        if let record = NamedLogRecord(logfmt: inner.span) {
            if record.isAccess {
                fields = record.fields
                return place
            }
            if let found = record.error { return take(found, at: place) }
        }
        return own.map { take($0, at: .behind(start)) }
    }
}
