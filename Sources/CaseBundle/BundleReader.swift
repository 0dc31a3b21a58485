package import Archive
import CaseModel
package import JSONBytes

/// Reads a bundle that nobody vouches for, zip or tar.gz.
///
/// Opening it checks the archive's headers, the layout and the manifest's form; `verify` checks the content. Memory is
/// bounded by the manifest and the list of files.
package struct BundleReader: Sendable {
    /// A file as the manifest describes it.
    package struct File: Sendable, Hashable {
        package let path: String
        package let byteCount: Int
        /// 64 lower-case hex digits.
        package let sha256: String
        package let mediaType: String
        package let step: String?
        package let redactions: Int
    }

    /// The name of the root folder.
    package let root: String
    /// The whole document.
    package let manifest: JSONValue
    /// What the manifest says is in the bundle.
    package let files: [File]
    /// What is in the archive, the manifest included: paths below the root, and unpacked sizes.
    package let entries: [(path: String, byteCount: Int)]
    package let format: ArchiveFormat
    let archive: any ArchiveReader

    /// Opens a bundle.
    ///
    /// - Parameters:
    ///   - bytes: The archive.
    ///   - limits: How much is taken before it is refused.
    /// - Throws: `BundleError.archive` for what is damaged or hostile, `.badLayout`, `.noManifest`, `.badManifest`,
    ///   `.newerFormat`.
    package init(
        _ bytes: some RandomAccessBytes, limits: ArchiveLimits = ArchiveLimits()
    ) throws(BundleError) {
        let (archive, format) = try Self.open(ArchiveSource(bytes), limits)
        let (root, entries) = try Self.layout(archive.members)
        guard let index = entries.firstIndex(where: { $0.path == Manifest.path }) else { throw .noManifest }
        let document = try Self.content(archive, index, size: entries[index].byteCount, limit: 64 << 20)
        do {
            manifest = try JSONValue(parsing: document)
        } catch {
            throw .badManifest
        }
        files = try Self.files(manifest)
        self.archive = archive
        self.format = format
        self.root = root
        self.entries = entries
    }

    /// A file's whole content; not checked against the manifest.
    ///
    /// - Parameters:
    ///   - path: Below the root.
    ///   - limit: The most bytes that are wanted.
    /// - Returns: The bytes.
    /// - Throws: `BundleError.noSuchFile`, `.tooLarge`, or `.archive` when it cannot be unpacked.
    package func read(_ path: String, limit: Int) throws(BundleError) -> [UInt8] {
        let index = try index(of: path)
        return try Self.content(archive, index, size: entries[index].byteCount, limit: limit)
    }

    /// Gives a file's content in pieces of 64 KiB; not checked against the manifest.
    ///
    /// - Parameters:
    ///   - path: Below the root.
    ///   - body: Gets the pieces in order, also when the call throws in the end.
    /// - Throws: `BundleError.noSuchFile`, or `.archive` when it cannot be unpacked.
    package func forEachChunk(of path: String, _ body: (Span<UInt8>) -> Void) throws(BundleError) {
        let index = try index(of: path)
        do throws(ArchiveError) {
            try archive.forEachChunk(of: index) { body($0.span) }
        } catch {
            throw .archive(error)
        }
    }

    private func index(of path: String) throws(BundleError) -> Int {
        guard let index = entries.firstIndex(where: { $0.path == path }) else { throw .noSuchFile }
        return index
    }

    private static func open(
        _ source: ArchiveSource, _ limits: ArchiveLimits
    ) throws(BundleError) -> (any ArchiveReader, ArchiveFormat) {
        do throws(ArchiveError) {
            // Anything that is not gzip goes to the zip reader, which says what it is not.
            let prefix = try source.prefix(2)
            if GzipInflater.isGzip(prefix) { return (try TarGzipReader(source, limits: limits), .tarGzip) }
            return (try ZipReader(source, limits: limits), .zip)
        } catch {
            throw .archive(error)
        }
    }

    /// Takes the root folder off every path.
    private static func layout(
        _ members: [ArchiveMember]
    ) throws(BundleError) -> (root: String, entries: [(path: String, byteCount: Int)]) {
        guard let root = members.first?.name.prefix(while: { $0 != "/" }) else { throw .noManifest }
        guard isRoot(root) else { throw .badLayout }
        var entries: [(path: String, byteCount: Int)] = []
        for member in members {
            guard member.name.hasPrefix("\(root)/"),
                let path = BundlePath(member.name.dropFirst(root.count + 1))
            else { throw .badLayout }
            entries.append((path.description, member.byteCount))
        }
        return (String(root), entries)
    }

    private static func isRoot(_ name: Substring) -> Bool {
        (1...255).contains(name.utf8.count)
            && name.utf8.allSatisfy { byte in
                switch byte {
                case 48...57, 65...90, 97...122, 46, 95, 45: true
                default: false
                }
            }
    }

    private static func content(
        _ archive: any ArchiveReader, _ index: Int, size: Int, limit: Int
    ) throws(BundleError) -> [UInt8] {
        guard size <= limit else { throw .tooLarge }
        var content: [UInt8] = []
        do throws(ArchiveError) {
            try archive.forEachChunk(of: index) { content += $0 }
        } catch {
            throw .archive(error)
        }
        return content
    }

    /// Reads the manifest's list.
    private static func files(_ manifest: JSONValue) throws(BundleError) -> [File] {
        guard let format = manifest["format"]?.string else { throw .badManifest }
        guard format == Manifest.format else {
            throw format.hasPrefix("casefile-bundle/") ? .newerFormat : .badManifest
        }
        guard let list = manifest["files"]?.array else { throw .badManifest }
        var files: [File] = []
        var seen: Set<String> = []
        for item in list {
            guard let path = item["path"]?.string, BundlePath(path) != nil, seen.insert(path).inserted,
                let byteCount = item["bytes"]?.int, byteCount >= 0, let sha256 = item["sha256"]?.string,
                sha256.utf8.count == 64,
                sha256.utf8.allSatisfy({ (48...57).contains($0) || (97...102).contains($0) })
            else { throw .badManifest }
            let redactions = item["redactions"]?.int ?? 0
            guard (0...1 << 40).contains(redactions) else { throw .badManifest }
            files.append(
                File(
                    path: path, byteCount: byteCount, sha256: sha256,
                    mediaType: item["media_type"]?.string ?? "application/octet-stream",
                    step: item["step"]?.string, redactions: redactions))
        }
        return files
    }
}
