import CaseModel

/// A line of a log whose fields have names, in JSON or logfmt; the first of equals counts.
struct NamedLogRecord {
    var fields = AccessLine()
    /// How bad what it says is, in a program's own log.
    private var level: ErrorLine.Level?
    private var isErrorOfRequest = false
    /// What may be a line of another log, escapes as they stand.
    private(set) var message: Range<Int>?
    private var hasTime = false
    private var durationText = 0..<0
    private var unit = Unit.told
    private var isInNanoseconds = false
    private var isOfTomcat = false

    /// Requests of the edge's own to its cache, for early hints and for Workers; as word or number.
    private static let innerSources: Set = ["earlyhintscache", "11", "edgeworkercacheapi", "6"]

    private enum Unit { case seconds, milliseconds, nanoseconds, told }

    /// Whether it says when something was asked for, and what or how it went.
    var isAccess: Bool {
        hasTime && !isErrorOfRequest
            && (fields.status > 0 || !fields.target.isEmpty && !fields.method.isEmpty)
    }

    /// What a program says of itself, when that is what the line is.
    var error: ErrorLine? {
        guard hasTime, let level, let message, !isAccess else { return nil }
        var error = ErrorLine()
        error.level = level
        error.time = fields.time
        error.isEscaped = true
        error.client = fields.client
        (error.method, error.target, error.host) = (fields.method, fields.target, fields.host)
        error.message = message
        return error
    }

    /// Reads what needs more than one field.
    mutating func finish(_ line: Span<UInt8>, _ format: LogFormat) {
        if isOfTomcat, fields.client.isEmpty { swap(&fields.client, &fields.host) }
        fields.format = format
        fields.isEscaped = true
        if !durationText.isEmpty { fields.durationMicroseconds = microseconds(line, durationText) ?? -1 }
    }

    /// Takes a field by what its name says; `parent` is the hash of the name of the object it stands in, 0 for none.
    mutating func take(
        _ line: Span<UInt8>, _ name: LogFieldName, _ value: Range<Int>, _ parent: UInt64
    ) {
        if name == .userOfTomcat { isOfTomcat = true }
        guard !value.isEmpty, value.count > 1 || line[value.lowerBound] != UInt8(ascii: "-") else { return }
        switch name {
        case .time:
            guard !hasTime, let time = LogInstant.read(line, value) else { return }
            fields.time = time
            hasTime = true
        case .client:
            guard fields.client.isEmpty else { return }
            fields.client = AccessLine.address(line, AccessLine.firstOfList(line, value))
        case .level: level = level ?? ErrorLine.Level(text(line, value))
        case .errorOfRequest: isErrorOfRequest = true
        case .host: if fields.host.isEmpty { fields.host = value }
        case .method: if fields.method.isEmpty { fields.method = value }
        case .target: if fields.target.isEmpty { fields.target = value }
        case .request: if fields.method.isEmpty { fields.readRequest(line, value) }
        case .status, .statusOfTraefik:
            guard fields.status == 0, value.count <= 3, let status = LogInstant.whole(line, value) else {
                return
            }
            fields.status = status
            isInNanoseconds = isInNanoseconds || name == .statusOfTraefik
        case .byteCount: if fields.byteCount < 0 { fields.byteCount = LogInstant.whole(line, value) ?? -1 }
        case .agent: if fields.agent.isEmpty { fields.agent = value }
        case .source: fields.isInner = Self.innerSources.contains(text(line, value).lowercased())
        case .ray:
            guard fields.ray.isEmpty, let ray = AccessLine.rayValue(line, value) else { return }
            fields.ray = value
            fields.rayValue = ray
        case .seconds, .milliseconds, .duration:
            guard durationText.isEmpty else { return }
            durationText = value
            unit = name == .seconds ? .seconds : name == .milliseconds ? .milliseconds : .told
            if parent == LogFieldName.event { unit = .nanoseconds }
        case .message: if message == nil { message = value }
        case .ignored, .userOfTomcat: return
        }
    }

    /// A duration: `0.25` and the like are seconds, whole numbers milliseconds, unless a unit stands behind it.
    private func microseconds(_ line: Span<UInt8>, _ value: Range<Int>) -> Int? {
        var digits = value.lowerBound
        while digits < value.upperBound, line[digits] &- 48 < 10 || line[digits] == UInt8(ascii: ".") {
            digits += 1
        }
        guard digits > value.lowerBound, let number = Double(text(line, value.lowerBound..<digits)) else {
            return nil
        }
        let scale: Double
        switch text(line, digits..<value.upperBound) {
        case "":
            let hasPoint = digits - value.lowerBound > LogInstant.wholeLength(line, value)
            switch unit {
            case .seconds: scale = 1_000_000
            case .milliseconds: scale = 1000
            case .nanoseconds: scale = 0.001
            case .told: scale = isInNanoseconds ? 0.001 : hasPoint ? 1_000_000 : 1000
            }
        case "s": scale = 1_000_000
        case "ms": scale = 1000
        case "us", "µs", "μs": scale = 1
        case "ns": scale = 0.001
        default: return nil
        }
        let result = number * scale
        return result < 1e15 ? Int(result.rounded()) : nil
    }
}
