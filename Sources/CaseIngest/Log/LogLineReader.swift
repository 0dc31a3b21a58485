import ByteBlocks
package import CaseModel
import JSONBytes

/// Reads single lines of an access log into records.
///
/// Knows the common, combined, `vhost_common` and `vhost_combined` formats, each with fields behind it of which a
/// Ray ID and the time the server took are recognised by their shape; JSON by the names of its members; W3C extended
/// logs, HAProxy, Envoy, Squid and Amazon's load balancers and S3; what
/// syslog, Docker and Kubernetes put around a line is taken off.
package struct LogLineReader: Sendable {
    private var reader: LineReader
    /// The format of the last line that was read, as `combined`.
    package private(set) var format: String?
    /// What the last line that was read says, when it is of an error log.
    package private(set) var problem: LogProblem?

    /// Whether the last line would have been read if it were known in what zone its time is.
    package var lacksZone: Bool { reader.lacksZone }

    /// - Parameters:
    ///   - zone: Of times that say none; without it their lines are not read.
    ///   - template: The format the lines are tried by first.
    package init(zone: LogZone? = nil, template: LogTemplate? = nil) {
        reader = LineReader(zone: zone, template: template)
    }

    /// Reads one line.
    ///
    /// - Parameters:
    ///   - bytes: A buffer of the log.
    ///   - range: The line in `bytes`, without its line end.
    ///   - number: From 1; goes into the record.
    /// - Returns: `nil` when the line is of no known format, or its time has no offset. Texts are cut at 4 KB.
    package mutating func read(_ bytes: Span<UInt8>, _ range: Range<Int>, number: Int) -> LogLine? {
        let range = range.clamped(to: 0..<bytes.count)
        let line = bytes.extracting(range)
        format = nil
        problem = nil
        let place = reader.read(line)
        switch place {
        case .none: return nil
        case .behind where reader.error != nil, .inside where reader.error != nil:
            guard let error = reader.error else { return nil }
            problem = problem(error, line, place, number)
            format = "error_log"
            var record = LogLine(number: number)
            record.time = Timestamp(nanosecondsSinceEpoch: error.time)
            return record
        case .behind(let start):
            format = reader.fields.format.name
            return LogLine(reader.fields, in: line.extracting(start..<line.count), number: number)
        case .inside:
            format = reader.fields.format.name
            return LogLine(reader.fields, in: reader.message.span, number: number)
        }
    }

    private func problem(
        _ error: ErrorLine, _ line: Span<UInt8>, _ place: LineReader.Place, _ number: Int
    ) -> LogProblem {
        switch place {
        case .none: return LogProblem(error, in: line, number: number)
        case .behind(let start):
            return LogProblem(error, in: line.extracting(start..<line.count), number: number)
        case .inside: return LogProblem(error, in: reader.message.span, number: number)
        }
    }
}

extension LogLine {
    /// Takes the texts out of a line; a field that is `-` is absent.
    init(_ fields: AccessLine, in line: Span<UInt8>, number: Int) {
        self.init(number: number)
        time = Timestamp(nanosecondsSinceEpoch: fields.time)
        let field = { (line: Span<UInt8>, range: Range<Int>) in
            Self.field(line, range, isEscaped: fields.isEscaped)
        }
        client = field(line, fields.client)
        method = field(line, fields.method)
        target = field(line, fields.target)
        if let path = target, let query = field(line, fields.query) { target = "\(path)?\(query)" }
        status = fields.status > 0 ? fields.status : nil
        bytes = fields.byteCount >= 0 ? fields.byteCount : nil
        host = field(line, fields.host)?.lowercased()
        ray = fields.ray.isEmpty ? nil : RayID(text(line, fields.ray))
        userAgent = field(line, fields.agent)
        durationMS = fields.durationMicroseconds >= 0 ? Double(fields.durationMicroseconds) / 1000 : nil
    }

    fileprivate static func field(_ line: Span<UInt8>, _ range: Range<Int>, isEscaped: Bool) -> String? {
        guard !range.isEmpty, range.count > 1 || line[range.lowerBound] != UInt8(ascii: "-") else {
            return nil
        }
        guard isEscaped, line.first(UInt8(ascii: "\\"), in: range) != nil else { return text(line, range) }
        let plain = JSONString.unescaped(line, range)
        return text(plain.span, 0..<plain.count)
    }
}

extension LogProblem {
    /// Takes the texts out of a line.
    init(_ error: ErrorLine, in line: Span<UInt8>, number: Int) {
        let field = { (line: Span<UInt8>, range: Range<Int>) in
            LogLine.field(line, range, isEscaped: error.isEscaped)
        }
        let message = field(line, error.message) ?? ""
        self.init(
            number: number, time: Timestamp(nanosecondsSinceEpoch: error.time), level: error.level.name,
            message: String(message.prefix(500)))
        client = field(line, error.client)
        method = field(line, error.method)
        target = field(line, error.target)
        host = field(line, error.host)?.lowercased()
        upstream = field(line, error.upstream)
    }
}
