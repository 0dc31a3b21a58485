import CaseModel

/// Reads lines by the format of their server's configuration.
struct TemplateReader {
    private let parts: [LogTemplate.Part]
    /// Where each variable of the last line that was read stands, in their order.
    private var found: [(field: LogTemplate.Field, range: Range<Int>)] = []

    init(_ template: LogTemplate) { parts = template.parts }

    /// Reads one line without its line end.
    ///
    /// - Returns: `nil` when the line is not of the format, or its time cannot be read.
    mutating func read(_ line: Span<UInt8>) -> AccessLine? {
        guard match(line) else { return nil }
        var fields = AccessLine()
        fields.format = .given
        guard let (time, isLocal) = instant(line) else { return nil }
        (fields.time, fields.isLocal) = (time, isLocal)
        for (field, range) in found where !SensitiveFields.isAbsent(line, range) {
            // What is no status tells that the fields stand elsewhere.
            if field == .status, WordFormats.status(line, range) == nil { return nil }
            take(line, field, range, &fields)
        }
        // A target may have its query already.
        if fields.target.contains(where: { line[$0] == UInt8(ascii: "?") }) { fields.query = 0..<0 }
        return fields
    }

    /// The time, which Apache may write in parts: `%{%d/%b/%Y:%T}t.%{msec_frac}t %{%z}t`.
    private func instant(_ line: Span<UInt8>) -> (time: Int64, isLocal: Bool)? {
        guard let base = found.first(where: { $0.field == .time })?.range else { return nil }
        let fraction = found.first { $0.field == .fraction }?.range
        let zone = found.first { $0.field == .zone }?.range
        if fraction == nil, zone == nil, let time = LogInstant.read(line, base) { return (time, false) }
        var words = [UInt8](copying: line.extracting(base))
        // 22/Nov/2026 10:31:04
        if words.count > 11, words[2] == UInt8(ascii: "/"), words[11] == 0x20 {
            words[11] = UInt8(ascii: ":")
        }
        if let fraction { words += [UInt8(ascii: ".")] + [UInt8](copying: line.extracting(fraction)) }
        if let zone {
            words += [0x20] + [UInt8](copying: line.extracting(zone))
            return LogInstant.read(words.span, words.indices).map { ($0, false) }
        }
        return LogInstant.read(words.span, words.indices).map { ($0, false) }
            ?? LogInstant.local(words.span, words.indices).map { ($0, true) }
    }

    /// What of the line that was read last is somebody's.
    func sensitiveFields(_ line: Span<UInt8>) -> [SensitiveField] {
        found.compactMap { field, range in
            guard !SensitiveFields.isAbsent(line, range) else { return nil }
            switch field {
            case .user: return SensitiveField(.user, range)
            case .target: return SensitiveFields.query(line, range).map { SensitiveField(.query, $0) }
            case .request:
                var request = AccessLine()
                request.readRequest(line, range)
                return SensitiveFields.query(line, request.target).map { SensitiveField(.query, $0) }
            case .cookie: return SensitiveField(.cookie, range)
            case .credentials: return SensitiveField(.credentials, range)
            case .query:
                // Apache writes the question mark too.
                let start =
                    line[range.lowerBound] == UInt8(ascii: "?") ? range.lowerBound + 1 : range.lowerBound
                return start < range.upperBound ? SensitiveField(.query, start..<range.upperBound) : nil
            case .client:
                return SensitiveFields.isName(line, range) ? SensitiveField(.clientName, range) : nil
            default: return nil
            }
        }
    }

    private func take(
        _ line: Span<UInt8>, _ field: LogTemplate.Field, _ range: Range<Int>, _ fields: inout AccessLine
    ) {
        switch field {
        case .client: fields.client = AccessLine.address(line, AccessLine.firstOfList(line, range))
        case .host: if fields.host.isEmpty { fields.host = AccessLine.address(line, range) }
        case .method: fields.method = range
        case .target: fields.target = range
        case .query:
            let start = line[range.lowerBound] == UInt8(ascii: "?") ? range.lowerBound + 1 : range.lowerBound
            fields.query = start..<range.upperBound
        case .request: fields.readRequest(line, range)
        case .status: fields.status = WordFormats.status(line, range) ?? 0
        case .byteCount: fields.byteCount = LogInstant.whole(line, range) ?? -1
        case .agent: fields.agent = range
        case .ray:
            guard let value = AccessLine.rayValue(line, range) else { return }
            (fields.ray, fields.rayValue) = (range, value)
        // The finest of several counts, which is the longest number.
        case .seconds: setDuration(WordFormats.seconds(line, range), &fields)
        case .milliseconds: setDuration(WordFormats.milliseconds(line, range), &fields)
        case .microseconds: setDuration(LogInstant.whole(line, range), &fields)
        case .time, .fraction, .zone, .user, .cookie, .credentials, .list, .other: break
        }
    }

    private func setDuration(_ microseconds: Int?, _ fields: inout AccessLine) {
        fields.durationMicroseconds = max(fields.durationMicroseconds, microseconds ?? -1)
    }

    /// Finds where the variables stand: each reaches to the first place of the text behind it.
    private mutating func match(_ line: Span<UInt8>) -> Bool {
        found.removeAll(keepingCapacity: true)
        var position = 0
        var isQuoted = false
        for (index, part) in parts.enumerated() {
            switch part {
            case .literal(let text):
                guard position + text.count <= line.count, ByteSearch.has(text, in: line, at: position) else {
                    return false
                }
                position += text.count
                isQuoted = text.last == UInt8(ascii: "\"")
            case .field(let field):
                var stop = line.count
                if index + 1 < parts.count, case .literal(let next) = parts[index + 1] {
                    let place = end(
                        line, from: position, before: next, isQuoted: isQuoted, isList: field == .list)
                    guard let place else { return false }
                    stop = place
                } else if index + 1 < parts.count {
                    // $host$request_uri
                    stop = ByteSearch.first(UInt8(ascii: "/"), in: line, from: position)
                    guard stop < line.count else { return false }
                }
                found.append((field, position..<stop))
                position = stop
            }
        }
        return position == line.count
    }

    private static let group = Array(" : ".utf8)

    /// Where a text stands; a quote behind a backslash is part of the variable that stands in quotes.
    private func end(
        _ line: Span<UInt8>, from start: Int, before text: [UInt8], isQuoted: Bool, isList: Bool
    ) -> Int? {
        var search = start
        while let place = ByteSearch.place(of: text, in: line, from: search) {
            var slash = place
            while slash > start, line[slash - 1] == UInt8(ascii: "\\") { slash -= 1 }
            // 10.0.0.1:80, 10.0.0.2:80 : 10.0.0.3:80
            let goesOn =
                isList && text.first == 0x20 && place > start && ",:".utf8.contains(line[place - 1])
                || isList && ByteSearch.has(Self.group, in: line, at: place)
            if !goesOn, !isQuoted || (place - slash) & 1 == 0 { return place }
            search = place + 1
        }
        return nil
    }
}
