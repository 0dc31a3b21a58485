import CaseModel

/// Where the fields of a line of an error log stand; ranges count from the line's start, empty means absent.
struct ErrorLine {
    /// How bad it is, in syslog's words and order (RFC 5424 §6.2.1).
    enum Level: Int, CaseIterable {
        case emergency, alert, critical, error, warning, notice, info, debug

        /// What records call it.
        var name: String {
            switch self {
            case .emergency: "emerg"
            case .alert: "alert"
            case .critical: "crit"
            case .error: "error"
            case .warning: "warn"
            case .notice: "notice"
            case .info: "info"
            case .debug: "debug"
            }
        }

        /// Reads what programs write: `error`, `ERR`, `Warning`, `fatal`, `trace8`.
        init?(_ word: String) {
            switch word.lowercased() {
            case "emerg", "emergency", "panic": self = .emergency
            case "alert": self = .alert
            case "crit", "critical", "fatal", "ftl": self = .critical
            case "error", "err", "severe", "e": self = .error
            case "warn", "warning", "wrn", "w": self = .warning
            case "notice": self = .notice
            case "info", "inf", "information", "i": self = .info
            case "debug", "dbg", "trace", "d": self = .debug
            case let other where other.hasPrefix("trace") && other.count == 6: self = .debug
            default: return nil
            }
        }
    }

    var level = Level.info
    /// Nanoseconds since 1970.
    var time: Int64 = 0
    /// Whether the time is that of the server's clock, with no zone said.
    var isLocal = false
    /// Whether the fields have the escapes of a JSON string.
    var isEscaped = false
    var client = 0..<0
    var method = 0..<0
    var target = 0..<0
    var host = 0..<0
    var upstream = 0..<0
    var message = 0..<0
}

/// Reads lines of error logs: nginx 1.22, Apache httpd 2.4, cloudflared 2026.
enum ErrorLineParser {
    static func parse(_ line: Span<UInt8>) -> ErrorLine? {
        guard line.count > 22 else { return nil }
        if line[0] == UInt8(ascii: "[") { return apache(line) }
        guard line[0] &- 48 < 10 else { return nil }
        return line[4] == UInt8(ascii: "/") ? nginx(line) : cloudflared(line)
    }

    /// `2026/11/22 10:31:04 [error] 7#8: *9 message, client: …, server: …, request: "…", upstream: "…", host: "…"`.
    private static func nginx(_ line: Span<UInt8>) -> ErrorLine? {
        guard line.count > 30, line[20] == UInt8(ascii: "["),
            let time = Instants.nanoseconds(rfc3339: civil(line)),
            case let close = ByteSearch.first(UInt8(ascii: "]"), in: line, from: 21),
            close < min(line.count, 30),
            let level = ErrorLine.Level(text(line, 21..<close))
        else { return nil }
        var error = ErrorLine()
        error.level = level
        error.time = time
        error.isLocal = true
        // Behind process and connection.
        let colon = ByteSearch.first(UInt8(ascii: ":"), in: line, from: close)
        var start = colon < close + 30 ? colon + 2 : close + 2
        if start < line.count, line[start] == UInt8(ascii: "*") {
            start = ByteSearch.first(0x20, in: line, from: start) + 1
        }
        guard start < line.count else { return nil }
        var end = line.count
        for (key, field) in nginxFields {
            guard let place = ByteSearch.place(of: key, in: line, from: start) else { continue }
            end = min(end, place)
            let value = value(line, from: place + key.count)
            switch field {
            case .client: error.client = AccessLine.address(line, value)
            case .request: (error.method, error.target) = request(line, value)
            case .upstream: error.upstream = value
            case .host: error.host = value
            case .server: break
            }
        }
        error.message = start..<max(start, end)
        return error
    }

    private enum Field { case client, server, request, upstream, host }

    private static let nginxFields: [(key: [UInt8], field: Field)] = [
        (Array(", client: ".utf8), .client), (Array(", server: ".utf8), .server),
        (Array(", request: \"".utf8), .request), (Array(", upstream: \"".utf8), .upstream),
        (Array(", host: \"".utf8), .host),
    ]

    /// `2026/11/22 10:31:04` as RFC 3339 has it.
    private static func civil(_ line: Span<UInt8>) -> String {
        var bytes = [UInt8](copying: line.extracting(0..<19))
        (bytes[4], bytes[7], bytes[10]) = (UInt8(ascii: "-"), UInt8(ascii: "-"), UInt8(ascii: "T"))
        return String(decoding: bytes, as: UTF8.self) + "Z"
    }

    /// A value in quotes when one stands before it, else up to a comma.
    private static func value(_ line: Span<UInt8>, from start: Int) -> Range<Int> {
        let isQuoted = line[start - 1] == UInt8(ascii: "\"")
        let end = ByteSearch.first(isQuoted ? UInt8(ascii: "\"") : UInt8(ascii: ","), in: line, from: start)
        return start..<end
    }

    private static func request(_ line: Span<UInt8>, _ range: Range<Int>) -> (Range<Int>, Range<Int>) {
        var fields = AccessLine()
        fields.readRequest(line, range)
        return (fields.method, fields.target)
    }

    /// `[Sun Nov 22 10:31:04.123456 2026] [proxy:error] [pid 7:tid 8] (111)message: [client 203.0.113.9:5111] AH00957: …`.
    private static func apache(_ line: Span<UInt8>) -> ErrorLine? {
        let close = ByteSearch.first(UInt8(ascii: "]"), in: line)
        guard (25...34).contains(close), let time = LogInstant.local(words: text(line, 1..<close)) else {
            return nil
        }
        var error = ErrorLine()
        error.time = time
        error.isLocal = true
        var position = close + 1
        var hasLevel = false
        // Brackets of any number: module and level, process, client.
        while position + 2 < line.count, line[position] == 0x20, line[position + 1] == UInt8(ascii: "[") {
            let end = ByteSearch.first(UInt8(ascii: "]"), in: line, from: position)
            guard end < line.count else { break }
            let word = position + 2..<end
            if !hasLevel {
                let colon = word.last { line[$0] == UInt8(ascii: ":") }
                guard let level = ErrorLine.Level(text(line, (colon.map { $0 + 1 } ?? word.lowerBound)..<end))
                else {
                    return nil
                }
                error.level = level
                hasLevel = true
            }
            position = end + 1
        }
        guard hasLevel else { return nil }
        if let place = ByteSearch.place(of: clientKey, in: line, from: close) {
            let end = ByteSearch.first(UInt8(ascii: "]"), in: line, from: place)
            error.client = AccessLine.lastColonOff(line, place + clientKey.count..<min(end, line.count))
        }
        error.message = min(position + 1, line.count)..<line.count
        return error
    }

    private static let clientKey = Array("[client ".utf8)

    /// `2026-11-22T10:31:04Z ERR message error="…" connIndex=1 originService=http://localhost:80`.
    private static func cloudflared(_ line: Span<UInt8>) -> ErrorLine? {
        let blank = ByteSearch.first(0x20, in: line)
        guard (19...35).contains(blank), line[4] == UInt8(ascii: "-"), blank + 5 < line.count,
            line[blank + 4] == 0x20, let level = ErrorLine.Level(text(line, blank + 1..<blank + 4)),
            let time = Instants.nanoseconds(rfc3339: text(line, 0..<blank))
        else { return nil }
        var error = ErrorLine()
        error.level = level
        error.time = time
        error.message = blank + 5..<line.count
        if let place = ByteSearch.place(of: serviceKey, in: line, from: blank) {
            let start = place + serviceKey.count
            error.upstream = start..<ByteSearch.first(0x20, in: line, from: start)
        }
        return error
    }

    private static let serviceKey = Array("originService=".utf8)
}
