import CaseAnalyze
import CaseBundle
import CaseFacts
import CaseIngest
import CaseModel
import CaseRedact
import CaseReport
import JSONBytes

extension Workbench {
    /// Logs from this size on are read around the window and the probes only.
    private static let wholeLimit = 512 << 20
    private static let slack = Duration.seconds(300)

    /// Seals the lines of the logs that matter; the window is the user's, or the HAR's own time.
    ///
    /// Logs whose times say their zone come first: for the others it is worked out from requests that stand in both.
    mutating func readLogs(
        _ inputs: [InputFile], zone: LogZone?, template: LogTemplate?, _ tell: (Progress) -> Void
    )
        async throws(FlowError)
    {
        var order = LogOrder(inputs, zone: zone, template: template)
        if let stretch { noteSkipped(order.skip(outside: stretch, slack: Self.slack), tell) }
        var joins = ZoneInference()
        var ends: [String: Timestamp] = [:]
        let zoned = order.items.filter { !$0.lacksZone }
        for (index, item) in (zoned + order.items.filter(\.lacksZone)).enumerated() {
            var options = LogOptions()
            (options.zone, options.template) = (zone, template)
            options.startsAfter = ends[item.set]
            var notice: Notice?
            let id = StepID("log-\(index + 1)")
            if item.lacksZone, let found = await inferredZone(item.input, template, joins) {
                options.zone = LogZone(name: found.name, offset: found.offset)
                options.zoneSource = .inferred
                notice = Notice(
                    .warning,
                    "its times have no zone; \(found.name) was worked out from \(found.support) requests that stand in "
                        + "another log too")
            }
            guard let log = try await readLog(item.input, as: id, options, notice, tell) else {
                continue
            }
            ends[item.set] = log.summary.lastAt
            joins.know(log.failures)
        }
    }

    /// How far the origin's clock runs ahead, by the probes' answers.
    private var skew: Duration { Clocks(evidence).originSkew }

    /// The window in the times of the origin's logs; they may be of another host, so both its own place and that by the
    /// origin's clock are in it.
    private var logWindow: TimeWindow? {
        let skew = skew
        return window.flatMap { window in
            TimeWindow(
                start: window.start.advanced(by: min(.zero, skew)),
                end: window.end.advanced(by: max(.zero, skew)))
        }
    }

    /// From the first to the last moment of which lines are wanted: the window and what the probes were answered at.
    private var stretch: TimeWindow? {
        guard let window = logWindow else { return nil }
        let probes = evidence.steps.map { $0.observation.value.startedAt }
        return TimeWindow(
            start: min(window.start, probes.min() ?? window.start),
            end: max(window.end, probes.max() ?? window.end))
    }

    private mutating func noteSkipped(_ skipped: [LogOrder.Item], _ tell: (Progress) -> Void) {
        guard !skipped.isEmpty else { return }
        note("logs", "\(skipped.count) of the files named have no line of the window and were not read", tell)
    }

    /// Reads the log once for its times alone.
    private func inferredZone(_ input: InputFile, _ template: LogTemplate?, _ joins: ZoneInference)
        async -> ZoneInference.Result?
    {
        guard joins.canJoin, let source = try? input.open() else { return nil }
        var options = LogOptions()
        (options.zone, options.template, options.window) = (.utc, template, joins.window)
        options.joins = joins
        (options.headByteLimit, options.tailByteLimit) = (0, 0)
        var pass = LogPass(options: options)
        let counted = await pass.count(AnyByteSource(source), goesOn: { !Task.isCancelled })
        return joins.offset(of: counted.problems)
    }

    /// - Returns: What the log says, not sealed; `nil` when it cannot be read.
    private mutating func readLog(
        _ input: InputFile, as id: StepID, _ wanted: LogOptions, _ notice: Notice?, _ tell: (Progress) -> Void
    ) async throws(FlowError) -> LogEvidence? {
        let path = BundlePath(folder: .logs, step: id, suffix: ".log")
        guard let (source, part) = openLog(input, as: id, wanted, tell) else { return nil }
        var spool = try spool()
        var options = wanted
        options.window = logWindow
        options.rays = rays
        options.edgeRanges = facts.proxyRanges
        // Without a window every line would match; the newest are the likeliest to matter.
        if window == nil { options.headByteLimit = 0 }
        var pass = LogPass(options: options)
        var log: LogEvidence
        do {
            log = try await pass.run(
                source, redactor: &redactor, file: path, to: &spool, goesOn: { !Task.isCancelled })
        } catch { throw .unwritable(error, written: []) }
        if options.window != window {
            log.summary.notices.insert(
                Notice(
                    .warning,
                    "the origin's clock is \(Clocks.words(skew)); its lines of the window were looked for "
                        + "that much further too"), at: 0)
        }
        if let part { log.summary.notices.insert(Notice(.info, part), at: 0) }
        if let notice { log.summary.notices.insert(notice, at: 0) }
        if let failure = pass.failure { note(id.description, failure.sentence, tell) }
        if Task.isCancelled { note(id.description, "interrupted", tell) }
        guard log.summary.lines > 0 || pass.failure == nil else { return nil }
        if log.summary.parsed == 0, log.summary.unparsed > 0 {
            note(
                id.description,
                log.summary.zonelessLines > 0
                    ? "the times of its lines have no zone; say it with --log-zone"
                    : "none of its \(log.summary.unparsed) lines is in a format that can be read", tell)
        }
        let sealed = redactor.seal(log, in: path)
        evidence.logs.append(SealedInput(file: path, record: sealed))
        add(
            .spool(spool), at: path, mediaType: "text/plain",
            note: "log lines of the window, secrets removed")
        let record = BundlePath(folder: .logs, step: id, suffix: "-summary.json")
        add(
            json: Records.log(sealed.value), at: record,
            note: "counts of the \(part == nil ? "whole log" : "part that was read")")
        tell(
            .log(
                label: input.label, lines: log.summary.lines, inWindow: log.windowLines,
                matches: log.matches.count))
        return log
    }

    /// The log, or of a very large plain one the part around the window and the probes, and what says so.
    private mutating func openLog(
        _ input: InputFile, as id: StepID, _ options: LogOptions, _ tell: (Progress) -> Void
    ) -> (AnyByteSource, String?)? {
        if let stretch,
            let part = try? logPart(
                input, stretch, Self.slack, options.zone, options.template, least: Self.wholeLimit)
        {
            return (
                AnyByteSource(part),
                "only bytes \(part.range.lowerBound) to \(part.range.upperBound) of \(part.bytes.byteCount) were read, in which the "
                    + "window and the probes stand; lines are counted from there"
            )
        }
        return open(input, as: id, tell).map { ($0, nil) }
    }
}
