/// One line of an access log, read.
package struct LogLine: Sendable, Hashable {
    /// Line number in its file, from 1.
    package var number: Int
    package var time: Timestamp?
    package var client: String?
    package var method: String?
    /// Path and query.
    package var target: String?
    package var status: Int?
    package var bytes: Int?
    package var host: String?
    package var ray: RayID?
    package var userAgent: String?
    /// Time the server took, milliseconds, when the format has it.
    package var durationMS: Double?

    package init(number: Int) { self.number = number }
}

/// One line of an error log, read.
package struct LogProblem: Sendable, Hashable {
    /// Line number in its file, from 1.
    package var number: Int
    package var time: Timestamp
    /// One of syslog's eight words: emerg, alert, crit, error, warn, notice, info, debug.
    package var level: String
    /// At most 500 characters.
    package var message: String
    package var client: String?
    package var host: String?
    package var method: String?
    package var target: String?
    /// The server behind the one that wrote the log, as it is written there.
    package var upstream: String?

    package init(number: Int, time: Timestamp, level: String, message: String) {
        self.number = number
        self.time = time
        self.level = level
        self.message = message
    }
}

/// Lines of a stretch of time by how they went.
package struct LogSpan: Sendable, Hashable {
    package var start: Timestamp
    /// 2xx and 3xx; 4xx but 499; 5xx; 499 and no status; errors of an error log.
    package var fine = 0
    package var refused = 0
    package var failed = 0
    package var abandoned = 0
    package var errors = 0

    package init(start: Timestamp) { self.start = start }

    package var total: Int { fine + refused + failed + abandoned + errors }
}

/// How long requests took, milliseconds, to within two in a hundred.
package struct LogLatency: Sendable, Hashable {
    /// Lines that say it.
    package var count = 0
    package var p50 = 0.0
    package var p90 = 0.0
    package var p99 = 0.0
    package var max = 0.0

    package init() {}
}

/// Counts of a log, of bounded size whatever the file's.
package struct LogSummary: Sendable {
    package var lines = 0
    package var parsed = 0
    package var unparsed = 0
    package var blank = 0
    package var comments = 0
    /// Lines by the format's name, such as `common`.
    package var formatCounts: [String: Int] = [:]
    package var firstAt: Timestamp?
    package var lastAt: Timestamp?
    package var zoneSource: ZoneSource = .stated
    /// What the zone is called that times without one were taken to be in.
    package var zone: String?
    /// Lines that were not read for the zone of their time is not known.
    package var zonelessLines = 0
    /// Lines of the hour that comes twice in autumn; they are taken in the order they stand in.
    package var repeatedTimes = 0
    /// Lines of error logs by level.
    package var levelCounts: [String: Int] = [:]
    package var statusCounts: [Int: Int] = [:]
    package var methodCounts: [String: Int] = [:]
    package var hostCounts: [String: Int] = [:]
    /// Exact up to 65 536 clients, then `nil` with a notice.
    package var distinctClients: Int?
    package var responseBytes = 0
    package var rayIDLines = 0
    /// Longest duration first; at most 20; empty when the format has none.
    package var slowest: [LogLine] = []
    package var notices: [Notice] = []

    package init() {}
}

/// What a case keeps of one log: counts of the whole, and the lines that matter.
package struct LogEvidence: Sendable {
    package var summary: LogSummary
    /// Lines inside the window.
    package var windowLines = 0
    /// Counts of the window alone.
    package var windowStatusCounts: [Int: Int] = [:]
    /// Lines that carry a Ray ID of the HAR or of a probe; at most `HARSummary.listLimit`.
    package var matches: [LogLine] = []
    /// Failing lines of the window (status 499 or 5xx); at most 200.
    package var failures: [LogLine] = []
    /// Errors of the window (level error and worse); at most 200.
    package var problems: [LogProblem] = []
    /// The window's lines by minute, or by more minutes when it is long, in order of time; stretches without any are
    /// left out.
    package var spans: [LogSpan] = []
    /// How many minutes a span has.
    package var spanMinutes = 1
    /// Of the window's requests; `nil` when no line says how long it took.
    package var latency: LogLatency?
    /// Paths of the window's failing lines without their queries, the most first; at most 20.
    package var failingPaths: [(path: String, count: Int)] = []
    /// Cloudflare addresses that connected, with how often; the busiest first, at most 20.
    package var edgeAddresses: [(address: String, count: Int)] = []
    /// Lines of the window with 504 for what the edge asked its own cache; no visitor saw them.
    package var innerTimeouts = 0
    /// Lines whose request is the start of a TLS handshake: HTTPS spoken to a port of HTTP.
    package var handshakes = 0
    /// Whether any line of the file has a field that holds a Ray ID or the `-` of an absent one.
    package var hasRayField = false

    package init(summary: LogSummary) { self.summary = summary }
}
