import CaseModel
import TestSupport
import Testing

@testable import CaseFacts

struct FactsOverrideTests {
    private static func facts(ranges: String) throws -> Facts {
        try Facts(FactsFiles.bundled.replacing("ranges", with: Array(ranges.utf8)))
    }

    @Test func aUsersRangesReplaceTheBundledOnes() throws {
        let facts = try Self.facts(
            ranges: #"{"as_of":"2027-01-31","source":"mine","ipv4":["198.51.100.0/24"],"ipv6":[]}"#)
        let address = try #require(IPAddress("198.51.100.7"))
        #expect(facts.isProxy(address))
        #expect(facts.proxyRanges.count == 1)
        #expect(facts.editions.first { $0.name == "ranges" }?.asOf == "2027-01-31")
    }

    @Test(
        "a file that is wrong names its member",
        arguments: [
            (#"{"source":"x","ipv4":[],"ipv6":[]}"#, "as_of"),
            (#"{"as_of":"lately","source":"x","ipv4":[],"ipv6":[]}"#, "as_of"),
            (#"{"as_of":"2026-11","ipv4":[],"ipv6":[]}"#, "source"),
            (#"{"as_of":"2026-11","source":"x","ipv4":["1.2.3.4/40"],"ipv6":[]}"#, "ipv4[0]"),
            (#"{"as_of":"2026-11","source":"x","ipv4":["2606:4700::/32"],"ipv6":[]}"#, "ipv4[0]"),
            (#"{"as_of":"2026-11","source":"x","ipv4":[],"ipv6":[7]}"#, "ipv6"),
            (#"{"as_of":"2026-11","source":"x","ipv4":[]}"#, "ipv6"),
            (
                #"{"as_of":"2026-11","source":"x","ipv4":[],"ipv6":[],"public_resolvers":["9.9.9"]}"#,
                "public_resolvers[0]"
            ),
        ])
    func refuses(text: String, member: String) {
        #expect(throws: FactsError.wrongMember(file: "ranges", member: member)) {
            try Self.facts(ranges: text)
        }
    }

    @Test func whatIsNotJSONIsRefusedWithItsPlace() {
        #expect(throws: FactsError.notJSON(file: "ranges", offset: 1)) { try Self.facts(ranges: "{x") }
        let explanation = FactsError.notJSON(file: "ranges", offset: 1).explanation
        #expect(explanation.problem == "the facts file ranges.json is not JSON at byte 1")
    }

    @Test func aFileWithoutEndIsRefusedBeforeItIsRead() {
        let bytes = [UInt8](repeating: 0x20, count: 4_000_001)
        #expect(throws: FactsError.tooBig(file: "errors")) {
            try Facts(FactsFiles.bundled.replacing("errors", with: bytes))
        }
    }

    @Test("mutants of the bundled files are read or refused, never a crash", arguments: FactsFiles.names)
    func survivesMutants(name: String) throws {
        let sample = try #require(FactsFiles.bundled.bytes[name])
        var random = SplitMix64(seed: UInt64(sample.count))
        var refused = 0
        for _ in 0..<30 {
            let bytes = random.mutant(of: sample)
            do { _ = try Facts(FactsFiles.bundled.replacing(name, with: bytes)) } catch { refused += 1 }
        }
        #expect(refused > 0)
    }
}
