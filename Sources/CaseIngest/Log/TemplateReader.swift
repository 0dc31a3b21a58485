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
        var hasTime = false
        for (field, range) in found where !SensitiveFields.isAbsent(line, range) {
            switch field {
            case .time:
                guard !hasTime else { continue }
                if let time = LogInstant.read(line, range) {
                    fields.time = time
                } else if let time = LogInstant.local(line, range) {
                    (fields.time, fields.isLocal) = (time, true)
                } else {
                    return nil
                }
                hasTime = true
            default: take(line, field, range, &fields)
            }
        }
        return hasTime ? fields : nil
    }

    /// What of the line that was read last is somebody's.
    func sensitiveFields(_ line: Span<UInt8>) -> [SensitiveField] {
        found.compactMap { field, range in
            guard !SensitiveFields.isAbsent(line, range) else { return nil }
            switch field {
            case .user: return SensitiveField(.user, range)
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
        case .seconds: fields.durationMicroseconds = WordFormats.seconds(line, range) ?? -1
        case .milliseconds: fields.durationMicroseconds = WordFormats.milliseconds(line, range) ?? -1
        case .microseconds: fields.durationMicroseconds = LogInstant.whole(line, range) ?? -1
        case .time, .user, .cookie, .credentials, .other: break
        }
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
                    guard let place = end(line, from: position, before: next, isQuoted: isQuoted) else {
                        return false
                    }
                    stop = place
                }
                found.append((field, position..<stop))
                position = stop
            }
        }
        return position == line.count
    }

    /// Where a text stands; a quote behind a backslash is part of the variable that stands in quotes.
    private func end(_ line: Span<UInt8>, from start: Int, before text: [UInt8], isQuoted: Bool) -> Int? {
        var search = start
        while let place = ByteSearch.place(of: text, in: line, from: search) {
            var slash = place
            while slash > start, line[slash - 1] == UInt8(ascii: "\\") { slash -= 1 }
            if !isQuoted || (place - slash) & 1 == 0 { return place }
            search = place + 1
        }
        return nil
    }
}
