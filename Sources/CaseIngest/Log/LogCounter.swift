import CaseModel

/// Counts lines and picks the notable ones; knows neither bytes between lines nor what goes out in the end.
struct LogCounter {
    private let options: LogOptions
    private let window: ClosedRange<Int64>
    private let wantsRays: Bool
    /// Whether any wanted ray ends in these 16 bits; says no to most rays faster than the set.
    private let rayEndings: [Bool]
    private let keepsWindow: Bool
    private(set) var counts: LogCounts
    private var findings = LogFindings()
    /// Of all lines so far, for most are not slow.
    private var slowest = SlowestLines()
    /// How many more are wanted: what comes later in the log is not listed when this much of it came before.
    private var room: (failures: Int, matches: Int, problems: Int, unread: Int)

    init(options: LogOptions) {
        self.options = options
        let start = options.window?.start.nanosecondsSinceEpoch ?? .min
        window = start...max(start, options.window?.end.nanosecondsSinceEpoch ?? .max)
        wantsRays = !options.rays.isEmpty
        var endings = [Bool](repeating: false, count: 65_536)
        for ray in options.rays { endings[Int(ray & 0xffff)] = true }
        rayEndings = endings
        keepsWindow = options.window != nil || options.rays.isEmpty
        counts = LogCounts(options: options)
        room = (
            LogOptions.failureLimit, HARSummary.listLimit, options.problemLimit, LogTally.noticeLimit
        )
    }

    /// What was found since the last call.
    mutating func takeFindings() -> LogFindings {
        var taken = LogFindings()
        swap(&taken, &findings)
        return taken
    }

    mutating func keep(
        _ line: Span<UInt8>, number: Int, fields: [SensitiveField], _ role: LogFindings.Role
    ) {
        findings.keep(line, number: number, fields: fields, role)
    }

    mutating func noteBlank() {
        counts.tally.lines += 1
        counts.tally.blank += 1
    }

    mutating func noteComment() {
        counts.tally.lines += 1
        counts.tally.comments += 1
    }

    mutating func noteOverlong(number: Int) {
        counts.tally.lines += 1
        noteUnread(number, "the line is longer than 1 MB and was passed")
    }

    /// Counts a line that was read; `mayHoldRay` says that a wanted ray may stand anywhere in it.
    ///
    /// - Returns: Whether it is to be kept.
    mutating func add(_ fields: AccessLine, in line: Span<UInt8>, number: Int, mayHoldRay: Bool) -> Bool {
        counts.tally.add(fields, in: line)
        counts.clients.add(line, fields.client)
        if fields.durationMicroseconds > slowest.floor { rank(fields, in: line, number: number) }
        let isInside = window.contains(fields.time)
        if fields.status == 400, fields.method.isEmpty, Self.isHandshake(line) { counts.handshakes += 1 }
        if isInside {
            counts.windowLines += 1
            counts.windowStatuses.add(fields.status)
            counts.spans.add(fields.time, Self.outcome(fields.status))
            counts.latencies.add(fields.durationMicroseconds)
            if fields.isInner, fields.status == 504 {
                counts.innerTimeouts += 1
            } else if fields.status >= 500 || fields.status == 499 {
                let end = fields.target.first { "?#;".utf8.contains(line[$0]) } ?? fields.target.upperBound
                counts.failingPaths.add(line, fields.target.lowerBound..<end)
                if room.failures > 0 {
                    room.failures -= 1
                    findings.failures.append(LogLine(fields, in: line, number: number))
                }
            }
        }
        if wantsRays, !fields.ray.isEmpty, rayEndings[Int(fields.rayValue & 0xffff)],
            options.rays.contains(fields.rayValue)
        {
            match(LogLine(fields, in: line, number: number))
            return true
        }
        if mayHoldRay, let ray = wantedRay(line) {
            var read = LogLine(fields, in: line, number: number)
            read.ray = ray
            match(read)
            return true
        }
        return isInside && keepsWindow
    }

    /// Whether the request is the head of a TLS record with a handshake, as nginx and Apache write its bytes.
    private static func isHandshake(_ line: Span<UInt8>) -> Bool {
        ByteSearch.place(of: handshakeHead, in: line, from: 0) != nil
    }

    private static let handshakeHead = Array("\"\\x16\\x03".utf8)

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
    mutating func add(_ error: ErrorLine, in line: Span<UInt8>, number: Int, mayHoldRay: Bool) -> Bool {
        counts.tally.add(error)
        let hasRay = mayHoldRay && wantedRay(line) != nil
        guard window.contains(error.time) else { return hasRay }
        counts.windowLines += 1
        if error.level.rawValue <= ErrorLine.Level.error.rawValue {
            counts.spans.add(error.time, .error)
            list(error, in: line, number: number)
        }
        return hasRay || keepsWindow
    }

    private mutating func list(_ error: ErrorLine, in line: Span<UInt8>, number: Int) {
        guard room.problems > 0 else { return }
        let problem = LogProblem(error, in: line, number: number)
        guard options.joins?.knows(problem) ?? true else { return }
        room.problems -= 1
        findings.problems.append(problem)
    }

    /// Counts a line of no known format; a wanted ray is looked for in all of it.
    ///
    /// - Returns: Whether it is to be kept.
    mutating func addUnread(_ line: Span<UInt8>, number: Int, lacksZone: Bool) -> Bool {
        counts.tally.lines += 1
        if lacksZone { counts.tally.zoneless += 1 }
        let problem =
            lacksZone
            ? "the time has no zone; say it with --log-zone"
            : "the line is in no access-log format that is known"
        noteUnread(number, problem)
        guard wantsRays else { return options.window == nil }
        guard let ray = wantedRay(line) else { return false }
        var line = LogLine(number: number)
        line.ray = ray
        match(line)
        return true
    }

    private mutating func match(_ line: LogLine) {
        guard room.matches > 0 else { return }
        room.matches -= 1
        findings.matches.append(line)
    }

    private mutating func noteUnread(_ number: Int, _ reason: String) {
        counts.tally.unparsed += 1
        guard room.unread > 0 else { return }
        room.unread -= 1
        findings.unread.append((number, reason))
    }

    /// Counts lines that the one to be read next goes on with.
    mutating func noteParts(_ count: Int, areRead: Bool) {
        counts.tally.lines += count
        if areRead { counts.tally.parts += count } else { counts.tally.unparsed += count }
    }

    private mutating func rank(_ fields: AccessLine, in line: Span<UInt8>, number: Int) {
        let read = LogLine(fields, in: line, number: number)
        findings.slow.append(read)
        slowest.insert(read)
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
