package import CaseIngest
package import CaseModel
package import CaseRedact

/// Reads a log once: counts all of it, and seals the lines that matter on their way out.
///
/// Chunks of the log are read beside each other, and so are the lines that go out sealed; their file has to be swept.
package struct LogPass {
    private let options: LogOptions
    /// Lines that went out.
    package private(set) var written = 0
    /// Why it stopped before the end; the counts are of what came before.
    package private(set) var failure: Failure?

    /// - Parameter options: Which lines matter.
    package init(options: LogOptions) { self.options = options }

    /// Runs the pass without giving any line out.
    package mutating func count(
        _ source: consuming some ByteSource, goesOn: () -> Bool = { true }
    ) async -> LogEvidence {
        await read(source, goesOn) { _ in }.evidence
    }

    /// Runs the pass.
    ///
    /// - Throws: `SinkError` when a line could not be written; an unreadable file is in `failure`.
    package mutating func run(
        _ source: consuming some ByteSource, redactor: inout Redactor, file: BundlePath,
        to sink: inout some SealedSink, goesOn: () -> Bool = { true }
    ) async throws(SinkError) -> LogEvidence {
        var lines = SealedLines(redactor, file)
        let rest = try await read(source, goesOn) { (kept) async throws(SinkError) in
            try await lines.append(kept, to: &sink)
        }
        if rest.omittedLines > 0 {
            try await lines.flush(to: &sink)
            let marker =
                "# casefile: \(rest.omittedLines) lines are left out from here on"
                + (rest.failing.isEmpty ? "" : "; those around failures, and the last ones, follow")
            try sink.append(redactor.seal(text: Array((marker + "\n").utf8), in: file))
        }
        try await lines.append(rest.failing, to: &sink)
        try await lines.append(rest.tail, to: &sink)
        try await lines.flush(to: &sink)
        await lines.finish(into: &redactor)
        written = lines.written
        return rest.evidence
    }

    private mutating func read<E: Error>(
        _ source: consuming some ByteSource, _ goesOn: () -> Bool,
        _ take: ([KeptLine]) async throws(E) -> Void
    ) async throws(E) -> LogEnd {
        var input = LogInput(source)
        var chunks = LogChunks()
        var builder = LogEvidenceBuilder(options: options)
        let options = options
        var lanes = Lanes<LogLane, LogFindings>(options.mayShare ? 4 : 1) { LogLane(options: options) }
        var buffer = [UInt8](repeating: 0, count: 262_144)
        while goesOn(), failure == nil {
            var count = 0
            do { count = try input.next(into: &buffer) } catch { failure = error }
            guard count > 0 else { break }
            chunks.feed(buffer.span.extracting(0..<count))
            while let chunk = chunks.next() {
                guard let findings = await lanes.start({ $0.scan(chunk) }) else { continue }
                builder.take(findings)
                try await take(builder.takeKept())
            }
        }
        if let chunk = chunks.last(), let findings = await lanes.start({ $0.scan(chunk) }) {
            builder.take(findings)
        }
        while let findings = await lanes.next() { builder.take(findings) }
        var parts = await lanes.results { $0.counts }
        var counts = parts.removeFirst()
        for part in parts { counts.merge(part) }
        let end = builder.finish(counts)
        try await take(builder.takeKept())
        return end
    }
}

/// Lines on their way out, sealed beside each other in parts.
private struct SealedLines {
    private var lanes: RedactionLanes<SealedPart>
    private var waiting: [KeptLine] = []
    private var waitingBytes = 0
    private let file: BundlePath
    private(set) var written = 0
    private static let partBytes = 65_536

    private struct SealedPart: Sendable {
        var lines: [Sealed<[UInt8]>] = []
        var newline: Sealed<[UInt8]>?
    }

    init(_ redactor: borrowing Redactor, _ file: BundlePath) {
        lanes = RedactionLanes(redactor)
        self.file = file
    }

    mutating func append(_ lines: [KeptLine], to sink: inout some SealedSink) async throws(SinkError) {
        for line in lines {
            waiting.append(line)
            waitingBytes += line.bytes.count
            if waitingBytes >= Self.partBytes { try await start(&sink) }
        }
    }

    /// Writes all that waits.
    mutating func flush(to sink: inout some SealedSink) async throws(SinkError) {
        if !waiting.isEmpty { try await start(&sink) }
        while let part = await lanes.next() { try write(part, &sink) }
    }

    func finish(into redactor: inout Redactor) async { await lanes.finish(into: &redactor) }

    private mutating func start(_ sink: inout some SealedSink) async throws(SinkError) {
        var lines: [KeptLine] = []
        swap(&lines, &waiting)
        waitingBytes = 0
        let (part, file) = (lines, file)
        let oldest = await lanes.start { redactor in
            var sealed = SealedPart()
            sealed.newline = redactor.sealStructure([0x0a])
            for line in part {
                sealed.lines.append(redactor.seal(logLine: line.bytes, line.fields, in: file))
            }
            return sealed
        }
        if let oldest { try write(oldest, &sink) }
    }

    private mutating func write(_ part: SealedPart, _ sink: inout some SealedSink) throws(SinkError) {
        guard let newline = part.newline else { return }
        for line in part.lines {
            try sink.append(line)
            try sink.append(newline)
            written += 1
        }
    }
}
