import Archive
import CaseModel
import JSONBytes
import Testing

@testable import CaseBundle
@testable import CaseRedact

struct BundleReaderTests {
    static let digest = String(repeating: "0", count: 64)

    private func open(_ files: [(String, String)], format: ArchiveFormat = .zip) throws -> BundleReader {
        try SampleBundle.reader(
            try SampleBundle.archive(files.map { ($0.0, Array($0.1.utf8)) }, format: format))
    }

    private static let good = "{\"format\":\"casefile-bundle/1\",\"files\":[]}"

    @Test(
        "refuses what is no bundle",
        arguments: [
            ([("b/case.txt", "")], BundleError.noManifest),
            ([], .noManifest),
            ([("manifest.json", good)], .badLayout),
            ([("b/manifest.json", good), ("c/case.txt", "")], .badLayout),
            ([("b/manifest.json", good), ("b2/case.txt", "")], .badLayout),
            ([("b/manifest.json", good), ("b/a b.txt", "")], .badLayout),
            ([("b b/manifest.json", good)], .badLayout),
            ([("b/manifest.json", "")], .badManifest),
            ([("b/manifest.json", "[]")], .badManifest),
            ([("b/manifest.json", "{\"format\":\"x\"}")], .badManifest),
            ([("b/manifest.json", "{\"format\":\"casefile-bundle/2\"}")], .newerFormat),
            ([("b/manifest.json", "{\"format\":\"casefile-bundle/1\"}")], .badManifest),
            ([("b/manifest.json", String(repeating: "[", count: 100_000))], .badManifest),
        ] as [([(String, String)], BundleError)], ArchiveFormat.allCases)
    func refuses(bundle: ([(String, String)], BundleError), format: ArchiveFormat) {
        #expect(throws: bundle.1) { try open(bundle.0, format: format) }
    }

    @Test(
        "refuses a manifest whose list is wrong",
        arguments: [
            "{}", "1", "{\"path\":\"../a\",\"bytes\":1,\"sha256\":\"\(digest)\"}",
            "{\"path\":\"a\",\"bytes\":-1,\"sha256\":\"\(digest)\"}",
            "{\"path\":\"a\",\"bytes\":1,\"sha256\":\"0\"}",
            "{\"path\":\"a\",\"bytes\":1.5,\"sha256\":\"\(digest)\"}", "{\"path\":\"a\",\"bytes\":1}",
            "{\"path\":\"a\",\"bytes\":1,\"sha256\":\"\(digest)\",\"redactions\":-1}",
            "{\"path\":\"a\",\"bytes\":1,\"sha256\":\"\(digest)\"},{\"path\":\"a\",\"bytes\":1,\"sha256\":\"\(digest)\"}",
        ])
    func refusesLists(list: String) {
        #expect(throws: BundleError.badManifest) {
            try open([("b/manifest.json", "{\"format\":\"casefile-bundle/1\",\"files\":[\(list)]}")])
        }
    }

    @Test func refusesWhatIsNoArchive() {
        #expect(throws: BundleError.archive(.notAnArchive)) { try SampleBundle.reader([]) }
        #expect(throws: BundleError.archive(.notAnArchive)) {
            try SampleBundle.reader(Array("hello, world".utf8))
        }
        #expect(throws: BundleError.archive(.truncated)) { try SampleBundle.reader([0x1f, 0x8b, 8]) }
    }

    @Test func aSourceThatFailsIsNamed() {
        struct Broken: RandomAccessBytes {
            let byteCount = 100
            func read(at offset: Int, count: Int) throws(Failure) -> [UInt8] {
                throw Failure(.read, .permissionDenied)
            }
        }
        #expect(throws: BundleError.archive(.unreadable("permission_denied"))) { try BundleReader(Broken()) }
    }

    @Test func aFileIsReadOnlyUpToTheLimit() throws {
        let reader = try SampleBundle.reader(try SampleBundle.bytes())
        #expect(throws: BundleError.tooLarge) { try reader.read("logs/log-1.log", limit: 1000) }
        #expect(throws: BundleError.noSuchFile) { try reader.read("case.html", limit: 1000) }
        #expect(throws: BundleError.noSuchFile) { try reader.forEachChunk(of: "x") { _ in } }
    }

    static let errors: [BundleError] =
        [
            .sink(SinkError("no space left on device")), .unreadable(Failure(.read, .notFound)), .badHead,
            .badLayout,
            .noManifest, .badManifest, .newerFormat, .noSuchFile, .tooLarge,
        ]
        + ([
            .notAnArchive, .truncated, .damaged, .absolutePath, .dotPath, .badName, .duplicateName, .notAFile,
            .encrypted, .unsupported, .overlap, .hiddenBytes, .sizeMismatch, .checksumMismatch, .bomb,
            .tooLarge,
            .outOfMemory, .unreadable("not_found"), .contentChanged,
        ] as [ArchiveError]).map { .archive($0) }

    @Test("every error has one lower-case sentence", arguments: errors)
    func explains(error: BundleError) throws {
        let problem = error.explanation.problem
        #expect(try #require(problem.first).isLowercase)
        #expect(!problem.hasSuffix(".") || problem.hasSuffix(".."))
        #expect(!problem.contains("\n"))
    }

    @Test func theSummaryAddsUp() throws {
        let reader = try SampleBundle.reader(try SampleBundle.bytes())
        let summary = bundleSummary(reader)
        #expect(summary["root"]?.string == "www.example.com-20261122T103104Z")
        #expect(summary["zone"]?.string == "www.example.com")
        #expect(summary["zone_id"]?.string == "023e105f4ecef8ad9ca31a8372d0c353")
        #expect(summary["made_at"]?.string == "2026-11-22T10:31:04.000Z")
        #expect(summary["findings"]?.int == 1)
        #expect(summary["gaps"]?.array?.count == 1)
        let files = try #require(summary["files"]?.array)
        #expect(files.count == 6)
        #expect(summary["redactions"]?.int == 30)
        #expect(files.reduce(0) { $0 + ($1["redactions"]?.int ?? 0) } == 30)
        #expect(files.reduce(0) { $0 + ($1["bytes"]?.int ?? 0) } == summary["total_bytes"]?.int)
    }

    @Test func theSummaryReadsLikeThis() throws {
        let files = [
            try SampleBundle.file("case.txt", Array("abc".utf8)),
            try SampleBundle.file("http/http-edge-1.txt", [UInt8](repeating: 65, count: 1234), redactions: 3),
        ]
        let text = bundleSummaryText(try SampleBundle.reader(try SampleBundle.bytes(files)))
        #expect(
            text == """
                bundle    www.example.com-20261122T103104Z  (zip)
                made at   2026-11-22T10:31:04.000Z
                zone      www.example.com
                zone id   023e105f4ecef8ad9ca31a8372d0c353
                gap       path-mtr: mtr is not installed

                bytes  removed  file
                    3        0  case.txt
                 1234        3  http/http-edge-1.txt
                 1237        3  2 files beside the manifest

                """)
    }

    @Test func nothingInAManifestReachesATerminalAsItIs() throws {
        let hostile = "a\u{1b}[2J\n\u{202e}b\u{7}\u{2028}" + String(repeating: "x", count: 2000)
        let head = JSONValue(members: [
            "made_at": .string(hostile), "case": JSONValue(members: ["zone": .string(hostile)]),
            "gaps": .array([JSONValue(members: ["subject": .string(hostile), "reason": .string(hostile)])]),
        ])
        let text = bundleSummaryText(try SampleBundle.reader(try SampleBundle.bytes([], head: head)))
        #expect(text.split(separator: "\n").count == 6)
        #expect(!text.unicodeScalars.contains { $0.properties.generalCategory == .format })
        #expect(!text.utf8.contains { $0 < 0x20 && $0 != 0x0a })
        #expect(text.utf8.count < 3000)
    }

    @Test func totalsOfALyingManifestDoNotOverflow() throws {
        let files = (0..<3).map {
            "{\"path\":\"f\($0)\",\"bytes\":9000000000000000000,\"sha256\":\"\(Self.digest)\"}"
        }
        let list = files.joined(separator: ",")
        let reader = try open([("b/manifest.json", "{\"format\":\"casefile-bundle/1\",\"files\":[\(list)]}")])
        #expect(bundleSummary(reader)["total_bytes"]?.int == .max)
        #expect(reader.verify { _, _ in }.problems.map(\.kind) == [.missing, .missing, .missing])
    }
}
