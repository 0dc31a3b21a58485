package import CaseModel

/// A part of a HAR; all of them in order are the whole text.
package enum HARPiece: Sendable, Hashable {
    /// Braces, brackets, commas, blanks and the names of members; no value.
    case structure([UInt8])
    /// One element of `log.entries`, valid JSON.
    case entry(index: Int, [UInt8])
    /// Any other value, valid JSON: of `log`, beside `log`, or one page of `pages`.
    case member(name: String, [UInt8])

    /// The piece's text.
    package var bytes: [UInt8] {
        switch self {
        case .structure(let bytes), .entry(_, let bytes), .member(_, let bytes): bytes
        }
    }
}

/// Splits a HAR into its entries without holding more than one of them.
///
/// Takes UTF-8 with or without a byte order mark, UTF-16 in both orders, and gzip of either; HAR 1.1 and 1.2 with
/// members in any order.
package struct HARReader<Source: ByteSource>: ~Copyable {
    private var input: TextInput<Source>
    private var splitter: HARSplitter
    private var chunk: [UInt8] = []
    private var isAtEnd = false
    private var failure: HARReadError?

    package init(_ source: consuming Source, limits: HARLimits = .init()) {
        input = TextInput(source, guessesUTF16: true)
        splitter = HARSplitter(limits: limits)
    }

    /// The next piece.
    ///
    /// - Returns: `nil` after the last.
    /// - Throws: `HARReadError`; the same one again when called once more.
    package mutating func next() throws(HARReadError) -> HARPiece? {
        if let failure { throw failure }
        while true {
            let step: HARSplitter.Step
            do { step = try splitter.next(isAtEnd: isAtEnd) } catch {
                failure = .har(error)
                throw .har(error)
            }
            switch step {
            case .piece(let piece): return piece
            case .end: return nil
            case .needsMore: try refill()
            }
        }
    }

    /// What makes the pieces given so far a valid HAR when no more are asked for; empty after the last.
    package var closing: [UInt8] { splitter.given.closing }

    /// Entries given so far.
    package var entriesRead: Int { splitter.given.entries }

    private mutating func refill() throws(HARReadError) {
        if chunk.isEmpty { chunk = [UInt8](repeating: 0, count: 1 << 18) }
        do {
            let count = try input.read(into: &chunk)
            isAtEnd = count == 0
            splitter.append(chunk, count: count)
        } catch {
            failure = .source(error)
            throw .source(error)
        }
    }
}
