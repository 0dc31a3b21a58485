import Archive
package import CaseModel
package import CaseRedact
package import JSONBytes

/// Writes the whole archive: the files sorted by path below one root folder, the manifest among them.
///
/// The bytes depend on the arguments alone. Every file is read twice, first for its digest; memory is one piece of
/// 64 KiB whatever the files' sizes.
///
/// - Parameters:
///   - name: Gives the root folder its name.
///   - files: All files but the manifest, in any order.
///   - head: The members of the manifest; see `manifest(for:head:)`.
///   - format: The kind of archive.
///   - modified: The time every entry gets.
///   - sink: Takes the archive front to back.
/// - Throws: `BundleError.sink` when the sink fails; what it has by then is no archive.
package func writeBundle(
    name: BundleName, files: [BundleFile], head: Sealed<JSONValue>, format: ArchiveFormat,
    modified: Timestamp,
    to sink: inout some ByteSink
) throws(BundleError) {
    let summed = try SummedFile.sorted(files)
    let manifest = try Manifest.document(summed, head: head)
    switch format {
    case .zip:
        var writer = BundleWriter(ZipWriter(), root: name.root, modified: ArchiveTime(modified))
        try writer.write(summed, manifest: manifest, to: &sink)
    case .tarGzip:
        let time = ArchiveTime(modified)
        var writer = BundleWriter(TarGzipWriter(modified: time), root: name.root, modified: time)
        try writer.write(summed, manifest: manifest, to: &sink)
    }
}

/// Feeds files to an archive and the archive to a sink.
private struct BundleWriter<Writer: ArchiveWriter & ~Copyable>: ~Copyable {
    private var writer: Writer
    private let root: String
    private let modified: ArchiveTime
    private var output: [UInt8] = []

    init(_ writer: consuming Writer, root: String, modified: ArchiveTime) {
        self.writer = writer
        self.root = root
        self.modified = modified
    }

    mutating func write(
        _ files: [SummedFile], manifest: [UInt8], to sink: inout some ByteSink
    ) throws(BundleError) {
        // The manifest's own place in the order.
        let split = files.firstIndex {
            Manifest.path.utf8.lexicographicallyPrecedes($0.file.path.description.utf8)
        }
        for file in files[..<(split ?? files.count)] { try write(file, to: &sink) }
        try begin(Manifest.path, byteCount: manifest.count, .deflated(level: 6))
        try add(manifest, to: &sink)
        try end()
        for file in files[(split ?? files.count)...] { try write(file, to: &sink) }
        do { try writer.finish(into: &output) } catch { throw .archive(error) }
        try drain(to: &sink)
    }

    private mutating func write(_ summed: SummedFile, to sink: inout some ByteSink) throws(BundleError) {
        let file = summed.file
        try begin(file.path.description, byteCount: summed.byteCount, try method(of: file))
        // Not `forEachPiece`: its closure could not hold self.
        var done = 0
        while done < summed.byteCount {
            let piece = try file.piece(at: done, limit: summed.byteCount)
            done += piece.count
            try add(piece, to: &sink)
        }
        try end()
    }

    private func method(of file: BundleFile) throws(BundleError) -> ArchiveEntry.Method {
        if file.isCompressed {
            var crc = CRC32()
            try file.forEachPiece { crc.update($0.span) }
            return .stored(crc32: crc.value)
        }
        // Level 6 packs 80 MB a second on one core, level 1 three times that and a quarter bigger.
        return .deflated(level: file.byteCount > 64 << 20 ? 1 : 6)
    }

    private mutating func begin(
        _ path: String, byteCount: Int, _ method: ArchiveEntry.Method
    ) throws(BundleError) {
        let entry = ArchiveEntry(
            name: "\(root)/\(path)", byteCount: byteCount, modified: modified, method: method)
        do { try writer.begin(entry, into: &output) } catch { throw .archive(error) }
    }

    private mutating func add(_ bytes: [UInt8], to sink: inout some ByteSink) throws(BundleError) {
        do { try writer.write(bytes.span, into: &output) } catch { throw .archive(error) }
        if output.count >= 65_536 { try drain(to: &sink) }
    }

    private mutating func end() throws(BundleError) {
        do { try writer.end(into: &output) } catch { throw .archive(error) }
    }

    private mutating func drain(to sink: inout some ByteSink) throws(BundleError) {
        let bytes = output
        output.removeAll(keepingCapacity: true)
        do { try sink.write(bytes.span) } catch { throw .sink(error) }
    }
}

extension ArchiveTime {
    /// The same instant.
    init(_ time: Timestamp) {
        let civil = time.civilUTC
        self.init(
            year: civil.year, month: civil.month, day: civil.day, hour: civil.hour, minute: civil.minute,
            second: civil.second,
            secondsSinceEpoch: civil.daysSinceEpoch * 86_400 + civil.hour * 3600 + civil.minute * 60
                + civil.second)
    }
}
