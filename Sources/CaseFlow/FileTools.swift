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

/// Copies a HAR without its secrets.
///
/// - Parameters:
///   - input: The HAR.
///   - policy: What stays and what goes.
///   - key: 32 bytes nobody can guess; they join equal secrets inside this one file.
///   - sink: Where the copy goes.
///   - salvage: Whether whole entries before damage are kept; else damage is an error.
/// - Returns: The counts and the ledger.
/// - Throws: `HARError`, `Failure` of the file, or `SinkError`.
package func sanitizeHAR(
    _ input: InputFile, policy: RedactionPolicy, key: [UInt8], to sink: any ByteSink, salvage: Bool
) throws -> SanitizedFile {
    var redactor = Redactor(key: key, policy: policy)
    let file = BundlePath(folder: .har, step: "har-1", suffix: ".har")
    var writer = SealedWriter(sink)
    var pass = HARPass()
    try pass.run(AnyByteSource(try input.open()), redactor: &redactor, file: file, to: &writer)
    try writer.sweep(&redactor, in: file)
    if let stopped = pass.stopped, !salvage || pass.entries == 0 { throw stopped.error }
    return sanitized(redactor.ledger, entries: pass.entries, stopped: pass.stopped?.reason)
}

/// Copies any file without its secrets: a HAR by its structure, everything else as text.
///
/// - Throws: `HARError`, `Failure` of the file, or `SinkError`.
package func redactFile(
    _ input: InputFile, policy: RedactionPolicy, key: [UInt8], to sink: any ByteSink
) throws -> SanitizedFile {
    var probe = AnyByteSource(try input.open())
    if try looksLikeHAR(&probe) {
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

/// A HAR's counts, sealed and ready to show.
package struct ShownRecord: Sendable {
    package let json: JSONValue
    package let text: String
    /// Why the counts end early.
    package let stopped: String?
}

/// Counts a HAR.
///
/// - Throws: `HARError` when there is no entry to count, `Failure` of the file.
package func summarizeHAR(_ input: InputFile, key: [UInt8]) throws -> ShownRecord {
    var reader = HARReader(AnyByteSource(try input.open()))
    var builder = HARSummaryBuilder()
    var stopped: HARPass.Stop?
    do {
        while let piece = try reader.next() {
            switch piece {
            case .entry(let index, let bytes): builder.add(try readHAREntry(bytes, index: index))
            case .member(let name, let bytes): builder.note(member: name, bytes)
            case .structure: break
            }
        }
    } catch let error as HARReadError {
        stopped = HARPass.Stop(error)
        builder.add(Notice(.error, HARPass.Stop(error).reason))
    }
    if let stopped, reader.entriesRead == 0 { throw stopped.error }
    var redactor = Redactor(key: key, policy: RedactionPolicy())
    let summary = redactor.seal(builder.finish(), in: BundlePath(folder: .har, step: "har-1", suffix: ".har"))
    return ShownRecord(
        json: Records.har(summary.value), text: TextRecords.har(summary.value), stopped: stopped?.reason)
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

private func sanitized(_ ledger: Ledger, entries: Int?, stopped: String?) -> SanitizedFile {
    SanitizedFile(
        entries: entries, removals: ledger.total, stopped: stopped,
        json: JSONValue(members: [
            "entries": entries.map { .int($0) }, "secrets_removed": .int(ledger.total),
            "stopped": stopped.map { .string($0) }, "ledger": Records.redactions(ledger),
        ]))
}

/// Whether the first entry of a HAR can be reached.
private func looksLikeHAR(_ source: inout AnyByteSource) throws(Failure) -> Bool {
    var buffer = [UInt8](repeating: 0, count: 65_536)
    let count = try source.read(into: &buffer)
    let head = String(decoding: buffer[..<count].filter { $0 > 32 && $0 < 127 }, as: UTF8.self)
    return head.hasPrefix("{\"log\":{") || head.contains("\"log\":{\"version\"")
}

/// Where text may be cut: behind the last newline of a piece that is not inside a PEM block.
private func cut(_ bytes: [UInt8]) -> Int? {
    guard bytes.count >= 4 << 20 || bytes.count >= 1 << 20 && bytes.last == 0x0a else { return nil }
    return bytes.lastIndex(of: 0x0a).map { $0 + 1 } ?? (bytes.count > 16 << 20 ? bytes.count : nil)
}
