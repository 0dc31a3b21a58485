package import CaseBundle
import CaseFacts
package import CaseModel
package import CaseRedact

/// How the result is written.
package struct OutputOptions: Sendable {
    package var format: ArchiveFormat = .zip
    /// Whether the flat folder for the portal is written beside the archive.
    package var writesAttachFolder = true

    package init() {}
}

/// A case that has been sealed, checked and given its name.
package struct PublishedCase: Sendable {
    package let name: BundleName
    package let archivePath: String
    package let archiveBytes: Int
    package let fileCount: Int
    package let attachPath: String?
    package let attachCount: Int
    /// What stays out of the attach folder, with the reason.
    package let notAttached: [String]
    package let analysis: Sealed<Analysis>
    package let gaps: [Sealed<Gap>]
    package let missing: [String]
    package let removals: Int
}

/// Writes the archive, reads it back through the gate, and only then gives it its name.
func publish(
    _ contents: CaseContents, output: OutputOptions, facts: Facts, store: any BundleStore
) throws(FlowError) -> PublishedCase {
    var written: [String] = []
    var archive: any PendingFile
    let byteCount: Int
    do { archive = try store.begin(contents.name.fileName(output.format)) } catch {
        throw .unwritable(error, written: [])
    }
    do {
        try write(contents, format: output.format, to: &archive)
        byteCount = try check(archive, policy: contents.policy)
    } catch {
        archive.discard()
        throw error
    }
    do { written.append(try archive.commit()) } catch { throw .unwritable(error, written: []) }
    var attached: (path: String?, count: Int, left: [String]) = (nil, 0, [])
    if output.writesAttachFolder {
        do { attached = try attach(contents, facts: facts, store: store) } catch {
            throw .unwritable(error, written: written)
        }
    }
    return PublishedCase(
        name: contents.name, archivePath: written[0], archiveBytes: byteCount,
        fileCount: contents.files.count + 1, attachPath: attached.path, attachCount: attached.count,
        notAttached: attached.left, analysis: contents.analysis, gaps: contents.evidence.gaps,
        missing: contents.missing, removals: contents.ledger.total)
}

private func write(
    _ contents: CaseContents, format: ArchiveFormat, to archive: inout any PendingFile
) throws(FlowError) {
    do {
        try writeBundle(
            name: contents.name, files: contents.files, head: contents.head, format: format,
            modified: contents.madeAt, to: &archive)
    } catch {
        switch error {
        case .sink(let sink): throw .unwritable(sink, written: [])
        default: throw .unreadable(error.explanation.problem)
        }
    }
}

/// Reads the finished archive back: every digest must agree and the gate must stay silent.
///
/// - Returns: The size of the archive.
private func check(_ archive: any PendingFile, policy: RedactionPolicy) throws(FlowError) -> Int {
    let bytes: any RandomAccessBytes
    do { bytes = try archive.reopen() } catch { throw .unreadable(error.sentence) }
    var gate = Gate(policy: policy)
    let verification: Verification
    do { verification = try scanned(bytes, by: &gate) } catch { throw .unreadable(error.explanation.problem) }
    guard gate.hits.isEmpty else {
        throw .gate(gate)
    }
    if let problem = verification.problems.first { throw .unreadable(problem.sentence) }
    return bytes.byteCount
}

/// Writes the flat folder; its files are made of the same sealed bytes as the archive's.
private func attach(
    _ contents: CaseContents, facts: Facts, store: any BundleStore
) throws(SinkError) -> (path: String?, count: Int, left: [String]) {
    let files = Dictionary(uniqueKeysWithValues: contents.files.map { ($0.path.description, $0.content) })
    let policy = AttachmentPolicy(
        extensions: facts.attachments.extensions, byteLimit: facts.attachments.byteLimit)
    let plan = attachFolder(
        contents.files.map { ($0.path.description, $0.content.byteCount) }, policy: policy)
    let path = try write(plan, named: contents.name.root + "-attach", store: store) {
        (path, range) throws(SinkError) -> [UInt8] in try files[path]?.bytes(in: range) ?? []
    }
    return (path, plan.items.count, plan.leftOut.filter(\.isLoss).map { "\($0.path): \($0.reason)" })
}

extension AttachFolder.LeftOut {
    /// Whether the reader misses something: a record for programs has its text beside it.
    var isLoss: Bool { !path.hasSuffix(".json") }
}

/// Writes a planned folder piece by piece.
///
/// - Parameters:
///   - plan: The files and what they are made of.
///   - name: The folder's name.
///   - store: Where it goes.
///   - read: Gives sealed bytes of a file of the bundle.
/// - Returns: The folder's path.
/// - Throws: `SinkError`; the folder is then gone.
func write(
    _ plan: AttachFolder, named name: String, store: any BundleStore,
    read: (_ path: String, _ range: Range<Int>) throws(SinkError) -> [UInt8]
) throws(SinkError) -> String {
    var folder = try store.beginFolder(name)
    do throws(SinkError) {
        for item in plan.items {
            var file = try folder.begin(item.name)
            for piece in item.pieces {
                try file.write(Array(piece.heading.utf8).span)
                var start = piece.range.lowerBound
                while start < piece.range.upperBound {
                    let bytes = try read(piece.path, start..<min(start + 1 << 18, piece.range.upperBound))
                    guard !bytes.isEmpty else { throw SinkError("a scratch file ended too early") }
                    try file.write(bytes.span)
                    start += bytes.count
                }
            }
        }
        return try folder.commit()
    } catch {
        folder.discard()
        throw error
    }
}

extension BundleFile.Content {
    /// The size of the file.
    var byteCount: Int {
        switch self {
        case .bytes(let bytes): bytes.value.count
        case .spool(let spool): spool.byteCount
        }
    }

    /// A part of the file.
    fileprivate func bytes(in range: Range<Int>) throws(SinkError) -> [UInt8] {
        switch self {
        case .bytes(let bytes): return Array(bytes.value[range])
        case .spool(let spool):
            do { return try spool.read(at: range.lowerBound, count: range.count).value } catch {
                throw SinkError(error.sentence)
            }
        }
    }
}
