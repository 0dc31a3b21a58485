/// Writes a zip archive (APPNOTE 6.3.10) front to back, without going back to fill in a header.
///
/// Deflated entries carry their sizes in a data descriptor; sizes, offsets and counts that do not fit use zip64.
package struct ZipWriter: ArchiveWriter, ~Copyable {
    private var deflater = Deflater()
    private var names = ArchiveNames()
    private var directory: [UInt8] = []
    private var entryCount = 0
    private var offset = 0
    private var current: Current?

    private struct Current {
        let entry: ArchiveEntry
        let headerOffset: Int
        let isWide: Bool
        var crc = CRC32()
        var byteCount = 0
    }

    package init() {}

    package mutating func begin(_ entry: ArchiveEntry, into output: inout [UInt8]) throws(ArchiveError) {
        guard current == nil else { throw .contentChanged }
        try names.add(entry.name)
        guard entry.name.utf8.count <= 2048, !entry.name.hasSuffix("/") else { throw .badName }
        // Compressed data may be a little longer than the content, so zip64 begins before 4 GiB.
        let isWide = (entry.byteCount ?? .max) >= 0xf000_0000
        let start = output.count
        ZipFormat.appendLocalHeader(entry, isWide: isWide, to: &output)
        current = Current(entry: entry, headerOffset: offset, isWide: isWide)
        offset += output.count - start
        switch entry.method {
        case .deflated(let level): try deflater.reset(level: level)
        case .stored: guard entry.byteCount != nil else { throw .contentChanged }
        }
    }

    package mutating func write(_ bytes: Span<UInt8>, into output: inout [UInt8]) throws(ArchiveError) {
        guard let entry = current?.entry else { throw .contentChanged }
        current?.crc.update(bytes)
        current?.byteCount += bytes.count
        let start = output.count
        if case .stored = entry.method {
            for index in bytes.indices { output.append(bytes[index]) }
        } else {
            try deflater.write(bytes, into: &output)
        }
        offset += output.count - start
    }

    package mutating func end(into output: inout [UInt8]) throws(ArchiveError) {
        guard let done = current else { throw .contentChanged }
        current = nil
        guard done.entry.byteCount == nil || done.entry.byteCount == done.byteCount else {
            throw .contentChanged
        }
        let start = output.count
        var packed = done.byteCount
        if case .stored(let crc) = done.entry.method {
            guard crc == done.crc.value else { throw .contentChanged }
        } else {
            try deflater.finish(into: &output)
            packed = deflater.outputBytes
            let sums = ZipFormat.Sums(crc: done.crc.value, packed: packed, unpacked: done.byteCount)
            output += ZipFormat.descriptor(sums, signed: true, isWide: done.isWide)
        }
        offset += output.count - start
        entryCount += 1
        ZipFormat.appendDirectoryHeader(
            done.entry, .init(crc: done.crc.value, packed: packed, unpacked: done.byteCount),
            headerOffset: done.headerOffset, isWide: done.isWide, to: &directory)
    }

    package mutating func finish(into output: inout [UInt8]) throws(ArchiveError) {
        guard current == nil else { throw .contentChanged }
        output += directory
        ZipFormat.appendEnd(
            entries: entryCount, directoryOffset: offset, directorySize: directory.count, to: &output)
    }
}
