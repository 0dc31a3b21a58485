import CaseIngest
package import CaseModel
import CaseRedact
import CaseReport

/// Which lines of a log are wanted.
package struct LogCut: Sendable {
    package var window: TimeWindow?
    package var rays: [RayID] = []
    /// Seconds east of UTC of times that say no zone.
    package var zoneOffset: Int?
    /// How far a line's time may be from its place among the others; `nil` for any order, and every line is read.
    package var slack: Duration? = .seconds(300)

    package init() {}
}

/// Counts a log; `zoneOffset` is what the user said of times without a zone, seconds east of UTC.
///
/// - Throws: `Failure` of the file.
package func summarizeLog(_ input: InputFile, zoneOffset: Int?, key: [UInt8]) throws -> ShownRecord {
    // Nothing is kept: the newest bytes of the tail are dropped with the scanner.
    var options = LogOptions()
    (options.headByteLimit, options.tailByteLimit) = (0, 0)
    options.zoneOffset = zoneOffset
    var scanner = LogScanner(options: options)
    var source = LogInput(AnyByteSource(try input.open()))
    var buffer = [UInt8](repeating: 0, count: 262_144)
    while true {
        let count = try source.next(into: &buffer)
        guard count > 0 else { break }
        scanner.feed(buffer.span.extracting(0..<count))
        _ = scanner.takeKept()
    }
    var redactor = Redactor(key: key, policy: RedactionPolicy())
    let evidence = redactor.seal(
        scanner.finish().evidence, in: BundlePath(folder: .logs, step: "log-1", suffix: ".log"))
    return ShownRecord(json: Records.log(evidence.value), text: TextRecords.log(evidence.value), stopped: nil)
}

/// Writes the wanted lines of some logs, redacted, in the order of the files.
///
/// - Returns: How many lines went out.
/// - Throws: `Failure` of a file, or `SinkError`.
package func cutLogs(_ inputs: [InputFile], _ cut: LogCut, key: [UInt8], to sink: any ByteSink) throws -> Int
{
    var options = LogOptions()
    options.window = cut.window
    options.rays = Set(cut.rays.map(\.value))
    options.zoneOffset = cut.zoneOffset
    options.headByteLimit = .max
    var redactor = Redactor(key: key, policy: RedactionPolicy())
    var writer = SealedWriter(sink)
    var lines = 0
    for (index, input) in inputs.enumerated() {
        let file = BundlePath(folder: .logs, step: StepID("log-\(index + 1)"), suffix: ".log")
        var pass = LogPass(options: options)
        let source = try windowSource(input, cut) ?? AnyByteSource(try input.open())
        _ = try pass.run(source, redactor: &redactor, file: file, to: &writer)
        if let failure = pass.failure { throw failure }
        lines += pass.written
    }
    return lines
}
