package import CaseIngest
package import CaseModel
package import CaseRedact

/// Reads a HAR once: every piece is sealed on its way out and counted on the way.
package struct HARPass {
    package private(set) var summary = HARSummaryBuilder()
    /// Whole entries that went out.
    package private(set) var entries = 0
    /// Why it stopped before the end; what went out is a valid HAR all the same.
    package private(set) var stopped: Stop?
    /// What makes what went out a whole HAR, where the reader is further on.
    private var closing: [UInt8]?
    private let summarizes: Bool

    package enum Stop: Sendable {
        case source(Failure)
        case har(HARError)
        case interrupted

        init(_ error: HARReadError) {
            switch error {
            case .source(let failure): self = .source(failure)
            case .har(let error): self = .har(error)
            }
        }

        /// The same as an error that ends a command.
        var error: any Error {
            switch self {
            case .source(let failure): failure
            case .har(let error): error
            case .interrupted: Failure(.read, .unclassified, detail: "interrupted")
            }
        }

        /// A sentence for a gap.
        package var reason: String {
            switch self {
            case .source(let failure):
                "the file could not be read to its end: \(failure.detail ?? failure.code.rawValue)"
            case .har(let error): error.explanation.problem
            case .interrupted: "interrupted"
            }
        }
    }

    /// - Parameter summarizes: Whether the entries are counted for a summary, which grows with those that have a Ray ID.
    package init(summarizes: Bool = true) { self.summarizes = summarizes }

    /// Runs the pass; the file has to be swept when it is over, for no secret was spotted outside of its place.
    ///
    /// - Parameters:
    ///   - source: HAR bytes, plain or gzip, UTF-8 or UTF-16.
    ///   - redactor: Seals and counts.
    ///   - file: The name the ledger counts under.
    ///   - sink: Takes the sealed pieces.
    ///   - goesOn: Asked between entries; `false` stops there.
    /// - Throws: `SinkError` when a piece could not be written; damage in the HAR is in `stopped`.
    package mutating func run(
        _ source: consuming some ByteSource, redactor: inout Redactor, file: BundlePath,
        to sink: inout some SealedSink, goesOn: () -> Bool = { true }
    ) async throws(SinkError) {
        var reader = HARReader(source)
        var lanes = RedactionLanes<SealedBatch>(redactor)
        var readStop: Stop?
        while stopped == nil, readStop == nil {
            let batch = batch(of: &reader, &readStop, goesOn)
            if batch.isEmpty { break }
            let oldest = await lanes.start { redactor in batch.sealed(by: &redactor, file: file) }
            if let oldest { try take(oldest, &sink) }
        }
        while let next = await lanes.next() { try take(next, &sink) }
        await lanes.finish(into: &redactor)
        let closing = self.closing ?? reader.closing
        stopped = stopped ?? readStop
        guard stopped != nil, let sealed = redactor.sealStructure(closing) else { return }
        try sink.append(sealed)
    }

    /// Reads until a batch is full or nothing more comes.
    private func batch(
        of reader: inout HARReader<some ByteSource>, _ stopped: inout Stop?, _ goesOn: () -> Bool
    ) -> HARBatch {
        var batch = HARBatch(reads: summarizes)
        while !batch.isFull {
            let closing = reader.closing
            do {
                guard let piece = try reader.next() else { break }
                guard goesOn() else {
                    stopped = .interrupted
                    break
                }
                batch.append(piece, closing: closing)
            } catch {
                stopped = Stop(error)
                break
            }
        }
        return batch
    }

    private mutating func take(_ batch: SealedBatch, _ sink: inout some SealedSink) throws(SinkError) {
        guard stopped == nil else { return }
        try sink.append(batch.text)
        for record in batch.records {
            switch record {
            case .entry(let entry): summary.add(entry)
            case .other: summary.addOther()
            case .member(let name, let bytes): summary.note(member: name, bytes)
            }
        }
        entries += batch.entries
        guard let failure = batch.failure else { return }
        stopped = .source(failure.reason)
        closing = failure.closing
    }
}
