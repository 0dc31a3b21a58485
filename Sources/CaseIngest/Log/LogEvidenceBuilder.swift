package import CaseModel

/// Puts together what stands in the chunks of a log, in their order: what a case keeps of it, and the lines that matter.
///
/// Memory is bounded whatever the file: what is kept is limited by `LogOptions`.
package struct LogEvidenceBuilder: ~Copyable {
    private let options: LogOptions
    private var keeper: LineKeeper
    /// Lines before the next chunk.
    private var lines = 0
    private var matches: [LogLine] = []
    private var failures: [LogLine] = []
    private var problems: [LogProblem] = []
    private var unread: [Notice] = []
    private var slowest = SlowestLines()
    /// The line that named the columns last, until a line under it is kept.
    private var heading: KeptLine?

    package init(options: LogOptions) {
        self.options = options
        keeper = LineKeeper(
            headByteLimit: options.headByteLimit, failureByteLimit: options.failureByteLimit,
            tailByteLimit: options.tailByteLimit)
    }

    /// Takes what stands in the next chunk.
    package mutating func take(_ findings: LogFindings) {
        for kept in findings.kept { keep(kept, in: findings.text.span) }
        matches += placed(findings.matches.prefix(HARSummary.listLimit - matches.count))
        failures += placed(findings.failures.prefix(LogOptions.failureLimit - failures.count))
        for var problem in findings.problems.prefix(options.problemLimit - problems.count) {
            problem.number += lines
            problems.append(problem)
        }
        for (number, reason) in findings.unread.prefix(LogTally.noticeLimit - unread.count) {
            unread.append(Notice(.warning, reason, place: "line \(lines + number)"))
        }
        for var line in findings.slow where Int(((line.durationMS ?? 0) * 1000).rounded()) > slowest.floor {
            line.number += lines
            slowest.insert(line)
        }
        lines += findings.lines
    }

    /// The lines kept since the last call, in order, as far as they belong to the head.
    package mutating func takeKept() -> [KeptLine] { keeper.takeHead() }

    /// Ends the log; `takeKept` may give lines afterwards.
    ///
    /// - Parameter counts: Of all that read chunks of it.
    /// - Returns: The evidence; of the lines kept behind those `takeKept` gave, the failing ones and their neighbours, and
    ///   the last ones; and how many were dropped for their size.
    package mutating func finish(_ counts: LogCounts) -> LogEnd {
        LogEnd(
            evidence: evidence(counts), failing: keeper.takeMiddle(), tail: keeper.takeTail(),
            omittedLines: keeper.omitted)
    }

    private mutating func keep(_ kept: LogFindings.Kept, in text: Span<UInt8>) {
        let line = text.extracting(kept.range)
        let number = lines + kept.number
        if kept.role == .heading {
            heading = KeptLine(number: number, bytes: [UInt8](copying: line))
            return
        }
        if let heading {
            keeper.keep(heading.bytes.span, number: heading.number, fields: [], isFailure: false)
        }
        heading = nil
        keeper.keep(line, number: number, fields: kept.fields, isFailure: kept.role == .failure)
    }

    /// Lines of the chunk with their numbers in the log.
    private func placed(_ found: ArraySlice<LogLine>) -> [LogLine] {
        found.map { line in
            var line = line
            line.number += lines
            return line
        }
    }

    private func evidence(_ counts: LogCounts) -> LogEvidence {
        var evidence = LogEvidence(
            summary: counts.tally.summary(
                distinctClients: counts.clients.distinct, slowest: slowest.lines, unread: unread,
                zone: options.zone, zoneSource: options.zoneSource))
        evidence.summary.repeatedTimes = counts.repeatedTimes
        if counts.repeatedTimes > 0 {
            evidence.summary.notices.append(
                Notice(
                    .warning,
                    "\(counts.repeatedTimes) lines are of the hour that comes twice in autumn; they are taken in the order they stand in"
                ))
        }
        evidence.problems = problems
        evidence.spans = counts.spans.ordered
        evidence.spanMinutes = counts.spans.minutes
        evidence.latency = counts.latencies.latency
        evidence.failingPaths = counts.failingPaths.counts.sorted {
            ($1.value, $0.key) < ($0.value, $1.key)
        }.prefix(20).map { (path: $0.key, count: $0.value) }
        evidence.windowLines = counts.windowLines
        evidence.windowStatusCounts = counts.windowStatuses.counts
        evidence.innerTimeouts = counts.innerTimeouts
        evidence.handshakes = counts.handshakes
        evidence.matches = matches
        evidence.failures = failures
        evidence.edgeAddresses = counts.clients.busiestEdges
        evidence.hasRayField = counts.tally.rayLines > 0
        return evidence
    }
}

/// What reading a log ends with.
package struct LogEnd: Sendable {
    package var evidence: LogEvidence
    /// Failing lines between head and tail, and those next to them, in order.
    package var failing: [KeptLine]
    package var tail: [KeptLine]
    /// Kept lines that were dropped for their size.
    package var omittedLines: Int
}
