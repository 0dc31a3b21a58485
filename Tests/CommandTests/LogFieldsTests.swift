import Foundation
import TestSupport
import Testing

/// What a format makes somebody's leaves the line, and nothing else does.
struct LogFieldsTests {
    /// Lines of many formats as programs write them; what has to go stands between ⟦ and ⟧.
    private static let marked = Repository.root.appending(
        path: "Tests/CommandTests/LogFields/marked.txt")
    private static let removed = "~[a-z-]+\\.[0-9a-f]{8}\\.[0-9]+~|ip[46][-.][0-9a-zA-Z]+([.-][0-9a-z]+)*"

    private static func replaced(_ text: String, _ pattern: String) -> [String] {
        text.replacingOccurrences(of: pattern, with: "⟦⟧", options: .regularExpression).split(
            separator: "\n"
        ).map(String.init)
    }

    @Test func theWindowLosesWhatIsSomebodysAndNothingElse() async throws {
        let scratch = try Scratch()
        let marked = try String(contentsOf: Self.marked, encoding: .utf8)
        let plain = marked.filter { !"⟦⟧".contains($0) }
        try scratch.write(plain, to: "access.log")
        let window = [
            "--since", "2026-11-27T00:00:00Z", "--until", "2026-11-28T00:00:00Z", "--log-zone", "+00:00",
        ]
        let run = try await Program.run(["logs", "window", "access.log"] + window, in: scratch.url)
        #expect(run.status == 0, "\(run.errors)")
        let expected = Self.replaced(marked, "⟦[^⟧]*⟧")
        let lines = Self.replaced(run.output, Self.removed)
        #expect(lines == expected)
        #expect(expected.count >= 29)
        // Once more, nothing is left to do.
        try scratch.write(run.output, to: "again.log")
        let again = try await Program.run(["logs", "window", "again.log"] + window, in: scratch.url)
        #expect(again.output == run.output)
    }
}
