import CaseIngest
package import CaseModel
package import CaseRedact
import CaseReport
package import JSONBytes

/// What became of a file that went through the redactor on its own.
package struct SanitizedFile: Sendable {
    /// Entries that went out, of a HAR.
    package let entries: Int?
    package let removals: Int
    /// Why it ends early; `nil` when it is whole.
    package let stopped: String?
    /// Whether there were more secrets than can be looked for in the whole file; the rest went where they stood.
    package let isFull: Bool
    /// The ledger and the counts.
    package let json: JSONValue
}

/// Copies any file without its secrets: a HAR by its structure, everything else as text.
///
/// - Throws: `HARError`, `Failure` of the file, or `SinkError`.
package func redactFile(
    _ input: InputFile, policy: RedactionPolicy, key: [UInt8], to sink: any ByteSink
) async throws -> SanitizedFile {
    var source = HeadedSource(AnyByteSource(try input.open()))
    if beginsHAR(try source.beginning()) {
        return try await sanitizeHAR(source, policy: policy, key: key, to: sink, salvage: false)
    }
    var redactor = Redactor(key: key, policy: policy)
    let file = BundlePath(folder: .attachments, step: "text-1", suffix: ".txt")
    var writer = SealedWriter(sink)
    var lanes = RedactionLanes<Sealed<[UInt8]>>(redactor)
    var parts = TextParts(source)
    while let part = try parts.next() {
        let head = parts.head
        let oldest = await lanes.start { redactor in redactor.seal(text: part, in: file, under: head) }
        if let oldest { try writer.append(oldest) }
    }
    while let next = await lanes.next() { try writer.append(next) }
    await lanes.finish(into: &redactor)
    try writer.sweep(&redactor, in: file)
    return sanitized(redactor, entries: nil, stopped: nil)
}

/// The parts of a text that are redacted alone.
private struct TextParts: ~Copyable {
    private var input: LogInput<HeadedSource>
    private var buffer = [UInt8](repeating: 0, count: 262_144)
    private var pending: [UInt8] = []
    private var isAtEnd = false
    private var isFirst = true
    /// The first line of the text, which may name the columns of all that follows.
    private(set) var head: [UInt8] = []

    init(_ source: HeadedSource) { input = LogInput(source, guessesUTF16: true) }

    /// - Returns: `nil` after the last.
    mutating func next() throws(Failure) -> [UInt8]? {
        while !isAtEnd {
            let count = try input.next(into: &buffer)
            isAtEnd = count == 0
            pending += buffer[..<count]
            guard let end = TextCut.end(of: pending.span, isFirst: isFirst) else { continue }
            if isFirst { head = Array(pending.prefix { $0 != 0x0a }) }
            isFirst = false
            let part = Array(pending[..<end])
            pending.removeFirst(end)
            return part
        }
        guard !pending.isEmpty else { return nil }
        defer { pending = [] }
        return pending
    }
}

/// A pasted path, read.
package struct ParsedPath: Sendable {
    package let json: JSONValue
    package let text: String
    /// Whether there is a hop in it.
    package let isReadable: Bool
}

/// Reads pasted output of a path tool.
package func parsePath(_ bytes: [UInt8], key: [UInt8]) -> ParsedPath {
    var redactor = Redactor(key: key, policy: RedactionPolicy())
    let path = BundlePath(folder: .path, step: "pasted-1", suffix: ".txt")
    let record = redactor.seal(PathText.parse(bytes), in: path).value
    return ParsedPath(
        json: Records.path(record), text: TextRecords.path(record), isReadable: !record.hops.isEmpty)
}

/// Pasted output of a DNS tool, read.
package struct ParsedLookup: Sendable {
    package let json: JSONValue
    package let text: String
    /// Whether there is an answer in it, or what became of a question.
    package let isReadable: Bool
}

/// Reads pasted output of dig, kdig, drill or nslookup.
package func parseLookup(_ bytes: [UInt8], key: [UInt8]) -> ParsedLookup {
    var redactor = Redactor(key: key, policy: RedactionPolicy())
    let path = BundlePath(folder: .dns, step: "pasted-1", suffix: ".txt")
    let record = redactor.seal(LookupText.parse(bytes), in: path).value
    return ParsedLookup(
        json: Records.lookup(record), text: TextRecords.lookup(record), isReadable: !record.answers.isEmpty)
}

/// What a copy left out, as a record.
func sanitized(_ redactor: borrowing Redactor, entries: Int?, stopped: String?) -> SanitizedFile {
    let ledger = redactor.ledger
    return SanitizedFile(
        entries: entries, removals: ledger.total, stopped: stopped, isFull: redactor.isFull,
        json: JSONValue(members: [
            "entries": entries.map { .int($0) }, "secrets_removed": .int(ledger.total),
            "too_many_secrets": .bool(redactor.isFull),
            "stopped": stopped.map { .string($0) }, "ledger": Records.redactions(ledger),
        ]))
}
