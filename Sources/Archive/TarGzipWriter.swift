/// Writes a tar archive (ustar, pax where names or sizes do not fit) as one gzip member.
package struct TarGzipWriter: ArchiveWriter, ~Copyable {
    private var deflater = Deflater()
    private var names = ArchiveNames()
    private var crc = CRC32()
    private var byteCount = 0
    private var hasStarted = false
    private let modified: ArchiveTime
    private var current: (promised: Int, written: Int)?

    /// - Parameter modified: The time in the gzip header.
    package init(modified: ArchiveTime) { self.modified = modified }

    package mutating func begin(_ entry: ArchiveEntry, into output: inout [UInt8]) throws(ArchiveError) {
        guard current == nil, let promised = entry.byteCount, promised >= 0 else { throw .contentChanged }
        try names.add(entry.name)
        guard entry.name.utf8.count <= 2048, !entry.name.hasSuffix("/") else { throw .badName }
        start(&output)
        let header = TarHeader.blocks(for: entry, byteCount: promised)
        try pack(header.span, &output)
        current = (promised, 0)
    }

    package mutating func write(_ bytes: Span<UInt8>, into output: inout [UInt8]) throws(ArchiveError) {
        guard let entry = current, bytes.count <= entry.promised - entry.written else {
            throw .contentChanged
        }
        current?.written += bytes.count
        try pack(bytes, &output)
    }

    package mutating func end(into output: inout [UInt8]) throws(ArchiveError) {
        guard let entry = current, entry.written == entry.promised else { throw .contentChanged }
        current = nil
        let padding = TarHeader.padding(after: entry.written)
        try pack(padding.span, &output)
    }

    package mutating func finish(into output: inout [UInt8]) throws(ArchiveError) {
        guard current == nil else { throw .contentChanged }
        start(&output)
        let end = [UInt8](repeating: 0, count: 2 * TarHeader.size)
        try pack(end.span, &output)
        try deflater.finish(into: &output)
        output.append(littleEndian: Int(crc.value), bytes: 4)
        output.append(littleEndian: byteCount, bytes: 4)
    }

    private mutating func start(_ output: inout [UInt8]) {
        guard !hasStarted else { return }
        hasStarted = true
        output += [0x1f, 0x8b, 8, 0]
        output.append(littleEndian: Int(UInt32(clamping: modified.secondsSinceEpoch)), bytes: 4)
        // No claim about the level; written on Unix.
        output += [0, 3]
    }

    private mutating func pack(_ bytes: Span<UInt8>, _ output: inout [UInt8]) throws(ArchiveError) {
        crc.update(bytes)
        byteCount += bytes.count
        try deflater.write(bytes, into: &output)
    }
}
