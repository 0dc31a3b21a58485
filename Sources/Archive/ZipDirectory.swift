/// Where a zip archive's central directory stands, by the records at the archive's end.
struct ZipDirectory {
    let offset: Int
    let size: Int
    let entries: Int

    /// Reads the end of the archive; everything must touch, and a comment is refused: both could hide bytes.
    init(_ source: ArchiveSource) throws(ArchiveError) {
        let endOffset = source.byteCount - ZipFormat.endSize
        guard endOffset >= 0 else { throw .truncated }
        let end = try source.bytes(at: endOffset, count: ZipFormat.endSize)
        guard try end.littleEndian(at: 0, bytes: 4) == ZipFormat.endSignature else { throw .truncated }
        guard try end.littleEndian(at: 4, bytes: 4) == 0,
            try end.littleEndian(at: 8, bytes: 2) == end.littleEndian(at: 10, bytes: 2)
        else { throw .unsupported }
        guard try end.littleEndian(at: 20, bytes: 2) == 0 else { throw .hiddenBytes }
        let entries = try end.littleEndian(at: 10, bytes: 2)
        let size = try end.littleEndian(at: 12, bytes: 4)
        let offset = try end.littleEndian(at: 16, bytes: 4)
        if entries == 0xffff || size == ZipFormat.elsewhere || offset == ZipFormat.elsewhere {
            self = try Self.wide(source, before: endOffset)
        } else {
            self.init(offset: offset, size: size, entries: entries)
            guard offset + size == endOffset else {
                throw offset + size < endOffset ? .hiddenBytes : .truncated
            }
        }
    }

    private init(offset: Int, size: Int, entries: Int) {
        self.offset = offset
        self.size = size
        self.entries = entries
    }

    /// The same from the zip64 records.
    private static func wide(_ source: ArchiveSource, before endOffset: Int) throws(ArchiveError)
        -> ZipDirectory
    {
        let locatorOffset = endOffset - ZipFormat.wideLocatorSize
        let wideOffset = locatorOffset - ZipFormat.wideEndSize
        guard wideOffset >= 0 else { throw .truncated }
        let locator = try source.bytes(at: locatorOffset, count: ZipFormat.wideLocatorSize)
        let end = try source.bytes(at: wideOffset, count: ZipFormat.wideEndSize)
        guard try locator.littleEndian(at: 0, bytes: 4) == ZipFormat.wideLocatorSignature,
            try locator.littleEndian(at: 8, bytes: 8) == wideOffset,
            try end.littleEndian(at: 0, bytes: 4) == ZipFormat.wideEndSignature,
            try end.littleEndian(at: 4, bytes: 8) == ZipFormat.wideEndSize - 12,
            try end.littleEndian(at: 16, bytes: 8) == 0,
            try end.littleEndian(at: 24, bytes: 8) == end.littleEndian(at: 32, bytes: 8)
        else { throw .damaged }
        let directory = ZipDirectory(
            offset: try end.littleEndian(at: 48, bytes: 8), size: try end.littleEndian(at: 40, bytes: 8),
            entries: try end.littleEndian(at: 32, bytes: 8))
        guard directory.size <= wideOffset, directory.offset == wideOffset - directory.size else {
            throw .damaged
        }
        return directory
    }
}
