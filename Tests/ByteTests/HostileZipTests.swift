import Archive
import Testing

/// A zip archive made by hand, with a lie in any of its fields.
struct HandmadeZip {
    struct Entry {
        var name = "b/a.txt"
        var localName: String?
        var data: [UInt8] = Array("hello".utf8)
        var method = 0
        var flags = 0
        var crc: UInt32?
        var packed: Int?
        var unpacked: Int?
        /// Only in the central directory.
        var centralUnpacked: Int?
        var mode = 0o100644
        var offset: Int?
        var extra: [UInt8] = []
        var after: [UInt8] = []
    }

    var entries: [Entry] = []
    var comment: [UInt8] = []
    var beforeDirectory: [UInt8] = []

    init(_ entries: Entry...) { self.entries = entries }

    private static func field(_ value: Int, _ bytes: Int) -> [UInt8] {
        (0..<bytes).map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) }
    }

    var bytes: [UInt8] {
        var output: [UInt8] = []
        var directory: [UInt8] = []
        for entry in entries {
            var crc = CRC32()
            crc.update(entry.data.span)
            let offset = entry.offset ?? output.count
            let sum = Int(entry.crc ?? crc.value)
            func shared(_ unpacked: Int?) -> [UInt8] {
                Self.field(20, 2) + Self.field(entry.flags, 2) + Self.field(entry.method, 2)
                    + Self.field(0, 4)
                    + Self.field(sum, 4) + Self.field(entry.packed ?? entry.data.count, 4)
                    + Self.field(unpacked ?? entry.data.count, 4)
            }
            let name = Array(entry.name.utf8)
            let local = Array((entry.localName ?? entry.name).utf8)
            output += [0x50, 0x4b, 3, 4] + shared(entry.unpacked) + Self.field(local.count, 2) + [0, 0]
            output += local + entry.data + entry.after
            directory += [0x50, 0x4b, 1, 2, 20, 3] + shared(entry.centralUnpacked ?? entry.unpacked)
            directory += Self.field(name.count, 2) + Self.field(entry.extra.count, 2) + Self.field(0, 6)
            directory += Self.field(entry.mode << 16, 4) + Self.field(offset, 4) + name + entry.extra
        }
        output += beforeDirectory
        let end = Self.field(entries.count, 2) + Self.field(entries.count, 2) + Self.field(directory.count, 4)
        return output + directory + [0x50, 0x4b, 5, 6, 0, 0, 0, 0] + end + Self.field(output.count, 4)
            + Self.field(comment.count, 2) + comment
    }
}

struct HostileZipTests {
    private func read(_ zip: HandmadeZip) throws {
        _ = try Samples.contents(try ZipReader(ArchiveSource(zip.bytes)))
    }

    @Test func theHandmadeArchiveIsGoodWithoutALie() throws {
        var folder = HandmadeZip.Entry(name: "b/", data: [])
        folder.mode = 0o040755
        let reader = try ZipReader(ArchiveSource(HandmadeZip(folder, .init()).bytes))
        #expect(try Samples.contents(reader) == ["b/a.txt": Array("hello".utf8)])
    }

    @Test(
        "refuses names that reach out of the folder",
        arguments: [
            ("/etc/passwd", ArchiveError.absolutePath), ("C:/a", .absolutePath), ("../a", .dotPath),
            ("b/../../a", .dotPath), ("b/./a", .dotPath), ("b\\a", .badName), ("b//a", .badName),
            ("", .badName),
            ("b/\u{0}a", .badName), ("b/\u{1b}[2Ja", .badName), ("b/\u{202e}a", .badName), ("/", .notAFile),
        ])
    func names(name: String, expected: ArchiveError) {
        #expect(throws: expected) { try read(HandmadeZip(.init(name: name))) }
    }

    static let lies: [(String, HandmadeZip.Entry, ArchiveError)] = [
        ("a symbolic link", .init(mode: 0o120777), .notAFile),
        ("a device", .init(mode: 0o020644), .notAFile),
        ("a folder by mode", .init(mode: 0o040755), .notAFile),
        ("a folder with content", .init(name: "b/", mode: 0o040755), .notAFile),
        ("another name before the data", .init(localName: "b/b.txt"), .damaged),
        ("encryption", .init(flags: 1), .encrypted),
        ("patched data", .init(flags: 0x20), .unsupported),
        ("bzip2", .init(method: 12), .unsupported),
        ("a wrong checksum", .init(crc: 1), .checksumMismatch),
        ("a stored size that lies", .init(unpacked: 6), .sizeMismatch),
        ("two sizes", .init(unpacked: 5, centralUnpacked: 6), .sizeMismatch),
        ("data past the directory", .init(packed: 500, unpacked: 500), .truncated),
        ("data into the directory", .init(packed: 20, unpacked: 20), .overlap),
        ("a header past the end", .init(offset: 0x7fff_fff0), .truncated),
        ("a zip64 size that is not there", .init(packed: 0xffff_ffff, unpacked: 0xffff_ffff), .sizeMismatch),
        ("half an extra field", .init(extra: [1, 0, 8]), .damaged),
        ("an extra field past its end", .init(extra: [9, 0, 8, 0, 1]), .damaged),
        ("a second name", .init(extra: [0x75, 0x70, 1, 0, 1]), .badName),
        ("bytes behind the data", .init(after: [1, 2, 3]), .hiddenBytes),
        ("a descriptor that lies", .init(flags: 8, after: [UInt8](repeating: 0, count: 12)), .hiddenBytes),
        ("no deflate data", .init(data: [0xff, 0xff], method: 8), .damaged),
        ("deflate data that goes on", .init(data: [3, 0, 9], method: 8, crc: 0, unpacked: 0), .hiddenBytes),
        ("deflate data that stops", .init(data: [0], method: 8), .truncated),
        (
            "a longer content", .init(data: [1, 2, 0, 0xfd, 0xff, 7, 7], method: 8, unpacked: 1),
            .sizeMismatch
        ),
        (
            "a shorter content", .init(data: [1, 2, 0, 0xfd, 0xff, 7, 7], method: 8, unpacked: 3),
            .sizeMismatch
        ),
        ("a bomb by its size", .init(data: [3, 0], method: 8, unpacked: 1 << 30), .bomb),
    ]

    @Test("refuses an entry with", arguments: lies)
    func entries(what: String, entry: HandmadeZip.Entry, expected: ArchiveError) {
        #expect(throws: expected) { try read(HandmadeZip(entry)) }
    }

    @Test("refuses two entries of one name", arguments: ["b/a.txt", "B/A.TXT", "b/a.txt/"])
    func duplicates(second: String) {
        let entry = HandmadeZip.Entry(name: second, data: second.hasSuffix("/") ? [] : [1], mode: 0)
        #expect(throws: ArchiveError.duplicateName) { try read(HandmadeZip(.init(), entry)) }
    }

    @Test func refusesEntriesThatShareBytes() {
        // The quine's trick: the first entry's data holds the second entry.
        let inner = HandmadeZip.Entry(name: "b/in", data: [UInt8](repeating: 1, count: 8))
        let body = Array(HandmadeZip(inner).bytes.prefix(30 + 4 + 8))
        var zip = HandmadeZip(.init(name: "b/out", data: body), inner)
        zip.entries[1].offset = 35
        #expect(throws: ArchiveError.overlap) { try read(zip) }
        // And two headers of one place.
        zip = HandmadeZip(.init(name: "b/x"), .init(name: "b/x2", localName: "b/x"))
        zip.entries[1].offset = 0
        #expect(throws: ArchiveError.self) { try read(zip) }
    }

    @Test func refusesBytesThatBelongToNothing() {
        var zip = HandmadeZip(.init())
        zip.comment = Array("hello".utf8)
        #expect(throws: ArchiveError.truncated) { try read(zip) }
        zip.comment = []
        zip.beforeDirectory = [1, 2, 3]
        #expect(throws: ArchiveError.hiddenBytes) { try read(zip) }
        let prefixed = Array("PK\u{3}\u{4}".utf8) + HandmadeZip(.init()).bytes
        #expect(throws: ArchiveError.hiddenBytes) { try ZipReader(ArchiveSource(prefixed)) }
    }

    @Test func aBombIsRefusedBeforeItIsUnpacked() throws {
        // A compressor without our own guard: runs of one byte, 258 at a time, make about a thousandfold.
        let zeros = [UInt8](repeating: 0, count: 4 << 20)
        var deflater = Deflater(level: 9)
        var packed: [UInt8] = []
        try deflater.write(zeros.span, into: &packed)
        try deflater.finish(into: &packed)
        let entry = HandmadeZip.Entry(data: packed, method: 8, crc: 0, unpacked: 64 << 20)
        #expect(throws: ArchiveError.bomb) { try read(HandmadeZip(entry)) }
        var limits = ArchiveLimits()
        limits.entryBytes = 1000
        #expect(throws: ArchiveError.tooLarge) {
            try ZipReader(ArchiveSource(try Samples.zip()), limits: limits)
        }
        limits = ArchiveLimits()
        limits.totalBytes = 250_000
        #expect(throws: ArchiveError.tooLarge) {
            try ZipReader(ArchiveSource(try Samples.zip()), limits: limits)
        }
    }

    @Test("says when it is no archive, or only the front of one", arguments: [0, 3, 4, 21, 22, 100])
    func cut(count: Int) throws {
        let archive = Array(try Samples.zip().prefix(count))
        #expect(throws: count < 4 ? ArchiveError.notAnArchive : .truncated) {
            try ZipReader(ArchiveSource(archive))
        }
        #expect(throws: ArchiveError.notAnArchive) { try ZipReader(ArchiveSource([1, 2, 3, 4, 5])) }
    }
}
