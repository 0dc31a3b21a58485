/// An entry of a zip archive as its central directory says, and then as its own header confirms.
struct ZipEntry {
    let name: ArraySlice<UInt8>
    let flags: Int
    let method: Int
    let crc: UInt32
    private(set) var packed: Int
    private(set) var unpacked: Int
    private(set) var headerOffset: Int
    private(set) var dataOffset = 0
    private let mode: Int

    var isFolder: Bool { name.last == UInt8(ascii: "/") }
    var hasDescriptor: Bool { flags & ZipFormat.hasDescriptor != 0 }
    var dataEnd: Int { dataOffset + packed }

    /// Reads one header of the central directory.
    ///
    /// - Parameters:
    ///   - bytes: The whole directory.
    ///   - position: Where the header starts; moved to the next.
    /// - Throws: `ArchiveError` for what a bundle has no use for.
    init(directory bytes: [UInt8], at position: inout Int) throws(ArchiveError) {
        let start = position
        guard try bytes.littleEndian(at: start, bytes: 4) == ZipFormat.directorySignature else {
            throw .damaged
        }
        // Unix, or the Mac's own zip, which is Unix too.
        let system = try bytes.littleEndian(at: start + 5, bytes: 1)
        flags = try bytes.littleEndian(at: start + 8, bytes: 2)
        method = try bytes.littleEndian(at: start + 10, bytes: 2)
        crc = UInt32(truncatingIfNeeded: try bytes.littleEndian(at: start + 16, bytes: 4))
        packed = try bytes.littleEndian(at: start + 20, bytes: 4)
        unpacked = try bytes.littleEndian(at: start + 24, bytes: 4)
        let nameSize = try bytes.littleEndian(at: start + 28, bytes: 2)
        let extraSize = try bytes.littleEndian(at: start + 30, bytes: 2)
        guard try bytes.littleEndian(at: start + 32, bytes: 2) == 0 else { throw .hiddenBytes }
        guard try bytes.littleEndian(at: start + 34, bytes: 2) == 0 else { throw .unsupported }
        let attributes = try bytes.littleEndian(at: start + 38, bytes: 4)
        mode = system == 3 || system == 19 ? attributes >> 16 : 0
        headerOffset = try bytes.littleEndian(at: start + 42, bytes: 4)
        let nameStart = start + ZipFormat.directorySize
        position = nameStart + nameSize + extraSize
        guard position <= bytes.count else { throw .truncated }
        name = bytes[nameStart..<nameStart + nameSize]
        try readExtra(bytes, nameStart + nameSize..<position)
        try check()
    }

    /// Takes the numbers that stand in the zip64 field, and refuses a second name.
    private mutating func readExtra(_ bytes: [UInt8], _ range: Range<Int>) throws(ArchiveError) {
        var position = range.lowerBound
        var hasWide = false
        while position < range.upperBound {
            guard position + 4 <= range.upperBound else { throw .damaged }
            let id = try bytes.littleEndian(at: position, bytes: 2)
            let end = position + 4 + (try bytes.littleEndian(at: position + 2, bytes: 2))
            guard end <= range.upperBound else { throw .damaged }
            if id == 0x7075 { throw .badName }
            if id == 1 {
                guard !hasWide else { throw .damaged }
                hasWide = true
                try readWide(bytes, position + 4..<end)
            }
            position = end
        }
        // What is elsewhere and not there is a size that lies.
        guard hasWide || max(packed, unpacked, headerOffset) < ZipFormat.elsewhere else {
            throw .sizeMismatch
        }
    }

    private mutating func readWide(_ bytes: [UInt8], _ range: Range<Int>) throws(ArchiveError) {
        var position = range.lowerBound
        func next() throws(ArchiveError) -> Int {
            guard position + 8 <= range.upperBound else { throw .damaged }
            position += 8
            return try bytes.littleEndian(at: position - 8, bytes: 8)
        }
        if unpacked == ZipFormat.elsewhere { unpacked = try next() }
        if packed == ZipFormat.elsewhere { packed = try next() }
        if headerOffset == ZipFormat.elsewhere { headerOffset = try next() }
    }

    private func check() throws(ArchiveError) {
        // Bits 0, 6 and 13: encrypted, strongly encrypted, masked headers.
        guard flags & 0x2041 == 0 else { throw .encrypted }
        guard flags & ~(0x0006 | ZipFormat.hasDescriptor | ZipFormat.isUTF8) == 0 else { throw .unsupported }
        guard method == 0 || method == 8 else { throw .unsupported }
        // With a descriptor nothing but the directory says where stored data ends.
        guard method == 8 || packed == unpacked else { throw .sizeMismatch }
        let kind = mode & 0o170000
        guard kind == 0 || kind == (isFolder ? 0o040000 : 0o100000) else { throw .notAFile }
        guard !isFolder || unpacked == 0 else { throw .notAFile }
    }

    /// Compares with the header before the data and learns where the data starts.
    mutating func confirm(_ source: ArchiveSource) throws(ArchiveError) {
        let header = try source.bytes(at: headerOffset, count: ZipFormat.localSize + name.count)
        guard try header.littleEndian(at: 0, bytes: 4) == ZipFormat.localSignature,
            try header.littleEndian(at: 6, bytes: 2) == flags,
            try header.littleEndian(at: 8, bytes: 2) == method,
            try header.littleEndian(at: 26, bytes: 2) == name.count,
            header[ZipFormat.localSize...] == name
        else { throw .damaged }
        if !hasDescriptor {
            let packed = try header.littleEndian(at: 18, bytes: 4)
            let unpacked = try header.littleEndian(at: 22, bytes: 4)
            guard try header.littleEndian(at: 14, bytes: 4) == Int(crc),
                packed == min(self.packed, ZipFormat.elsewhere) || packed == ZipFormat.elsewhere,
                unpacked == min(self.unpacked, ZipFormat.elsewhere) || unpacked == ZipFormat.elsewhere
            else { throw .sizeMismatch }
        }
        let extra = try header.littleEndian(at: 28, bytes: 2)
        // The offset is inside the source by now, so nothing here can overflow.
        dataOffset = headerOffset + header.count + extra
        guard dataOffset <= source.byteCount, packed <= source.byteCount - dataOffset else {
            throw .truncated
        }
    }

    /// Passes the data and its descriptor.
    ///
    /// - Parameters:
    ///   - source: The archive.
    ///   - limit: Where the next thing starts.
    /// - Throws: `ArchiveError.overlap`, or `.hiddenBytes` when what stands there is no descriptor of this entry.
    func checkEnd(_ source: ArchiveSource, limit: Int) throws(ArchiveError) {
        guard dataEnd <= limit else { throw .overlap }
        let gap = limit - dataEnd
        guard hasDescriptor else {
            guard gap == 0 else { throw .hiddenBytes }
            return
        }
        guard gap <= 24 else { throw .hiddenBytes }
        let found = try source.bytes(at: dataEnd, count: gap)
        let sums = ZipFormat.Sums(crc: crc, packed: packed, unpacked: unpacked)
        let isDescriptor = [(true, false), (true, true), (false, false), (false, true)].contains {
            ZipFormat.descriptor(sums, signed: $0.0, isWide: $0.1) == found
        }
        guard isDescriptor else { throw .hiddenBytes }
    }
}
