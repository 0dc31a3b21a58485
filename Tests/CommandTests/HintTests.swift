import Foundation
import Testing

struct HintTests {
    /// The words of a text that are options: `--path-output`.
    private static func options(_ text: String) -> Set<String> {
        let words = text.split { !$0.isLetter && $0 != "-" }
        return Set(words.filter { $0.hasPrefix("--") && $0.count > 2 }.map(String.init))
    }

    private static let playbooks = [
        "520", "521", "522", "523", "524", "525", "526", "1xxx", "slow", "cache", "dns", "tls", "blocked",
        "intermittent",
    ]

    /// What a person is told to type can be typed.
    @Test func everyOptionThatIsAdvisedExists() async throws {
        let scratch = try Scratch()
        let help = try await Program.run(["collect", "--help"], in: scratch.url).output
        let known = Self.options(help)
        #expect(known.count > 40)
        try scratch.write("urls = [\"https://www.example.com/\"]\n", to: "case.toml")
        let lint = try await Program.run(
            ["ticket", "lint", "case.toml", "--format", "json"], in: scratch.url)
        var advised = Self.options(lint.output)
        for name in Self.playbooks {
            let text = try await Program.run(["explain", name], in: scratch.url).output
            #expect(text.contains("Only you can add"), "\(name)")
            advised.formUnion(Self.options(text))
        }
        #expect(advised.count > 15)
        #expect(advised.subtracting(known) == [])
    }

    /// Every rule of diagnosis can be looked up, and most answers say which page or standard they rest on.
    @Test func everyDiagnosisIsExplained() async throws {
        let scratch = try Scratch()
        let rules = try await Program.run(["rules", "--format", "json"], in: scratch.url).output
        let list = try #require(try JSONSerialization.jsonObject(with: Data(rules.utf8)) as? [[String: Any]])
        let names = list.filter { $0["kind"] as? String == "diagnose" }.compactMap { $0["id"] as? String }
        #expect(names.count > 40)
        var sourced = 0
        for name in names {
            let run = try await Program.run(["explain", name, "--format", "json"], in: scratch.url)
            let known = try #require(
                try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [[String: Any]], "\(name)")
            #expect(known.first?["kind"] as? String == "finding", "\(name)")
            #expect((known.first?["meaning"] as? String)?.hasSuffix(".") == true, "\(name)")
            // Of the others the evidence of the case is all there is.
            guard let source = known.first?["source"] as? String else { continue }
            #expect(source.hasPrefix("https://") || source.hasPrefix("RFC"), "\(name)")
            sourced += 1
        }
        #expect(sourced >= 60)
    }
}
