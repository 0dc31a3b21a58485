import CaseModel

/// Reads a log once, from front to end, alone: counts all of it, and keeps the lines that matter.
package struct LogScanner: ~Copyable {
    private var chunks = LogChunks()
    private var lane: LogLane
    private var builder: LogEvidenceBuilder

    package init(options: LogOptions) {
        lane = LogLane(options: options)
        builder = LogEvidenceBuilder(options: options)
    }

    /// Reads the next bytes of the log; they may be cut anywhere.
    package mutating func feed(_ bytes: Span<UInt8>) {
        chunks.feed(bytes)
        while let chunk = chunks.next() { builder.take(lane.scan(chunk)) }
    }

    /// The lines kept since the last call, in order, as far as they belong to the head.
    package mutating func takeKept() -> [KeptLine] { builder.takeKept() }

    /// Ends the log; a last line without a line end counts, and `takeKept` may give it afterwards.
    package mutating func finish() -> LogEnd {
        if let chunk = chunks.last() { builder.take(lane.scan(chunk)) }
        return builder.finish(lane.counts)
    }
}
