import CaseModel
import JSONBytes
import TestSupport
import Testing

@testable import CaseRedact

struct GateTests {
    /// Secrets and near-secrets that mutations make worse.
    static let shapes: [String] =
        RedactionRule.all.flatMap { $0.examples.map(\.before) } + [
            "> Cookie: a=b; c=\"d e\"; f=\r\n", "Set-Cookie: x=1; path=/",
            "\"Authorization\": \"Digest username=\\\"a\\\", response=\\\"b\\\"\"",
            "\\t@b.com \\u0009@c.org \\u00e9@d.net", "joe%40example.com",
            "{\"a\":\"x\\ty@z.com\",\"n\":4111111111111111}",
            "https:\\/\\/a:b@c.com\\/?d=e%3Df%26token%3Dg", "Bearer\\tabc.def.ghi1",
            "4111-1111-1111-1111\\n5500 0000 0000 0004",
            "\\nnpm_aB3dE5fG7hJ9kL1mN3pQ5rS7tU9vW1xY3zA5", "%22ghp_aB3dE5fG7hJ9kL1mN3pQ5rS7tU9vW1xY3zA5",
            "~cookie.00000000.1~",
            "ip4-12.34.56.78", "cookie='a=b'", "authorization=\"Basic dXNlcjpwYXNz\"",
        ]

    static func mutant(_ seed: UInt64) -> [UInt8] {
        var random = SplitMix64(seed: seed)
        var bytes: [UInt8] = []
        for _ in 0..<Int.random(in: 1...4, using: &random) {
            bytes += Array(shapes[Int.random(in: 0..<shapes.count, using: &random)].utf8)
            bytes.append(Array("\n \"\\&;=:,'/".utf8)[Int.random(in: 0..<11, using: &random)])
        }
        for _ in 0..<Int.random(in: 0...4, using: &random) where !bytes.isEmpty {
            let place = Int.random(in: 0..<bytes.count, using: &random)
            switch Int.random(in: 0..<4, using: &random) {
            case 0: bytes.remove(at: place)
            case 1: bytes[place] = UInt8.random(in: 0...255, using: &random)
            case 2:
                bytes.insert(Array("\\\"'=:;@.%~ \n".utf8)[Int.random(in: 0..<12, using: &random)], at: place)
            default: bytes.insert(contentsOf: bytes[place..<min(bytes.count, place + 9)], at: place)
            }
        }
        return bytes
    }

    @Test("sealed text passes, whatever it was", arguments: 0..<10)
    func text(block: Int) {
        for seed in block * 100..<block * 100 + 100 {
            let mutant = Self.mutant(UInt64(seed))
            var redactor = makeRedactor()
            let sealed = redactor.seal(text: mutant, in: somewhere).value
            #expect(gateHits(sealed) == [], "seed \(seed)")
            var second = makeRedactor()
            #expect(second.seal(text: sealed, in: somewhere).value == sealed, "seed \(seed)")
        }
    }

    @Test("sealed log lines pass", arguments: 0..<10)
    func logLine(block: Int) {
        for seed in block * 100..<block * 100 + 100 {
            let mutant = Self.mutant(UInt64(seed)).filter { $0 != 0x0a }
            var redactor = makeRedactor()
            #expect(gateHits(redactor.seal(logLine: mutant, in: somewhere).value) == [], "seed \(seed)")
        }
    }

    @Test("sealed HAR entries are JSON and pass", arguments: 0..<10)
    func entry(block: Int) throws {
        for seed in block * 50..<block * 50 + 50 {
            let planted = JSONValue.string(String(decoding: Self.mutant(UInt64(seed)), as: UTF8.self))
            let pair = JSONValue.object([.init("name", "referer"), .init("value", planted)])
            let value = JSONValue.object([
                .init("url", planted), .init("headers", .array([pair])), .init("cookies", .array([pair])),
                .init("content", .object([.init("text", planted), .init("mimeType", "text/html")])),
                .init("x", .object([.init("token", planted)])),
            ])
            var redactor = makeRedactor()
            let sealed = try redactor.seal(harEntry: value.serialized(pretty: seed % 2 == 0), in: somewhere)
                .value
            #expect(gateHits(sealed) == [], "seed \(seed)")
            #expect(throws: Never.self, "seed \(seed)") { try JSONValue(parsing: sealed) }
            var second = makeRedactor()
            #expect(try second.seal(harEntry: sealed, in: somewhere).value == sealed, "seed \(seed)")
            #expect(
                gateHits(redactor.seal(json: value, in: somewhere).value.serialized()) == [], "seed \(seed)")
        }
    }

    @Test("broken JSON is an error and no crash", arguments: 0..<10)
    func broken(block: Int) {
        var redactor = makeRedactor()
        for seed in block * 50..<block * 50 + 50 {
            var random = SplitMix64(seed: UInt64(seed))
            var entry = bytes(HARTests.entry)
            for _ in 0..<3 {
                entry[Int.random(in: 0..<entry.count, using: &random)] = UInt8.random(
                    in: 0...255, using: &random)
            }
            entry.removeLast(Int.random(in: 0..<200, using: &random))
            let sealed = try? redactor.seal(harEntry: entry, in: somewhere).value
            if let sealed { #expect(gateHits(sealed) == [], "seed \(seed)") }
        }
    }

    @Test("chunks do not matter", arguments: [1, 7, 4096, 100_000, .max])
    func chunks(size: Int) {
        let filler = String(repeating: "2026-11-22 GET /index.html 200 and nothing else\n", count: 4000)
        let planted = filler + "jo@example.com\n" + filler + "> Cookie: a=b\n" + filler
        #expect(gateHits(bytes(planted), chunk: size) == ["email", "cookie"])
        let noBlank = String(repeating: "abc_def-1234.", count: 30_000)
        #expect(gateHits(bytes(noBlank), chunk: size) == [])
    }

    @Test func offsetsAreOfTheFile() {
        var gate = Gate(policy: RedactionPolicy())
        gate.scan(bytes("x jo@example.com").span, of: "a.txt")
        gate.scan(bytes("jo@example.com").span, of: "b.txt")
        gate.endFile()
        #expect(gate.hits.map { "\($0.file) \($0.rule) \($0.offset)" } == ["a.txt email 2", "b.txt email 0"])
    }

    @Test func anImageIsNotSearchedForShortShapes() {
        #expect(gateHits(bytes("x@y.cc 4111111111111111"), of: "shot.png") == [])
        #expect(gateHits(bytes("AKIAABCDEFGHIJ234567"), of: "shot.png") == ["aws-key"])
    }
}
