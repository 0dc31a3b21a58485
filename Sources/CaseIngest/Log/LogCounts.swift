import CaseModel

/// What is counted of a log line by line, in whatever order; the counts of parts add up to those of the whole.
package struct LogCounts: Sendable {
    var tally = LogTally()
    var clients: ClientTable
    var windowLines = 0
    var windowStatuses = StatusCounts()
    var spans = SpanCounts()
    var latencies = LatencyHistogram()
    var failingPaths = NameCounts(limit: 10_000)
    /// Lines of the window with 504 for what the edge asked its own cache.
    var innerTimeouts = 0
    /// Lines whose request is the start of a TLS handshake.
    var handshakes = 0
    /// Lines whose time stood for two instants.
    var repeatedTimes = 0

    init(options: LogOptions) { clients = ClientTable(edgeRanges: options.edgeRanges) }

    /// Adds the counts of another part.
    package mutating func merge(_ other: LogCounts) {
        tally.merge(other.tally)
        clients.merge(other.clients)
        windowLines += other.windowLines
        windowStatuses.merge(other.windowStatuses)
        spans.merge(other.spans)
        latencies.merge(other.latencies)
        failingPaths.merge(other.failingPaths)
        innerTimeouts += other.innerTimeouts
        handshakes += other.handshakes
        repeatedTimes += other.repeatedTimes
    }
}
