import Archive
import CaseModel
import JSONBytes
import TestSupport
import Testing

@testable import CaseBundle
@testable import CaseRedact

struct BundleWriterTests {
    @Test("what is written is read back whole", arguments: ArchiveFormat.allCases)
    func roundTrip(format: ArchiveFormat) throws {
        let reader = try SampleBundle.reader(try SampleBundle.bytes(format: format))
        #expect(reader.format == format)
        #expect(reader.root == "www.example.com-20261122T103104Z")
        #expect(
            reader.entries.map(\.path) == [
                "attachments/attachment-1.png", "case.txt", "findings.json", "http/http-edge-1.txt",
                "logs/log-1.log", "manifest.json", "report.html",
            ])
        for file in try SampleBundle.files() {
            var expected: [UInt8] = []
            try file.forEachPiece { expected += $0 }
            #expect(try reader.read(file.path.description, limit: 1 << 20) == expected)
            var chunks: [UInt8] = []
            try reader.forEachChunk(of: file.path.description) { chunk in
                for index in chunk.indices { chunks.append(chunk[index]) }
            }
            #expect(chunks == expected)
        }
    }

    @Test("the same files in any order make the same bytes", arguments: ArchiveFormat.allCases)
    func reproducible(format: ArchiveFormat) throws {
        let bytes = try SampleBundle.bytes(format: format)
        #expect(try SampleBundle.bytes(try SampleBundle.files().reversed(), format: format) == bytes)
    }

    @Test func theManifestSaysWhatIsInTheBundle() throws {
        let file = try SampleBundle.file(
            "http/http-edge-1.txt", Array("abc".utf8), type: "text/plain; charset=utf-8", step: "http-edge-1",
            redactions: 3)
        let head = JSONValue(members: ["format": "other/9", "tool": "casefile", "files": "none"])
        let bytes = try manifest(for: [file], head: Sealed(minting: head))
        let expected = """
            {
              "format": "casefile-bundle/1",
              "tool": "casefile",
              "files": [
                {
                  "path": "http/http-edge-1.txt",
                  "bytes": 3,
                  "sha256": "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
                  "media_type": "text/plain; charset=utf-8",
                  "step": "http-edge-1",
                  "redactions": 3
                }
              ]
            }

            """
        #expect(String(decoding: bytes, as: UTF8.self) == expected)
    }

    @Test func theManifestInTheArchiveIsTheManifest() throws {
        let reader = try SampleBundle.reader(try SampleBundle.bytes())
        let files = try SampleBundle.files()
        #expect(
            try reader.read("manifest.json", limit: 1 << 20)
                == manifest(for: files, head: Sealed(minting: SampleBundle.head)))
    }

    @Test(
        "a media type that is none is not written",
        arguments: ["", "secret", "text/\u{e9}", "a/b\n", "\"a/b\""])
    func mediaTypes(type: String) throws {
        #expect(try SampleBundle.file("a.txt", [], type: type).mediaType == "application/octet-stream")
    }

    @Test func aFullDiskIsNamed() throws {
        for format in ArchiveFormat.allCases {
            var disk = FullDisk(room: 100)
            let files = try SampleBundle.files()
            let name = try SampleBundle.name()
            #expect(throws: BundleError.sink(SinkError("no space left on device"))) {
                try writeBundle(
                    name: name, files: files, head: Sealed(minting: .object([])), format: format,
                    modified: SampleBundle.time, to: &disk)
            }
        }
    }

    @Test func aSpoolThatCannotBeReadIsNamed() throws {
        let spool = SealedSpool(over: MemorySpool(failsToRead: true))
        try spool.append(Sealed(minting: [1]))
        let file = BundleFile(
            path: try SampleBundle.path("har/har-1.har"), content: .spool(spool),
            mediaType: "application/json",
            step: nil, redactions: 0)
        #expect(throws: BundleError.unreadable(Failure(.read, .notFound))) { try SampleBundle.bytes([file]) }
    }

    @Test("two files of one path are refused", arguments: ["case.txt", "manifest.json"])
    func duplicates(path: String) throws {
        let files = [try SampleBundle.file("case.txt", [1]), try SampleBundle.file(path, [2])]
        #expect(throws: BundleError.duplicatePath(try SampleBundle.path(path))) {
            try SampleBundle.bytes(files)
        }
    }

    @Test func namesThatDifferInCaseAloneAreRefused() throws {
        let files = [try SampleBundle.file("case.txt", [1]), try SampleBundle.file("CASE.txt", [2])]
        #expect(throws: BundleError.archive(.duplicateName)) { try SampleBundle.bytes(files) }
    }

    @Test func aHeadThatIsNoObjectIsRefused() {
        #expect(throws: BundleError.badHead) { try SampleBundle.bytes([], head: "x") }
    }

    @Test func aBundleWithoutFilesIsOne() throws {
        let reader = try SampleBundle.reader(try SampleBundle.bytes([]))
        #expect(reader.verify { _, _ in }.isWhole)
        #expect(reader.entries.map(\.path) == ["manifest.json"])
    }

    @Test func theNameSaysZoneAndTime() throws {
        let name = try SampleBundle.name()
        #expect(name.fileName(.zip) == "www.example.com-20261122T103104Z.zip")
        #expect(name.fileName(.tarGzip) == "www.example.com-20261122T103104Z.tar.gz")
        let label = String(repeating: "a", count: 61)
        let long = BundleName(
            zone: try Hostname("\(label).\(label).\(label).\(label)"), at: SampleBundle.time)
        #expect(long.fileName(.tarGzip).utf8.count <= 240)
    }
}
