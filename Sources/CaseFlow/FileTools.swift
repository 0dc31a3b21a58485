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
    /// The ledger and the counts.
    package let json: JSONValue
}

/// Copies any file without its secrets: a HAR by its structure, everything else as text.
///
/// - Throws: `HARError`, `Failure` of the file, or `SinkError`.
package func redactFile(
    _ input: InputFile, policy: RedactionPolicy, key: [UInt8], to sink: any ByteSink
) throws -> SanitizedFile {
    if try beginsHAR(AnyByteSource(try input.open())) {
        return try sanitizeHAR(input, policy: policy, key: key, to: sink, salvage: false)
    }
    var redactor = Redactor(key: key, policy: policy)
    let file = BundlePath(folder: .attachments, step: "text-1", suffix: ".txt")
    var writer = SealedWriter(sink)
    var source = LogInput(AnyByteSource(try input.open()))
    var buffer = [UInt8](repeating: 0, count: 262_144)
    var pending: [UInt8] = []
    while true {
        let count = try source.next(into: &buffer)
        guard count > 0 else { break }
        pending += buffer[..<count]
        guard let end = cut(pending) else { continue }
        try writer.append(redactor.seal(mixed: Array(pending[..<end]), in: file))
        pending.removeFirst(end)
    }
    try writer.append(redactor.seal(mixed: pending, in: file))
    try writer.sweep(&redactor, in: file)
    return sanitized(redactor.ledger, entries: nil, stopped: nil)
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

/// What a copy left out, as a record.
func sanitized(_ ledger: Ledger, entries: Int?, stopped: String?) -> SanitizedFile {
    SanitizedFile(
        entries: entries, removals: ledger.total, stopped: stopped,
        json: JSONValue(members: [
            "entries": entries.map { .int($0) }, "secrets_removed": .int(ledger.total),
            "stopped": stopped.map { .string($0) }, "ledger": Records.redactions(ledger),
        ]))
}

/// Where text may be cut: behind the last newline of a piece that is not inside a PEM block.
private func cut(_ bytes: [UInt8]) -> Int? {
    guard bytes.count >= 4 << 20 || bytes.count >= 1 << 20 && bytes.last == 0x0a else { return nil }
    return bytes.lastIndex(of: 0x0a).map { $0 + 1 } ?? (bytes.count > 16 << 20 ? bytes.count : nil)
}
