package import CaseIngest
package import CaseModel
package import CaseRedact

/// Reads a log once: counts all of it, and seals the lines that matter on their way out.
package struct LogPass: ~Copyable {
    private var scanner: LogScanner
    /// Lines that went out.
    package private(set) var written = 0
    /// Why it stopped before the end; the counts are of what came before.
    package private(set) var failure: Failure?

    /// - Parameter options: Which lines matter.
    package init(options: LogOptions) { scanner = LogScanner(options: options) }

    /// Runs the pass.
    ///
    /// - Throws: `SinkError` when a line could not be written; an unreadable file is in `failure`.
    package mutating func run(
        _ source: consuming some ByteSource, redactor: inout Redactor, file: BundlePath,
        to sink: inout some SealedSink, goesOn: () -> Bool = { true }
    ) throws(SinkError) -> LogEvidence {
        var input = LogInput(source)
        var buffer = [UInt8](repeating: 0, count: 262_144)
        while goesOn(), failure == nil {
            let count: Int
            do { count = try input.next(into: &buffer) } catch {
                failure = error
                break
            }
            guard count > 0 else { break }
            scanner.feed(buffer.span.extracting(0..<count))
            try write(scanner.takeKept(), redactor: &redactor, file: file, to: &sink)
        }
        let rest = scanner.finish()
        try write(scanner.takeKept(), redactor: &redactor, file: file, to: &sink)
        if rest.omittedLines > 0 {
            let marker =
                "# casefile: \(rest.omittedLines) lines are left out from here on"
                + (rest.failing.isEmpty ? "" : "; those around failures, and the last ones, follow")
            try sink.append(redactor.seal(text: Array((marker + "\n").utf8), in: file))
        }
        try write(rest.failing, redactor: &redactor, file: file, to: &sink)
        try write(rest.tail, redactor: &redactor, file: file, to: &sink)
        return rest.evidence
    }

    private mutating func write(
        _ lines: [KeptLine], redactor: inout Redactor, file: BundlePath, to sink: inout some SealedSink
    ) throws(SinkError) {
        guard let newline = redactor.sealStructure([0x0a]) else { return }
        for line in lines {
            try sink.append(redactor.seal(logLine: line.bytes, line.fields, in: file))
            try sink.append(newline)
            written += 1
        }
    }
}
