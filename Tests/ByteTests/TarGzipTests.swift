import Archive
import TestSupport
import Testing

struct TarGzipTests {
    /// A header with a true checksum; change a field and it is still true.
    private func header(
        _ name: String, size: String = "00000000005", kind: Unicode.Scalar = "0", mode: String = "0000644"
    ) -> [UInt8] {
        var block = [UInt8](repeating: 0, count: 512)
        func put(_ text: String, _ offset: Int) {
            for (index, byte) in text.utf8.enumerated() { block[offset + index] = byte }
        }
        put(name, 0)
        put(mode, 100)
        put(size, 124)
        put("00000000000", 136)
        put(String(kind), 156)
        put("ustar\u{0}00", 257)
        put("        ", 148)
        let sum = block.reduce(0) { $0 + Int($1) }
        let octal = String(sum, radix: 8)
        put(String(repeating: "0", count: 6 - octal.utf8.count) + octal + "\u{0} ", 148)
        return block
    }

    private func padded(_ bytes: [UInt8]) -> [UInt8] {
        bytes + [UInt8](repeating: 0, count: (512 - bytes.count % 512) % 512)
    }

    private let end = [UInt8](repeating: 0, count: 1024)

    private func read(_ tar: [UInt8]) throws -> [String: [UInt8]] {
        try Samples.contents(try TarGzipReader(ArchiveSource(try Samples.gzip(tar))))
    }

    @Test func whatIsWrittenCanBeRead() throws {
        let archive = try Samples.tar()
        let reader = try TarGzipReader(ArchiveSource(archive))
        #expect(reader.members.map(\.name) == Samples.files.map(\.name))
        let contents = try Samples.contents(reader)
        for file in Samples.files { #expect(contents[file.name] == file.bytes) }
        #expect(try Samples.tar() == archive)
        // gzip's own time.
        #expect(archive[4..<8] == [0x68, 0xc4, 0x02, 0x6b])
    }

    static let lengths = [99, 100, 101, 155, 200, 256, 257, 1000]

    /// A name without folders and one with many.
    private func names(count: Int) -> [String] {
        let flat = String(repeating: "n", count: count)
        let deep = String(String(repeating: "folder/", count: count / 7 + 1).prefix(count - 1)) + "n"
        return [flat, deep]
    }

    @Test("long names survive", arguments: lengths)
    func longNames(count: Int) throws {
        for name in names(count: count) {
            let archive = try Samples.tar([(name, [1, 2, 3])])
            #expect(try Samples.contents(try TarGzipReader(ArchiveSource(archive))) == [name: [1, 2, 3]])
        }
    }

    @Test("tar lists long names, where their parts fit into a folder", .needs("tar"), arguments: lengths)
    func tarListsLongNames(count: Int) throws {
        for name in names(count: count)
        where name.split(separator: "/").allSatisfy({ $0.utf8.count < 256 }) {
            let archive = try Samples.tar([(name, [1, 2, 3])])
            let listing = try Machine.withFile(archive) { try Machine.run(["tar", "-tzf", $0]) }
            #expect(listing.output == "\(name)\n")
        }
    }

    @Test("other programs read it", arguments: ["tar", "bsdtar"])
    func peersRead(tool: String) throws {
        try Tool.need(tool)
        let archive = try Samples.tar()
        let listing = try Machine.withFile(archive) { try Machine.run([tool, "-tvzf", $0]) }
        #expect(listing.status == 0)
        #expect(listing.output.split(separator: "\n").count == 4)
        #expect(listing.output.contains("-rw-r--r--"))
    }

    @Test func theHandmadeArchiveIsGoodWithoutALie() throws {
        let folder = header("b/", size: "00000000000", kind: "5", mode: "0000755")
        let tar = folder + header("b/a") + padded(Array("hello".utf8)) + end
        #expect(try read(tar) == ["b/a": Array("hello".utf8)])
        let records = Array("12 path=b/z\n10 size=2\n".utf8)
        let size = "000000000\(String(records.count, radix: 8))"
        let pax = header("pax", size: size, kind: "x") + padded(records)
        #expect(try read(pax + header("x") + padded([1, 2]) + end) == ["b/z": [1, 2]])
    }

    @Test(
        "refuses names that reach out of the folder",
        arguments: [
            ("/etc/passwd", ArchiveError.absolutePath), ("../a", .dotPath), ("b/../../a", .dotPath),
            ("b\\a", .badName), ("b//a", .badName), ("", .badName), ("b/\u{1b}a", .badName),
        ])
    func names(name: String, expected: ArchiveError) {
        #expect(throws: expected) { try read(header(name) + padded(Array("hello".utf8)) + end) }
    }

    @Test(
        "refuses what is no file",
        arguments: ["1", "2", "3", "4", "6", "7", "g", "L", "S"] as [Unicode.Scalar])
    func kinds(kind: Unicode.Scalar) {
        #expect(throws: ArchiveError.notAFile) {
            try read(header("b/a", size: "00000000000", kind: kind) + end)
        }
    }

    @Test(
        "refuses records that lie",
        arguments: [
            ("12 path=../\n", ArchiveError.dotPath), ("99 path=b\n", .damaged), ("5 x\n", .damaged),
            ("x", .damaged),
            ("15 linkpath=x\n\n", .notAFile), ("22 GNU.sparse.major=1\n", .unsupported),
            ("11 size=-1\n", .damaged),
            ("26 size=9999999999999999\n\n", .damaged), ("0 a=b\n", .damaged),
            ("99999999999999999999 a=b\n", .damaged),
        ])
    func records(text: String, expected: ArchiveError) {
        let octal = String(text.utf8.count, radix: 8)
        let size = String(repeating: "0", count: 11 - octal.utf8.count) + octal
        let tar =
            header("pax", size: size, kind: "x") + padded(Array(text.utf8)) + header("b/a")
            + padded(Array("hello".utf8)) + end
        #expect(throws: expected) { try read(tar) }
    }

    @Test func refusesSizesThatLieAndBytesThatBelongToNothing() throws {
        let hello = padded(Array("hello".utf8))
        let good = header("b/a") + hello
        #expect(throws: ArchiveError.truncated) { try read(header("b/a", size: "00000010000") + hello + end) }
        #expect(throws: ArchiveError.damaged) { try read(header("b/a", size: "8") + hello + end) }
        #expect(throws: ArchiveError.tooLarge) { try read(header("b/a", size: "777777777777") + hello + end) }
        #expect(throws: ArchiveError.duplicateName) { try read(good + good + end) }
        #expect(throws: ArchiveError.truncated) { try read(good) }
        #expect(throws: ArchiveError.truncated) { try read(good + end.prefix(512)) }
        #expect(throws: ArchiveError.hiddenBytes) { try read(good + end + [1]) }
        #expect(throws: ArchiveError.hiddenBytes) { try read(good.dropLast() + [1] + end) }
        #expect(throws: ArchiveError.hiddenBytes) {
            try TarGzipReader(ArchiveSource(try Samples.gzip(good + end) + [1]))
        }
        var changed = good
        changed[0] ^= 1
        #expect(throws: ArchiveError.checksumMismatch) { try read(changed + end) }
        #expect(throws: ArchiveError.damaged) { try read([UInt8](repeating: 65, count: 1024)) }
        #expect(throws: ArchiveError.notAFile) {
            try read(header("b/", kind: "5") + hello + end)
        }
    }

    @Test func limitsHold() throws {
        let archive = ArchiveSource(try Samples.tar())
        var limits = ArchiveLimits()
        limits.entries = 3
        #expect(throws: ArchiveError.tooLarge) { try TarGzipReader(archive, limits: limits) }
        limits = ArchiveLimits()
        limits.totalBytes = 250_000
        #expect(throws: ArchiveError.tooLarge) { try TarGzipReader(archive, limits: limits) }
        limits = ArchiveLimits()
        limits.ratio = 100
        let zeros = try Samples.gzip(
            header("b/a", size: "00120000000") + [UInt8](repeating: 0, count: 20 << 20) + end)
        _ = try TarGzipReader(ArchiveSource(zeros))
        #expect(throws: ArchiveError.bomb) { try TarGzipReader(ArchiveSource(zeros), limits: limits) }
    }

    @Test func onePassGivesWhatSingleReadsGive() throws {
        let reader = try TarGzipReader(ArchiveSource(try Samples.tar()))
        var contents = [Int: [UInt8]]()
        reader.forEachChunk {
            contents[$0, default: []] += $1
        } failed: { index, error in
            Issue.record("\(index): \(error)")
        }
        #expect(
            contents == [0: Samples.files[0].bytes, 2: Samples.files[2].bytes, 3: Samples.files[3].bytes])
    }

    @Test func damageNeverCrashes() throws {
        let files: [(name: String, bytes: [UInt8])] = [
            ("b/case.txt", Array("Priority: P2\n".utf8)),
            ("b/\(String(repeating: "n", count: 300))", Samples.text(700)),
        ]
        var whole: [UInt8] = []
        var inflater = GzipInflater()
        let packed = try Samples.tar(files)
        try inflater.inflate(packed.span, into: &whole)
        var refused = 0
        for mutant in SplitMix64.mutants(of: packed, count: 500, seed: 9) {
            do { _ = try TarGzipReader(ArchiveSource(mutant)) } catch { refused += 1 }
        }
        #expect(refused > 400)
        // And behind a true gzip checksum.
        for mutant in SplitMix64.mutants(of: whole, count: 500, seed: 10) { _ = try? read(mutant) }
    }
}
