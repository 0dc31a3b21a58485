import CaseModel

/// The counts of a whole log.
struct LogTally {
    var lines = 0
    var blank = 0
    var comments = 0
    private(set) var rayLines = 0
    private var parsed = 0
    private var unparsed = 0
    /// In the order of `LogFormat.allCases`.
    private var formats = [Int](repeating: 0, count: LogFormat.allCases.count)
    private var earliest = Int64.max
    private var latest = Int64.min
    private var statuses = StatusCounts()
    private var methods = NameCounts(limit: 64)
    private var hosts = NameCounts(limit: 10_000)
    private var responseBytes = 0
    private var notices: [Notice] = []

    mutating func add(_ fields: AccessLine, in line: Span<UInt8>) {
        lines &+= 1
        parsed &+= 1
        formats[fields.format.rawValue] &+= 1
        earliest = min(earliest, fields.time)
        latest = max(latest, fields.time)
        statuses.add(fields.status)
        if fields.byteCount > 0 { responseBytes = responseBytes.saturatingAdd(fields.byteCount) }
        if !fields.ray.isEmpty { rayLines &+= 1 }
        if !fields.method.isEmpty { methods.add(line, fields.method) }
        if !fields.host.isEmpty { hosts.add(line, fields.host) }
    }

    /// Counts a line that was not read and says where the first ones are.
    mutating func noteUnparsed(_ notice: Notice) {
        unparsed += 1
        if notices.count < 5 { notices.append(notice) }
    }

    func summary(distinctClients: Int?, slowest: [LogLine]) -> LogSummary {
        var summary = LogSummary()
        summary.lines = lines
        summary.parsed = parsed
        summary.unparsed = unparsed
        summary.blank = blank
        summary.comments = comments
        for (format, count) in zip(LogFormat.allCases, formats) where count > 0 {
            summary.formatCounts[format.name] = count
        }
        if formats[LogFormat.haproxy.rawValue] > 0 { summary.zoneSource = .given }
        if parsed > 0 {
            summary.firstAt = Timestamp(nanosecondsSinceEpoch: earliest)
            summary.lastAt = Timestamp(nanosecondsSinceEpoch: latest)
        }
        summary.statusCounts = statuses.counts
        summary.methodCounts = methods.counts
        for (host, count) in hosts.counts { summary.hostCounts[host.lowercased(), default: 0] += count }
        summary.distinctClients = distinctClients
        summary.responseBytes = responseBytes
        summary.rayIDLines = rayLines
        summary.slowest = slowest
        summary.notices = notices + closingNotices(distinctClients)
        return summary
    }

    private func closingNotices(_ distinctClients: Int?) -> [Notice] {
        var notices: [Notice] = []
        if unparsed > self.notices.count {
            notices.append(Notice(.warning, "\(unparsed) of \(lines) lines could not be read"))
        }
        if distinctClients == nil {
            notices.append(
                Notice(.info, "there are more than \(ClientTable.limit) clients; they are not counted"))
        }
        for (beyond, what) in [(methods.beyond, "methods"), (hosts.beyond, "hosts")] where beyond > 0 {
            notices.append(
                Notice(.warning, "there are too many \(what); \(beyond) lines are not in their counts"))
        }
        return notices
    }
}
