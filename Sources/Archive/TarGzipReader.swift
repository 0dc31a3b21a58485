/// Reads a tar archive packed with gzip that may be hostile.
///
/// Opening it unpacks it once to learn what is in it; reading a file unpacks all that stands before it again.
package struct TarGzipReader: ArchiveReader {
    package let members: [ArchiveMember]
    private let source: ArchiveSource
    private let limits: ArchiveLimits

    /// Reads through the whole archive and checks all of it.
    package init(_ source: ArchiveSource, limits: ArchiveLimits = ArchiveLimits()) throws(ArchiveError) {
        var walk = TarWalk(source, limits: limits)
        var members: [ArchiveMember] = []
        while let member = try walk.next() { members.append(member) }
        self.members = members
        self.source = source
        self.limits = limits
    }

    package func forEachChunk(of index: Int, _ body: (ArraySlice<UInt8>) -> Void) throws(ArchiveError) {
        guard members.indices.contains(index) else { throw .damaged }
        var walk = TarWalk(source, limits: limits)
        for _ in 0..<index { _ = try walk.next() }
        guard try walk.next() == members[index] else { throw .damaged }
        while let count = try walk.readChunk() { body(walk.buffer[..<count]) }
    }

    package func forEachChunk(
        _ body: (Int, ArraySlice<UInt8>) -> Void, failed: (Int, ArchiveError) -> Void
    ) {
        var walk = TarWalk(source, limits: limits)
        var index = 0
        do throws(ArchiveError) {
            while let member = try walk.next() {
                guard index < members.count, member == members[index] else { throw .damaged }
                while let count = try walk.readChunk() { body(index, walk.buffer[..<count]) }
                index += 1
            }
        } catch {
            failed(min(index, max(0, members.count - 1)), error)
        }
    }
}

/// One pass over a tar archive.
private struct TarWalk: ~Copyable {
    /// Holds the chunk that was read last.
    private(set) var buffer = [UInt8](repeating: 0, count: 65_536)
    private var pull: GzipPull
    private var names = ArchiveNames()
    private let limits: ArchiveLimits
    private var left = 0
    private var padding = 0
    private var entries = 0
    private var total = 0

    init(_ source: ArchiveSource, limits: ArchiveLimits) {
        pull = GzipPull(source, limits: limits)
        self.limits = limits
    }

    /// Passes what is left of the file before and stands at the content of the next.
    mutating func next() throws(ArchiveError) -> ArchiveMember? {
        while try readChunk() != nil {}
        var records = PaxRecords()
        while let header = try nextHeader() {
            if header.kind == .extended {
                guard header.byteCount <= 65_536 else { throw .tooLarge }
                try enter(header.byteCount)
                var bytes: [UInt8] = []
                while let count = try readChunk() { bytes += buffer[..<count] }
                records = try PaxRecords(bytes)
                continue
            }
            if let member = try member(header, records) { return member }
            records = PaxRecords()
        }
        return nil
    }

    /// Reads the next piece of the current file into `buffer`.
    ///
    /// - Returns: Its size; `nil` at the file's end.
    mutating func readChunk() throws(ArchiveError) -> Int? {
        guard left > 0 else {
            let count = padding
            padding = 0
            guard try pull.read(into: &buffer, count: count) == count else { throw .truncated }
            guard buffer[..<count].allSatisfy({ $0 == 0 }) else { throw .hiddenBytes }
            return nil
        }
        let count = min(left, buffer.count)
        guard try pull.read(into: &buffer, count: count) == count else { throw .truncated }
        left -= count
        return count
    }

    private mutating func member(_ header: TarHeader, _ records: PaxRecords) throws(ArchiveError)
        -> ArchiveMember?
    {
        let size = records.size ?? header.byteCount
        let bytes = records.path ?? header.name
        let name = try names.add(bytes[...])
        let isFolder = header.kind == .folder || name.hasSuffix("/")
        guard !isFolder || size == 0 else { throw .notAFile }
        guard size <= limits.entryBytes, size <= limits.totalBytes - total else { throw .tooLarge }
        total += size
        try enter(size)
        return isFolder ? nil : ArchiveMember(name: name, byteCount: size)
    }

    private mutating func enter(_ size: Int) throws(ArchiveError) {
        entries += 1
        guard entries <= limits.entries else { throw .tooLarge }
        left = size
        padding = (TarHeader.size - size % TarHeader.size) % TarHeader.size
    }

    /// `nil` after two blocks of zeros, when nothing but zeros follows.
    private mutating func nextHeader() throws(ArchiveError) -> TarHeader? {
        guard try pull.read(into: &buffer, count: TarHeader.size) == TarHeader.size else { throw .truncated }
        let block = Array(buffer[..<TarHeader.size])
        guard block.allSatisfy({ $0 == 0 }) else { return try TarHeader(block) }
        var count = try pull.read(into: &buffer, count: TarHeader.size)
        guard count == TarHeader.size else { throw .truncated }
        // Tar fills records of 10 KiB; much more than that is no archive of ours.
        var passed = 0
        while count > 0 {
            guard buffer[..<count].allSatisfy({ $0 == 0 }) else { throw .hiddenBytes }
            passed += count
            guard passed <= 1 << 20 else { throw .hiddenBytes }
            count = try pull.read(into: &buffer, count: TarHeader.size)
        }
        return nil
    }
}
