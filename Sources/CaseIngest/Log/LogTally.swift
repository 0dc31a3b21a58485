import CaseModel

/// The counts of a whole log.
struct LogTally {
    var lines = 0
    var blank = 0
    var comments = 0
    var zoneless = 0
    private(set) var rayLines = 0
    private var parsed = 0
    var unparsed = 0
    /// Lines that the next of their stream went on with; they count as read.
    var parts = 0
    /// Of lines that were not read, the places of these many are said.
    static let noticeLimit = 5
    /// In the order of `LogFormat.allCases`.
    private var formats = [Int](repeating: 0, count: LogFormat.allCases.count)
    private var earliest = Int64.max
    private var latest = Int64.min
    private var statuses = StatusCounts()
    private var localLines = 0
    /// In the order of `ErrorLine.Level.allCases`.
    private var levels = [Int](repeating: 0, count: ErrorLine.Level.allCases.count)
    private var methods = NameCounts(limit: 64)
    private var hosts = NameCounts(limit: 10_000)
    private var responseBytes = 0

    mutating func add(_ fields: AccessLine, in line: Span<UInt8>) {
        lines &+= 1
        parsed &+= 1
        formats[fields.format.rawValue] &+= 1
        if fields.isLocal { localLines &+= 1 }
        earliest = min(earliest, fields.time)
        latest = max(latest, fields.time)
        statuses.add(fields.status)
        if fields.byteCount > 0 { responseBytes = responseBytes.saturatingAdd(fields.byteCount) }
        if !fields.ray.isEmpty { rayLines &+= 1 }
        if !fields.method.isEmpty { methods.add(line, fields.method) }
        if !fields.host.isEmpty { hosts.add(line, fields.host) }
    }

    mutating func add(_ error: ErrorLine) {
        lines += 1
        parsed += 1
        levels[error.level.rawValue] += 1
        if error.isLocal { localLines += 1 }
        earliest = min(earliest, error.time)
        latest = max(latest, error.time)
    }

    mutating func merge(_ other: LogTally) {
        lines += other.lines
        blank += other.blank
        comments += other.comments
        zoneless += other.zoneless
        rayLines += other.rayLines
        parsed += other.parsed
        unparsed += other.unparsed
        parts += other.parts
        for (place, count) in other.formats.enumerated() { formats[place] += count }
        earliest = min(earliest, other.earliest)
        latest = max(latest, other.latest)
        statuses.merge(other.statuses)
        localLines += other.localLines
        for (place, count) in other.levels.enumerated() { levels[place] += count }
        methods.merge(other.methods)
        hosts.merge(other.hosts)
        responseBytes = responseBytes.saturatingAdd(other.responseBytes)
    }

    /// What was counted.
    ///
    /// - Parameters:
    ///   - distinctClients: How many clients there are, if they could be counted.
    ///   - slowest: The lines that took longest.
    ///   - unread: The first lines that were not read.
    ///   - zone: Of times that say none.
    ///   - zoneSource: How that is known.
    /// - Returns: The counts, with a notice for each thing that is not in them.
    func summary(
        distinctClients: Int?, slowest: [LogLine], unread: [Notice], zone: LogZone?, zoneSource: ZoneSource
    ) -> LogSummary {
        var summary = LogSummary()
        summary.lines = lines
        summary.parsed = parsed + parts
        summary.unparsed = unparsed
        summary.blank = blank
        summary.comments = comments
        summary.zonelessLines = zoneless
        for (format, count) in zip(LogFormat.allCases, formats) where count > 0 {
            summary.formatCounts[format.name] = count
        }
        for (level, count) in zip(ErrorLine.Level.allCases, levels) where count > 0 {
            summary.levelCounts[level.name] = count
        }
        let errors = levels.reduce(0, +)
        if errors > 0 { summary.formatCounts["error_log"] = errors }
        if localLines > 0, let zone {
            summary.zoneSource = zoneSource
            summary.zone = zone.name
        }
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
        summary.notices = unread + closingNotices(distinctClients, saidUnread: unread.count)
        return summary
    }

    private func closingNotices(_ distinctClients: Int?, saidUnread: Int) -> [Notice] {
        var notices: [Notice] = []
        if unparsed > saidUnread {
            notices.append(Notice(.warning, "\(unparsed) of \(lines) lines could not be read"))
        }
        if parts > 0 {
            notices.append(
                Notice(.info, "\(parts) lines go on in the next one of their stream and were read with it"))
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
