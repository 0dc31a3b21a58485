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

extension HARPiece {
    /// Structure cut around its names: each name with its quotes is a part.
    package static func parts(ofStructure bytes: [UInt8]) -> [[UInt8]] {
        var parts: [[UInt8]] = []
        var start = 0
        var position = 0
        while position < bytes.count {
            guard bytes[position] == UInt8(ascii: "\"") else {
                position += 1
                continue
            }
            if start < position { parts.append(Array(bytes[start..<position])) }
            start = position
            position += 1
            while position < bytes.count, bytes[position] != UInt8(ascii: "\"") {
                position += bytes[position] == UInt8(ascii: "\\") ? 2 : 1
            }
            position = min(position + 1, bytes.count)
            parts.append(Array(bytes[start..<position]))
            start = position
        }
        if start < bytes.count { parts.append(Array(bytes[start...])) }
        return parts
    }
}

/// What a HAR says, one value at a time.
package enum HARRecord: Sendable, Hashable {
    case entry(HAREntry)
    /// An element of `log.entries` that is no object.
    case other(index: Int)
    /// Any other value of `log`, as JSON, and one page of `pages`; empty when it is long or beside `log`.
    case member(name: String, [UInt8])
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
    /// - Returns: `nil` after the last. Bytes that are not UTF-8 are U+FFFD in it.
    /// - Throws: `HARReadError`; the same one again when called once more.
    package mutating func next() throws(HARReadError) -> HARPiece? {
        while true {
            let step = try advance()
            if case .piece(let piece) = step { return piece }
            if case .end = step { return nil }
        }
    }

    /// The next record: entries are read in the one pass that checks them, and none of their text is kept.
    ///
    /// Once it was called, `next()` and `closing` say nothing of use.
    ///
    /// - Returns: `nil` after the last.
    /// - Throws: `HARReadError`; the same one again when called once more.
    package mutating func nextRecord() throws(HARReadError) -> HARRecord? {
        splitter.reads = true
        while true {
            let step = try advance()
            if case .record(let record) = step { return record }
            if case .end = step { return nil }
        }
    }

    private mutating func advance() throws(HARReadError) -> HARSplitter.Step {
        if let failure { throw failure }
        while true {
            let step: HARSplitter.Step
            do { step = try splitter.next(isAtEnd: isAtEnd) } catch {
                failure = .har(error)
                throw .har(error)
            }
            guard case .needsMore = step else { return step }
            try refill()
        }
    }

    /// What makes the pieces given so far a valid HAR when no more are asked for; empty after the last.
    package var closing: [UInt8] { splitter.given.closing }

    /// Entries given so far.
    package var entriesRead: Int { splitter.given.entries }

    private mutating func refill() throws(HARReadError) {
        if chunk.isEmpty { chunk = [UInt8](repeating: 0, count: 1 << 20) }
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
