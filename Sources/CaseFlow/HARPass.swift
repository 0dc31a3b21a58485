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

    package init() {}

    /// Runs the pass.
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
    ) throws(SinkError) {
        var reader = HARReader(source)
        do {
            while let piece = try reader.next() {
                guard goesOn() else {
                    stopped = .interrupted
                    break
                }
                for sealed in try seal(piece, redactor: &redactor, file: file) { try sink.append(sealed) }
            }
        } catch let error as HARReadError {
            stopped = Stop(error)
        } catch let error as SinkError {
            throw error
        } catch {
            stopped = .source(Failure(.read, .unclassified))
        }
        guard stopped != nil, let closing = redactor.sealStructure(reader.closing) else { return }
        try sink.append(closing)
    }

    private mutating func seal(
        _ piece: HARPiece, redactor: inout Redactor, file: BundlePath
    ) throws(HARReadError) -> [Sealed<[UInt8]>] {
        switch piece {
        case .structure(let bytes):
            if let sealed = redactor.sealStructure(bytes) { return [sealed] }
            return try sealNames(bytes, redactor: &redactor, file: file)
        case .member(let name, let bytes):
            summary.note(member: name, bytes)
            do { return [try redactor.seal(harMember: bytes, named: name, in: file)] } catch {
                throw .source(Failure(.read, .withheld, detail: "a member of the log could not be redacted"))
            }
        case .entry(let index, let bytes):
            do {
                let sealed = try redactor.seal(harEntry: bytes, in: file)
                if bytes.first == UInt8(ascii: "{") {
                    summary.add(try readHAREntry(bytes, index: index))
                } else {
                    summary.addOther()
                }
                entries += 1
                return [sealed]
            } catch {
                throw .source(Failure(.read, .withheld, detail: "entry \(index) could not be redacted"))
            }
        }
    }

    /// Seals structure with a name in it that is not plain: the name as a text of its own, the rest as it stands.
    private func sealNames(
        _ bytes: [UInt8], redactor: inout Redactor, file: BundlePath
    ) throws(HARReadError) -> [Sealed<[UInt8]>] {
        var sealed: [Sealed<[UInt8]>] = []
        for part in HARPiece.parts(ofStructure: bytes) {
            if let plain = redactor.sealStructure(part) {
                sealed.append(plain)
            } else if part.first == UInt8(ascii: "\""),
                let name = try? redactor.seal(harMember: part, named: "name", in: file)
            {
                sealed.append(name)
            } else {
                throw .source(Failure(.read, .withheld, detail: "a key outside the entries is not plain"))
            }
        }
        return sealed
    }
}
