import CaseIngest
package import CaseModel
package import CaseRedact
import CaseReport
package import JSONBytes

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
) async throws -> SanitizedFile {
    try await sanitizeHAR(
        AnyByteSource(try input.open()), policy: policy, key: key, to: sink, salvage: salvage)
}

/// The same for a source that is open.
func sanitizeHAR(
    _ source: some ByteSource, policy: RedactionPolicy, key: [UInt8], to sink: any ByteSink, salvage: Bool
) async throws -> SanitizedFile {
    var redactor = Redactor(key: key, policy: policy)
    let file = BundlePath(folder: .har, step: "har-1", suffix: ".har")
    var writer = SealedWriter(sink)
    var pass = HARPass(summarizes: false)
    try await pass.run(source, redactor: &redactor, file: file, to: &writer)
    try writer.sweep(&redactor, in: file)
    if let stopped = pass.stopped, !salvage || pass.entries == 0 { throw stopped.error }
    return sanitized(redactor, entries: pass.entries, stopped: pass.stopped?.reason)
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
/// - Parameters:
///   - input: The HAR.
///   - key: 32 bytes nobody can guess.
///   - width: Columns of the text.
/// - Returns: The counts, sealed.
/// - Throws: `HARError` when there is no entry to count, `Failure` of the file.
package func summarizeHAR(_ input: InputFile, key: [UInt8], width: Int = 80) throws -> ShownRecord {
    var reader = HARReader(AnyByteSource(try input.open()))
    var builder = HARSummaryBuilder()
    var stopped: HARPass.Stop?
    do {
        while let record = try reader.nextRecord() {
            switch record {
            case .entry(let entry): builder.add(entry)
            case .other: builder.addOther()
            case .member(let name, let bytes): builder.note(member: name, bytes)
            }
        }
    } catch {
        stopped = HARPass.Stop(error)
        builder.add(Notice(.error, HARPass.Stop(error).reason))
    }
    if let stopped, reader.entriesRead == 0 { throw stopped.error }
    var redactor = Redactor(key: key, policy: RedactionPolicy())
    let summary = redactor.seal(builder.finish(), in: BundlePath(folder: .har, step: "har-1", suffix: ".har"))
    return ShownRecord(
        json: Records.har(summary.value), text: TextRecords.har(summary.value, width: width),
        stopped: stopped?.reason)
}
