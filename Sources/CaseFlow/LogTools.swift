package import CaseIngest
package import CaseModel
import CaseRedact
import CaseReport

/// Which lines of a log are wanted.
package struct LogCut: Sendable {
    package var window: TimeWindow?
    package var rays: [RayID] = []
    /// Of times that say no zone.
    package var zone: LogZone?
    /// The format lines are tried by first.
    package var template: LogTemplate?
    /// How far a line's time may be from its place among the others; `nil` for any order, and every line is read.
    package var slack: Duration? = .seconds(300)

    package init() {}
}

/// Counts a log; `zone` is what the user said of times without one.
///
/// - Throws: `Failure` of the file.
package func summarizeLog(
    _ input: InputFile, zone: LogZone?, template: LogTemplate?, key: [UInt8]
) async throws -> ShownRecord {
    var options = LogOptions()
    (options.headByteLimit, options.tailByteLimit) = (0, 0)
    (options.zone, options.template) = (zone, template)
    var pass = LogPass(options: options)
    let counted = await pass.count(AnyByteSource(try input.open()))
    if let failure = pass.failure, counted.summary.lines == 0 { throw failure }
    var redactor = Redactor(key: key, policy: RedactionPolicy())
    let evidence = redactor.seal(
        counted, in: BundlePath(folder: .logs, step: "log-1", suffix: ".log"))
    return ShownRecord(
        json: Records.log(evidence.value), text: TextRecords.log(evidence.value),
        stopped: pass.failure.map { "\(input.label): \($0.sentence); the counts are of what stands before" })
}

/// Writes the wanted lines of some logs, redacted, the logs in the order of their first lines.
///
/// What can be read of a damaged file goes out; the failure is among the notices.
///
/// - Returns: How many lines went out, what a reader should know of those that did not, and whether a file failed.
/// - Throws: `SinkError`.
package func cutLogs(
    _ inputs: [InputFile], _ cut: LogCut, key: [UInt8], to sink: any ByteSink
) async throws -> (lines: Int, notices: [String], hasFailed: Bool) {
    var options = LogOptions()
    options.window = cut.window
    options.rays = Set(cut.rays.map(\.value))
    options.passesOthers = cut.window == nil
    (options.zone, options.template) = (cut.zone, cut.template)
    options.headByteLimit = .max
    var redactor = Redactor(key: key, policy: RedactionPolicy())
    var ends: [String: Timestamp] = [:]
    var writer = SealedWriter(sink)
    var lines = 0
    var notices: [String] = []
    var hasFailed = false
    var order = LogOrder(inputs, zone: cut.zone, template: cut.template)
    if let window = cut.window, let slack = cut.slack {
        for item in order.skip(outside: window, slack: slack) {
            notices.append(
                "\(item.input.label): not read, for by its first line and the next part's it has no line of the window"
            )
        }
    }
    for (index, item) in order.items.enumerated() {
        let file = BundlePath(folder: .logs, step: StepID("log-\(index + 1)"), suffix: ".log")
        options.startsAfter = ends[item.set]
        var pass = LogPass(options: options)
        let source: AnyByteSource
        do throws(Failure) {
            if let part = try part(of: item.input, cut) {
                source = part
            } else {
                source = AnyByteSource(try item.input.open())
            }
        } catch {
            notices.append("\(item.input.label): \(error.sentence)")
            hasFailed = true
            continue
        }
        let summary = try await pass.run(source, redactor: &redactor, file: file, to: &writer).summary
        ends[item.set] = summary.lastAt
        if let failure = pass.failure {
            notices.append("\(item.input.label): \(failure.sentence); what stands before is written")
            hasFailed = true
        }
        lines += pass.written
        if summary.repeatedTimes > 0 {
            notices.append(
                "\(item.input.label): \(summary.repeatedTimes) lines are of the hour that comes twice; which of the two is "
                    + "taken from their order")
        }
        if summary.unparsed > 0 {
            let reason =
                summary.zonelessLines > 0
                ? "could not be read, \(summary.zonelessLines) of them for their times have no zone; say it with --log-zone"
                : "could not be read"
            notices.append(
                "\(item.input.label): \(summary.unparsed) of the \(summary.lines) lines looked at \(reason)")
        }
    }
    try writer.sweep(&redactor, in: BundlePath(folder: .logs, step: "log-1", suffix: ".log"))
    return (lines, notices, hasFailed)
}

private func part(of input: InputFile, _ cut: LogCut) throws(Failure) -> AnyByteSource? {
    guard let window = cut.window, cut.rays.isEmpty, let slack = cut.slack else { return nil }
    return try logPart(input, window, slack, cut.zone, cut.template).map { AnyByteSource($0) }
}
