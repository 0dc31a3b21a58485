import Archive
import Testing

/// Instants, contents and small machines that the tests of archives share.
enum Samples {
    static let time = ArchiveTime(
        year: 2026, month: 11, day: 22, hour: 10, minute: 31, second: 4, secondsSinceEpoch: 1_795_343_464)

    /// Text that packs like a log does.
    static func text(_ count: Int) -> [UInt8] {
        var random = Seeded(seed: 7)
        var bytes: [UInt8] = []
        while bytes.count < count {
            bytes += Array(
                "203.0.113.\(random.next() % 256) GET /checkout/\(random.next() % 1000) 522\n".utf8)
        }
        return Array(bytes.prefix(count))
    }

    /// Bytes nothing can pack.
    static func noise(_ count: Int) -> [UInt8] {
        var random = Seeded(seed: 11)
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

/// Random numbers that are the same in every run (xorshift64*).
struct Seeded: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed &* 0x9e37_79b9_7f4a_7c15 | 1 }

    mutating func next() -> UInt64 {
        state ^= state >> 12
        state ^= state << 25
        state ^= state >> 27
        return state &* 0x2545_f491_4f6c_dd1d
    }
}

/// Changed copies of bytes: flipped, overwritten, cut, doubled and stretched.
func mutants(of bytes: [UInt8], count: Int, seed: UInt64) -> [[UInt8]] {
    var random = Seeded(seed: seed)
    return (0..<count).map { _ in
        var mutant = bytes
        for _ in 0...random.next() % 4 {
            guard !mutant.isEmpty else { break }
            let place = Int(random.next() % UInt64(mutant.count))
            switch random.next() % 6 {
            case 0: mutant[place] ^= 1 << UInt8(random.next() % 8)
            case 1: mutant[place] = [0, 0xff, 0x7f, 0x80][Int(random.next() % 4)]
            case 2: mutant.removeLast(Int(random.next() % UInt64(mutant.count)))
            case 3: mutant.insert(contentsOf: mutant.prefix(place).suffix(20), at: place)
            case 4: mutant.removeSubrange(place..<min(place + 3, mutant.count))
            default: mutant[place] = UInt8(truncatingIfNeeded: random.next())
            }
        }
        return mutant
    }
}
