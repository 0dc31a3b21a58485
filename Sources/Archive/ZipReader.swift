/// Reads a zip archive that may be hostile; strict about everything a bundle has no use for.
package struct ZipReader: ArchiveReader {
    package let members: [ArchiveMember]
    private let source: ArchiveSource
    private let entries: [ZipEntry]

    /// Reads and checks all headers.
    ///
    /// - Throws: `ArchiveError`; see its cases for what is refused.
    package init(_ source: ArchiveSource, limits: ArchiveLimits = ArchiveLimits()) throws(ArchiveError) {
        guard source.byteCount >= 4 else { throw .notAnArchive }
        guard Self.isZip(try source.bytes(at: 0, count: 4)) else { throw .notAnArchive }
        let directory = try ZipDirectory(source)
        guard directory.entries <= limits.entries, directory.size <= 64 << 20 else { throw .tooLarge }
        var entries = try Self.entries(source, directory)
        try Self.check(entries, limits)
        for index in entries.indices { try entries[index].confirm(source) }
        try Self.checkLayout(entries, source, end: directory.offset)
        self.source = source
        var names = ArchiveNames()
        var members: [ArchiveMember] = []
        for entry in entries {
            let name = try names.add(entry.name)
            if !entry.isFolder { members.append(ArchiveMember(name: name, byteCount: entry.unpacked)) }
        }
        self.members = members
        self.entries = entries.filter { !$0.isFolder }
    }

    /// Whether a file that begins so is a zip archive; four bytes are enough.
    package static func isZip(_ prefix: [UInt8]) -> Bool {
        prefix.starts(with: [0x50, 0x4b, 3, 4]) || prefix.starts(with: [0x50, 0x4b, 5, 6])
    }

    package func forEachChunk(of index: Int, _ body: (ArraySlice<UInt8>) -> Void) throws(ArchiveError) {
        guard entries.indices.contains(index) else { throw .damaged }
        let entry = entries[index]
        var crc = CRC32()
        if entry.method == 0 {
            try readStored(entry, &crc, body)
        } else {
            try readDeflated(entry, &crc, body)
        }
        guard crc.value == entry.crc else { throw .checksumMismatch }
    }

    package func forEachChunk(
        _ body: (Int, ArraySlice<UInt8>) -> Void, failed: (Int, ArchiveError) -> Void
    ) {
        for index in entries.indices {
            do throws(ArchiveError) {
                try forEachChunk(of: index) { body(index, $0) }
            } catch {
                failed(index, error)
            }
        }
    }

    private func readStored(
        _ entry: ZipEntry, _ crc: inout CRC32, _ body: (ArraySlice<UInt8>) -> Void
    ) throws(ArchiveError) {
        var done = 0
        while done < entry.packed {
            let chunk = try source.bytes(at: entry.dataOffset + done, count: min(65_536, entry.packed - done))
            crc.update(chunk.span)
            body(chunk[...])
            done += chunk.count
        }
    }

    private func readDeflated(
        _ entry: ZipEntry, _ crc: inout CRC32, _ body: (ArraySlice<UInt8>) -> Void
    ) throws(ArchiveError) {
        var stream = InflateStream(.raw)
        var buffer = [UInt8](repeating: 0, count: 65_536)
        var taken = 0
        var given = 0
        var hasEnded = false
        while !hasEnded, taken < entry.packed {
            let input = try source.bytes(
                at: entry.dataOffset + taken, count: min(65_536, entry.packed - taken))
            taken += input.count
            var position = 0
            var isFull = true
            while !hasEnded, isFull || position < input.count {
                let step = try stream.step(input.span, at: &position, into: &buffer, place: 0..<buffer.count)
                given += step.written
                guard given <= entry.unpacked else { throw .sizeMismatch }
                hasEnded = step.ended
                isFull = step.written == buffer.count
                let chunk = buffer[..<step.written]
                crc.update(chunk.span)
                if step.written > 0 { body(chunk) }
            }
            guard !hasEnded || position == input.count else { throw .hiddenBytes }
        }
        guard hasEnded else { throw .truncated }
        guard taken == entry.packed else { throw .hiddenBytes }
        guard given == entry.unpacked else { throw .sizeMismatch }
    }

    private static func entries(
        _ source: ArchiveSource, _ directory: ZipDirectory
    ) throws(ArchiveError) -> [ZipEntry] {
        let bytes = try source.bytes(at: directory.offset, count: directory.size)
        var entries: [ZipEntry] = []
        var position = 0
        for _ in 0..<directory.entries { entries.append(try ZipEntry(directory: bytes, at: &position)) }
        guard position == bytes.count else { throw .hiddenBytes }
        return entries
    }

    private static func check(_ entries: [ZipEntry], _ limits: ArchiveLimits) throws(ArchiveError) {
        var total = 0
        for entry in entries {
            guard entry.unpacked <= limits.entryBytes, entry.unpacked <= limits.totalBytes - total else {
                throw .tooLarge
            }
            total += entry.unpacked
            guard !limits.isBomb(unpacked: entry.unpacked, packed: entry.packed) else { throw .bomb }
        }
    }

    /// Entries must follow each other from the first byte to the directory, without overlap and without holes.
    private static func checkLayout(
        _ entries: [ZipEntry], _ source: ArchiveSource, end: Int
    ) throws(ArchiveError) {
        let sorted = entries.sorted { $0.headerOffset < $1.headerOffset }
        guard (sorted.first?.headerOffset ?? end) == 0 else { throw .hiddenBytes }
        for (index, entry) in sorted.enumerated() {
            let next = index + 1 < sorted.count ? sorted[index + 1].headerOffset : end
            try entry.checkEnd(source, limit: next)
        }
    }
}
