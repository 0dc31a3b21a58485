/// Bytes an archive is read from, at any place.
package struct ArchiveSource: Sendable {
    /// The size of the whole.
    package let byteCount: Int
    private let readAt: @Sendable (_ offset: Int, _ count: Int) throws(ArchiveError) -> [UInt8]

    /// - Parameters:
    ///   - byteCount: The size of the whole.
    ///   - read: Gives up to `count` bytes from `offset`; fewer is allowed, none means the end. Throws
    ///     `ArchiveError.unreadable` with the system's words.
    package init(
        byteCount: Int,
        read: @escaping @Sendable (_ offset: Int, _ count: Int) throws(ArchiveError) -> [UInt8]
    ) {
        self.byteCount = byteCount
        readAt = read
    }

    /// A source over bytes in memory.
    package init(_ bytes: [UInt8]) {
        self.init(byteCount: bytes.count) { offset, count in
            Array(bytes[min(offset, bytes.count)..<min(offset + count, bytes.count)])
        }
    }

    /// The first bytes, fewer when there are not so many.
    package func prefix(_ count: Int) throws(ArchiveError) -> [UInt8] {
        try bytes(at: 0, count: min(count, byteCount))
    }

    /// Exactly `count` bytes.
    ///
    /// - Throws: `ArchiveError.truncated` when they are not all there.
    func bytes(at offset: Int, count: Int) throws(ArchiveError) -> [UInt8] {
        guard offset >= 0, count >= 0, offset <= byteCount, count <= byteCount - offset else {
            throw .truncated
        }
        guard count > 0 else { return [] }
        var result = try readAt(offset, count)
        while result.count < count {
            let more = try readAt(offset + result.count, count - result.count)
            guard !more.isEmpty else { throw .truncated }
            result += more
        }
        guard result.count == count else { throw .damaged }
        return result
    }
}

/// How much a reader takes before it refuses.
package struct ArchiveLimits: Hashable, Sendable {
    /// Entries, folders included.
    package var entries = 10_000
    /// Unpacked bytes of one entry.
    package var entryBytes = 16 << 30
    /// Unpacked bytes of all entries.
    package var totalBytes = 64 << 30
    /// Bytes unpacked from one byte; asked only of what unpacks to more than 16 MiB.
    package var ratio = 256

    package init() {}

    /// Whether so much from so little can only be a bomb.
    func isBomb(unpacked: Int, packed: Int) -> Bool {
        unpacked > 16 << 20 && unpacked / ratio > packed
    }
}

/// A file in an archive; folders are checked and left out.
package struct ArchiveMember: Hashable, Sendable {
    /// Relative, without `.` and `..`, as it stands in the archive.
    package let name: String
    package let byteCount: Int
}

/// Reads an archive that nobody vouches for.
///
/// Opening it checks every header; reading an entry checks its size and checksum. Memory is bounded by the limits on
/// entries and one chunk.
package protocol ArchiveReader: Sendable {
    /// In the order of the archive's own directory.
    var members: [ArchiveMember] { get }

    /// Unpacks one file.
    ///
    /// - Parameters:
    ///   - index: Into `members`.
    ///   - body: Gets the content in order, 64 KiB at a time; do not rely on it before the call has returned.
    /// - Throws: `ArchiveError` when the content is not what the header says.
    func forEachChunk(of index: Int, _ body: (ArraySlice<UInt8>) -> Void) throws(ArchiveError)

    /// Unpacks every file in one pass.
    ///
    /// - Parameters:
    ///   - body: Gets the index into `members` and a chunk; an empty file has none.
    ///   - failed: Gets the index of a file that could not be unpacked. What follows it is given where the format
    ///     allows that (zip), and not where it does not (tar.gz).
    func forEachChunk(
        _ body: (Int, ArraySlice<UInt8>) -> Void, failed: (Int, ArchiveError) -> Void)
}
