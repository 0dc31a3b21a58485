import Archive
import CaseModel
import JSONBytes
import TestSupport
import Testing

@testable import CaseBundle
@testable import CaseRedact

struct VerifyTests {
    private let root = "www.example.com-20261122T103104Z"

    /// A bundle whose manifest is right for `said` and whose content is `found`.
    private func verify(
        said: [(String, String)], found: [(String, String)], format: ArchiveFormat
    ) throws -> [Verification.Problem] {
        let files = try said.map { try SampleBundle.file($0.0, Array($0.1.utf8)) }
        let document = try manifest(for: files, head: Sealed(minting: SampleBundle.head))
        let members =
            found.map { ("\(root)/\($0.0)", Array($0.1.utf8)) } + [("\(root)/manifest.json", document)]
        let reader = try SampleBundle.reader(try SampleBundle.archive(members, format: format))
        return reader.verify { _, _ in }.problems
    }

    @Test("a good bundle is whole, and the scan sees every byte", arguments: ArchiveFormat.allCases)
    func whole(format: ArchiveFormat) throws {
        let reader = try SampleBundle.reader(try SampleBundle.bytes(format: format))
        var seen: [String: Int] = [:]
        let result = reader.verify { path, chunk in seen[path, default: 0] += chunk.count }
        #expect(result.isWhole)
        #expect(result.files == 7)
        #expect(result.bytes == reader.entries.reduce(0) { $0 + $1.byteCount })
        #expect(seen == Dictionary(uniqueKeysWithValues: reader.entries.map { ($0.path, $0.byteCount) }))
        #expect(result.json["whole"]?.bool == true)
    }

    @Test("says what differs", arguments: ArchiveFormat.allCases)
    func differences(format: ArchiveFormat) throws {
        let said = [("case.txt", "abc"), ("dns/a.txt", "x")]
        #expect(try verify(said: said, found: said, format: format).isEmpty)
        let changed = try verify(said: said, found: [("case.txt", "abd"), said[1]], format: format)
        #expect(changed.map(\.kind) == [.digest])
        #expect(changed.first?.path == "case.txt")
        let longer = try verify(said: said, found: [("case.txt", "abcd"), said[1]], format: format)
        #expect(longer.map(\.says) == ["has 4 bytes; the manifest says 3"])
        let missing = try verify(said: said, found: [said[1]], format: format)
        #expect(missing.map(\.kind) == [.missing])
        let extra = try verify(said: said, found: said + [("dns/b.txt", "")], format: format)
        #expect(extra.map(\.kind) == [.extra])
        let all = try verify(said: said, found: [("z.txt", ""), ("case.txt", "xyz")], format: format)
        #expect(all.map(\.kind) == [.digest, .missing, .extra])
    }

    @Test func aDamagedEntryDoesNotHideTheOthers() throws {
        let noise = String(repeating: "q", count: 50)
        let files = [
            try SampleBundle.file("a.png", Array(noise.utf8), type: "image/png"),
            try SampleBundle.file("b.txt", Array("abc".utf8)),
        ]
        var bytes = try SampleBundle.bytes(files)
        let place = try #require(bytes.firstIndex(of: UInt8(ascii: "q")))
        bytes[place] ^= 1
        var seen: Set<String> = []
        let result = try SampleBundle.reader(bytes).verify { path, _ in seen.insert(path) }
        #expect(result.problems.map(\.kind) == [.damaged])
        #expect(result.problems.first?.path == "a.png")
        #expect(seen == ["a.png", "b.txt", "manifest.json"])
    }

    @Test("a changed bundle is never whole with other content", arguments: ArchiveFormat.allCases)
    func mutation(format: ArchiveFormat) throws {
        let files = [
            try SampleBundle.file("case.txt", Array("Priority: P2\n".utf8), step: "a"),
            try SampleBundle.file("a.png", Array(0...255), type: "image/png"),
            try SampleBundle.file("logs/log-1.log", Array(String(repeating: "GET / 522\n", count: 200).utf8)),
        ]
        let good = try SampleBundle.bytes(files, format: format)
        let expected = try contents(try SampleBundle.reader(good))
        var random = SplitMix64(seed: 77)
        var refused = 0
        for _ in 0..<700 {
            let mutant = random.mutant(of: good)
            guard let reader = try? SampleBundle.reader(mutant), reader.verify(scan: { _, _ in }).isWhole
            else {
                refused += 1
                continue
            }
            #expect(try contents(reader) == expected)
        }
        #expect(refused > 400)
    }

    private func contents(_ reader: BundleReader) throws -> [String: [UInt8]] {
        var contents: [String: [UInt8]] = [:]
        for entry in reader.entries { contents[entry.path] = try reader.read(entry.path, limit: 1 << 20) }
        return contents
    }
}
