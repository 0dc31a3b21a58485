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
    /// Cloudflare addresses that connected, with how often; the busiest first, at most 20.
    package var edgeAddresses: [(address: String, count: Int)] = []
    /// Whether any line of the file has a field that holds a Ray ID or the `-` of an absent one.
    package var hasRayField = false

    package init(summary: LogSummary) { self.summary = summary }
}
