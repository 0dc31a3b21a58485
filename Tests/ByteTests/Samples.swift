import Archive
import TestSupport
import Testing

/// Instants, contents and small machines that the tests of archives share.
enum Samples {
    static let time = ArchiveTime(
        year: 2026, month: 11, day: 22, hour: 10, minute: 31, second: 4, secondsSinceEpoch: 1_795_343_464)

    /// Text that packs like a log does.
    static func text(_ count: Int) -> [UInt8] {
        var random = SplitMix64(seed: 7)
        var bytes: [UInt8] = []
        while bytes.count < count {
            bytes += Array(
                "203.0.113.\(random.next() % 256) GET /checkout/\(random.next() % 1000) 522\n".utf8)
        }
        return Array(bytes.prefix(count))
    }

    /// Bytes nothing can pack.
    static func noise(_ count: Int) -> [UInt8] {
        var random = SplitMix64(seed: 11)
        return (0..<count).map { _ in UInt8(truncatingIfNeeded: random.next() >> 32) }
    }

    static let files: [(name: String, bytes: [UInt8])] = [
        ("b/case.txt", Array("Priority: P2\n".utf8)), ("b/empty.txt", []),
        ("b/http/http-edge-1.txt", text(200_000)), ("b/noise.bin", noise(70_000)),
    ]

    static func zip(
        _ files: [(name: String, bytes: [UInt8])] = files, known: Bool = true, stored: Bool = false
    ) throws -> [UInt8] {
        var writer = ZipWriter()
        return try write(&writer, files) { file in
            var crc = CRC32()
            crc.update(file.bytes.span)
            return ArchiveEntry(
                name: file.name, byteCount: known ? file.bytes.count : nil, modified: time,
                method: stored ? .stored(crc32: crc.value) : .deflated(level: 6))
        }
    }

    static func tar(_ files: [(name: String, bytes: [UInt8])] = files) throws -> [UInt8] {
        var writer = TarGzipWriter(modified: time)
        return try write(&writer, files) {
            ArchiveEntry(name: $0.name, byteCount: $0.bytes.count, modified: time)
        }
    }

    private static func write<Writer: ArchiveWriter & ~Copyable>(
        _ writer: inout Writer, _ files: [(name: String, bytes: [UInt8])],
        entry: ((name: String, bytes: [UInt8])) -> ArchiveEntry
    ) throws -> [UInt8] {
        var output: [UInt8] = []
        for file in files {
            try writer.begin(entry(file), into: &output)
            // In uneven pieces, as a spool gives them.
            var start = 0
            while start < file.bytes.count {
                let end = min(start + 30_001, file.bytes.count)
                try writer.write(file.bytes[start..<end].span, into: &output)
                start = end
            }
            try writer.end(into: &output)
        }
        try writer.finish(into: &output)
        return output
    }

    /// One gzip member, by way of the tar writer's own pieces.
    static func gzip(_ bytes: [UInt8]) throws -> [UInt8] {
        var output: [UInt8] = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3]
        var deflater = Deflater()
        try deflater.write(bytes.span, into: &output)
        try deflater.finish(into: &output)
        var crc = CRC32()
        crc.update(bytes.span)
        for number in [crc.value, UInt32(truncatingIfNeeded: bytes.count)] {
            for shift in [0, 8, 16, 24] as [UInt32] {
                output.append(UInt8(truncatingIfNeeded: number >> shift))
            }
        }
        return output
    }

    /// Everything a reader gives, by name.
    static func contents(_ reader: some ArchiveReader) throws -> [String: [UInt8]] {
        var contents: [String: [UInt8]] = [:]
        for (index, member) in reader.members.enumerated() {
            var bytes: [UInt8] = []
            try reader.forEachChunk(of: index) { bytes += $0 }
            contents[member.name] = bytes
        }
        return contents
    }
}
