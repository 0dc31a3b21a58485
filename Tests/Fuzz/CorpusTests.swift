import Foundation
import Testing

/// The fuzz targets on what earlier runs found worth keeping: a crash or a failed precondition ends the tests.
struct CorpusTests {
    static let targets: [(name: String, run: @Sendable ([UInt8]) -> Void)] = [
        ("DNS", fuzzDNS), ("EdgeErrorNumber", fuzzEdgeErrorNumber), ("Facts", fuzzFacts), ("Gzip", fuzzGzip),
        ("HAR", fuzzHAR), ("HARDiff", fuzzHARDiff), ("HARRedact", fuzzHARRedact),
        ("HTTPAnswer", fuzzHTTPAnswer), ("JSON", fuzzJSON),
        ("Log", fuzzLog), ("Lookup", fuzzLookup), ("Path", fuzzPath), ("Redact", fuzzRedact),
        ("Services", fuzzServices), ("Sweep", fuzzSweep), ("Zip", fuzzZip),
    ]
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent()

    @Test("gets through the saved corpus", arguments: targets.map(\.name))
    func corpus(name: String) throws {
        let target = try #require(Self.targets.first { $0.name == name })
        let folder = Self.folder.appending(components: "Corpus", name)
        let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
        #expect(!files.isEmpty)
        for file in files { target.run(Array(try Data(contentsOf: file))) }
    }

    @Test func everyTargetHasItsTurn() throws {
        let files = try FileManager.default.contentsOfDirectory(
            at: Self.folder, includingPropertiesForKeys: nil)
        let named = files.filter {
            $0.pathExtension == "swift" && $0.lastPathComponent != "CorpusTests.swift"
        }
        #expect(
            Set(named.map { $0.deletingPathExtension().lastPathComponent }) == Set(Self.targets.map(\.name)))
    }
}
