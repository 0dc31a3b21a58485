import Archive
import TestSupport
import Testing

struct ZipTests {
    /// Whether the size is known before, and whether the bytes are stored; what is stored has a known size.
    static let ways = [(known: true, stored: true), (true, false), (false, false)]

    @Test("what is written can be read", arguments: ways)
    func roundTrip(known: Bool, stored: Bool) throws {
        let archive = try Samples.zip(known: known, stored: stored)
        let reader = try ZipReader(ArchiveSource(archive))
        #expect(reader.members.map(\.name) == Samples.files.map(\.name))
        #expect(reader.members.map(\.byteCount) == Samples.files.map(\.bytes.count))
        let contents = try Samples.contents(reader)
        for file in Samples.files { #expect(contents[file.name] == file.bytes) }
    }

    @Test func theSameCallsGiveTheSameBytes() throws {
        #expect(try Samples.zip() == Samples.zip())
    }

    @Test func anArchiveWithoutEntriesIsOne() throws {
        let archive = try Samples.zip([])
        #expect(archive.count == 22)
        #expect(try ZipReader(ArchiveSource(archive)).members.isEmpty)
    }

    @Test func timesAndPermissionsStandInTheHeaders() throws {
        let archive = try Samples.zip([("b/case.txt", [1])])
        // 10:31:04 and 2026-11-22 as MS-DOS writes them, then the UTC field and the mode.
        #expect(archive[10..<14] == [0xe2, 0x53, 0x76, 0x5d])
        #expect(archive[40..<49] == [0x55, 0x54, 5, 0, 1, 0x68, 0xc4, 0x02, 0x6b])
        let start = try #require(
            archive.indices.dropLast(4).first { archive[$0..<$0 + 4] == [0x50, 0x4b, 1, 2] })
        #expect(archive[(start + 38)..<(start + 42)] == [0, 0, 0xa4, 0x81])
    }

    @Test("times zip cannot hold are clamped", arguments: [(1970, 0, 33), (2200, 0xbf7d, 0xff9f)])
    func clampsTimes(year: Int, time: Int, date: Int) throws {
        var writer = ZipWriter()
        var output: [UInt8] = []
        let modified = ArchiveTime(
            year: year, month: 1, day: 1, hour: 0, minute: 0, second: 0, secondsSinceEpoch: 1 << 40)
        try writer.begin(ArchiveEntry(name: "a", byteCount: 0, modified: modified), into: &output)
        #expect(Int(output[10]) | Int(output[11]) << 8 == time)
        #expect(Int(output[12]) | Int(output[13]) << 8 == date)
        // The UTC field has 32 bits and is left out.
        #expect(output[28] == 0)
    }

    @Test func moreEntriesThanSixteenBitsCountUseZip64() throws {
        let files = (0..<65_600).map { (name: "b/\($0)", bytes: [UInt8]()) }
        let archive = try Samples.zip(files, stored: true)
        var limits = ArchiveLimits()
        #expect(throws: ArchiveError.tooLarge) { try ZipReader(ArchiveSource(archive), limits: limits) }
        limits.entries = 70_000
        #expect(try ZipReader(ArchiveSource(archive), limits: limits).members.count == 65_600)
    }

    @Test(.needs("unzip")) func unzipCountsMoreEntriesThanSixteenBitsDo() throws {
        let archive = try Samples.zip((0..<65_600).map { ("b/\($0)", []) }, stored: true)
        let listing = try Machine.withFile(archive) { try Machine.run(["unzip", "-Z", "-t", $0]) }
        #expect(listing.output.hasPrefix("65600 files"))
    }

    @Test func entriesThatAnnounceMoreThanFourGigabytesUseZip64() throws {
        var writer = ZipWriter()
        var output: [UInt8] = []
        try writer.begin(ArchiveEntry(name: "a", byteCount: 5 << 30, modified: Samples.time), into: &output)
        #expect(output[4] == 45)
        #expect(output[18..<26] == [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff])
        #expect(output.suffix(20) == [1, 0, 16, 0] + [UInt8](repeating: 0, count: 16))
    }

    @Test func contentOtherThanAnnouncedIsAnError() throws {
        var output: [UInt8] = []
        var short = ZipWriter()
        try short.begin(ArchiveEntry(name: "a", byteCount: 2, modified: Samples.time), into: &output)
        try short.write([1].span, into: &output)
        #expect(throws: ArchiveError.contentChanged) { try short.end(into: &output) }
        var stored = ZipWriter()
        let entry = ArchiveEntry(name: "a", byteCount: 1, modified: Samples.time, method: .stored(crc32: 5))
        try stored.begin(entry, into: &output)
        try stored.write([1].span, into: &output)
        #expect(throws: ArchiveError.contentChanged) { try stored.end(into: &output) }
    }

    @Test(
        "names no reader takes are not written",
        arguments: [
            ("/a", ArchiveError.absolutePath), ("C:/a", .absolutePath), ("../a", .dotPath),
            ("a/./b", .dotPath),
            ("a//b", .badName), ("", .badName), ("a\\b", .badName), ("a\u{1b}b", .badName), ("a/", .badName),
            ("a\u{202e}b", .badName), ("B", .duplicateName), (String(repeating: "a", count: 2049), .badName),
        ])
    func refusesNames(name: String, expected: ArchiveError) throws {
        var writer = ZipWriter()
        var output: [UInt8] = []
        try writer.begin(ArchiveEntry(name: "b", byteCount: 0, modified: Samples.time), into: &output)
        try writer.end(into: &output)
        #expect(throws: expected) {
            try writer.begin(ArchiveEntry(name: name, byteCount: 0, modified: Samples.time), into: &output)
        }
    }

    @Test(.needs("unzip"), arguments: ways)
    func unzipFindsNoErrors(known: Bool, stored: Bool) throws {
        let archive = try Samples.zip(known: known, stored: stored)
        let unzip = try Machine.withFile(archive) { try Machine.run(["unzip", "-t", $0]) }
        #expect(unzip.status == 0)
        #expect(unzip.output.contains("No errors detected"))
    }

    @Test(.needs("python3"), arguments: ways)
    func pythonReadsIt(known: Bool, stored: Bool) throws {
        let archive = try Samples.zip(known: known, stored: stored)
        let script =
            "import sys,zipfile; z=zipfile.ZipFile(sys.argv[1]); assert z.testzip() is None; print(len(z.infolist()))"
        let python = try Machine.withFile(archive) { try Machine.run(["python3", "-c", script, $0]) }
        #expect(python.output == "4\n")
    }

    @Test(.needs("bsdtar"), arguments: ways)
    func bsdtarListsIt(known: Bool, stored: Bool) throws {
        let archive = try Samples.zip(known: known, stored: stored)
        let listing = try Machine.withFile(archive) { try Machine.run(["bsdtar", "-tvf", $0]) }
        #expect(listing.status == 0)
        #expect(listing.output.contains("-rw-r--r--"))
    }

    @Test func damageNeverCrashesAndNeverChangesWhatIsRead() throws {
        let files: [(name: String, bytes: [UInt8])] = [
            ("b/case.txt", Array("Priority: P2\n".utf8)), ("b/log.txt", Samples.text(2000)),
        ]
        for stored in [true, false] {
            let archive = try Samples.zip(files, stored: stored)
            var read = 0
            for mutant in SplitMix64.mutants(of: archive, count: 500, seed: 5) where mutant != archive {
                guard let reader = try? ZipReader(ArchiveSource(mutant)) else { continue }
                guard let contents = try? Samples.contents(reader) else { continue }
                // A name may change unseen (two places, so hardly); a content may not.
                #expect(contents.values.sorted { $0.count < $1.count } == files.map(\.bytes))
                read += 1
            }
            #expect((1..<250).contains(read), "some mutants are read, and most are refused")
        }
    }
}
