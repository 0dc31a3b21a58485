import CaseModel

/// Counts lines and picks the notable ones; knows neither bytes between lines nor what is kept of them.
struct LogEvidenceBuilder {
    private let options: LogOptions
    private let window: ClosedRange<Int64>
    private let wantsRays: Bool
    /// Whether any wanted ray ends in these 16 bits; says no to most rays faster than the set.
    private let rayEndings: [Bool]
    private let keepsWindow: Bool
    private var tally = LogTally()
    private var clients: ClientTable
    private var windowLines = 0
    private var windowStatuses = StatusCounts()
    private var matches: [LogLine] = []
    private var failures: [LogLine] = []
    private var problems: [LogProblem] = []
    private var spans = SpanCounts()
    private var latencies = LatencyHistogram()
    private var failingPaths = NameCounts(limit: 10_000)
    private var slowest: [LogLine] = []
    private var slowestFloor = -1

    init(options: LogOptions) {
        self.options = options
        let start = options.window?.start.nanosecondsSinceEpoch ?? .min
        window = start...max(start, options.window?.end.nanosecondsSinceEpoch ?? .max)
        wantsRays = !options.rays.isEmpty
        var endings = [Bool](repeating: false, count: 65_536)
        for ray in options.rays { endings[Int(ray & 0xffff)] = true }
        rayEndings = endings
        keepsWindow = options.window != nil || options.rays.isEmpty
        clients = ClientTable(edgeRanges: options.edgeRanges)
    }

    mutating func noteBlank() {
        tally.lines += 1
        tally.blank += 1
    }

    mutating func noteComment() {
        tally.lines += 1
        tally.comments += 1
    }

    mutating func noteOverlong(number: Int) {
        tally.lines += 1
        tally.noteUnparsed(
            Notice(.warning, "the line is longer than 1 MB and was passed", place: "line \(number)"))
    }

    /// Counts a line that was read.
    ///
    /// - Returns: Whether it is to be kept.
    mutating func add(_ fields: AccessLine, in line: Span<UInt8>, number: Int) -> Bool {
        tally.add(fields, in: line)
        clients.add(line, fields.client)
        if fields.durationMicroseconds > slowestFloor { rank(fields, in: line, number: number) }
        let isInside = window.contains(fields.time)
        if isInside {
            windowLines += 1
            windowStatuses.add(fields.status)
            spans.add(fields.time, Self.outcome(fields.status))
            latencies.add(fields.durationMicroseconds)
            if fields.status >= 500 || fields.status == 499 {
                let end = fields.target.first { "?#;".utf8.contains(line[$0]) } ?? fields.target.upperBound
                failingPaths.add(line, fields.target.lowerBound..<end)
                if failures.count < 200 { failures.append(LogLine(fields, in: line, number: number)) }
            }
        }
        guard wantsRays, !fields.ray.isEmpty, rayEndings[Int(fields.rayValue & 0xffff)],
            options.rays.contains(fields.rayValue)
        else {
            return isInside && keepsWindow
        }
        if matches.count < HARSummary.listLimit { matches.append(LogLine(fields, in: line, number: number)) }
        return true
    }

    private static func outcome(_ status: Int) -> SpanCounts.Outcome {
        switch status {
        case 0, 499: .abandoned
        case 500...: .failed
        case 400...: .refused
        default: .fine
        }
    }

    /// Counts a line of an error log.
    ///
    /// - Returns: Whether it is to be kept.
    mutating func add(_ error: ErrorLine, in line: Span<UInt8>, number: Int) -> Bool {
        tally.add(error)
        guard window.contains(error.time) else { return false }
        windowLines += 1
        guard error.level.rawValue <= ErrorLine.Level.error.rawValue else { return keepsWindow }
        spans.add(error.time, .error)
        guard problems.count < (options.joins == nil ? 200 : 10_000) else { return true }
        let problem = LogProblem(error, in: line, number: number)
        if options.joins?.knows(problem) ?? true { problems.append(problem) }
        return true
    }

    /// Counts a line of no known format; a wanted ray is looked for in all of it.
    ///
    /// - Returns: Whether it is to be kept.
    mutating func addUnread(_ line: Span<UInt8>, number: Int, lacksZone: Bool) -> Bool {
        tally.lines += 1
        if lacksZone { tally.zoneless += 1 }
        let problem =
            lacksZone
            ? "the time has no zone; say it with --log-zone"
            : "the line is in no access-log format that is known"
        tally.noteUnparsed(Notice(.warning, problem, place: "line \(number)"))
        guard wantsRays else { return options.window == nil }
        guard let ray = wantedRay(line) else { return false }
        if matches.count < HARSummary.listLimit {
            var match = LogLine(number: number)
            match.ray = ray
            matches.append(match)
        }
        return true
    }

    /// Ends the counting.
    ///
    /// - Parameter repeatedTimes: Lines whose time stood for two instants.
    /// - Returns: What a case keeps of the log.
    func finish(repeatedTimes: Int) -> LogEvidence {
        var evidence = LogEvidence(
            summary: tally.summary(
                distinctClients: clients.distinct, slowest: slowest, zone: options.zone,
                zoneSource: options.zoneSource))
        evidence.summary.repeatedTimes = repeatedTimes
        if repeatedTimes > 0 {
            evidence.summary.notices.append(
                Notice(
                    .warning,
                    "\(repeatedTimes) lines are of the hour that comes twice in autumn; they are taken in the order they stand in"
                ))
        }
        evidence.problems = problems
        evidence.spans = spans.ordered
        evidence.spanMinutes = spans.minutes
        evidence.latency = latencies.latency
        evidence.failingPaths = failingPaths.counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
            .prefix(20).map { (path: $0.key, count: $0.value) }
        evidence.windowLines = windowLines
        evidence.windowStatusCounts = windowStatuses.counts
        evidence.matches = matches
        evidence.failures = failures
        evidence.edgeAddresses = clients.busiestEdges
        evidence.hasRayField = tally.rayLines > 0
        return evidence
    }

    private mutating func rank(_ fields: AccessLine, in line: Span<UInt8>, number: Int) {
        let read = LogLine(fields, in: line, number: number)
        let place = slowest.firstIndex { ($0.durationMS ?? 0) < (read.durationMS ?? 0) } ?? slowest.endIndex
        slowest.insert(read, at: place)
        guard slowest.count >= 20 else { return }
        if slowest.count > 20 { slowest.removeLast() }
        slowestFloor = Int(((slowest.last?.durationMS ?? 0) * 1000).rounded())
    }

    /// Finds a wanted ray among the runs of exactly sixteen hex digits.
    private func wantedRay(_ line: Span<UInt8>) -> RayID? {
        var start = 0
        while start < line.count {
            var end = start
            while end < line.count, AccessLine.hexDigit(line[end]) != nil { end &+= 1 }
            if end &- start == 16, let value = AccessLine.rayValue(line, start..<end),
                options.rays.contains(value)
            {
                let withColo = start..<min(end + 4, line.count)
                return RayID(text(line, withColo)) ?? RayID(text(line, start..<end))
            }
            start = end &+ 1
        }
        return nil
    }
}
