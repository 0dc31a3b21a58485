import Foundation
import TestSupport
import Testing

struct CaseTemplateTests {
    /// The template with every key filled in.
    private static func filled(_ template: String) -> String {
        let lines = template.split(separator: "\n").map { line -> String in
            guard line.hasPrefix("# "), let equals = line.firstRange(of: " = ") else { return String(line) }
            let key = line[line.index(line.startIndex, offsetBy: 2)..<equals.lowerBound]
            let isKey = key.allSatisfy { $0.isLowercase || $0 == "_" }
            return isKey ? String(line.dropFirst(2)) : String(line)
        }
        // A window has two ends or a middle, not both.
        return lines.filter { !$0.hasPrefix("at = ") && !$0.hasPrefix("around = ") }.joined(separator: "\n")
            + "\n"
    }

    @Test func everyKeyOfTheTemplateIsKnownToTheProgram() async throws {
        let scratch = try Scratch()
        let template = try await Program.run(["ticket", "init"], in: scratch.url).output
        var text = Self.filled(template)
        #expect(text.split(separator: "\n").count { !$0.hasPrefix("#") && $0.contains(" = ") } >= 45)
        text = text.replacingOccurrences(of: "/var/log/nginx/access.log", with: "access.log")
        for name in [
            "checkout.har", "access.log", "mtr-from-the-origin.txt", "screenshot.png", "corporate-ca.pem",
            "body.json",
        ] {
            try scratch.write("x\n", to: name)
        }
        try scratch.write("cfut_x\n", to: "token.txt")
        try scratch.write("X-Secret: 1\n", to: "headers.txt")
        try scratch.write(#"{"as_of": "2026", "source": "x", "ranges": {"ipv4": []}}"#, to: "policy.json")
        let rule = """
            [[rule]]
            id = "acme-ticket"
            help = "Removes tickets of Acme."
            prefix = "acmt_"
            length = [16, 40]
            example = [{ text = "acmt_aB3dE5fG7hJ9kL1mN3 x", gone = "acmt_aB3dE5fG7hJ9kL1mN3" }, { text = "acmt_ no" }]
            """
        try scratch.write(rule, to: "own-rules.toml")
        try scratch.write(text, to: "case.toml")
        let run = try await Program.run(["collect", "--case", "case.toml", "--dry-run"], in: scratch.url)
        #expect(run.status == 0, "\(run.errors)")
        #expect(run.output.contains("for       522"))
    }

    @Test func theTemplateAsItIsCanBeRun() async throws {
        let scratch = try Scratch()
        let template = try await Program.run(["ticket", "init"], in: scratch.url).output
        try scratch.write(template, to: "case.toml")
        let lint = try await Program.run(["ticket", "lint", "case.toml"], in: scratch.url)
        #expect(
            lint.status == 1 && lint.output.contains("score: 3 of 16 items"), "\(lint.output)\(lint.errors)")
        let run = try await Program.run(["collect", "--case", "case.toml", "--dry-run"], in: scratch.url)
        #expect(run.status == 0 && run.output.contains("www.example.com"), "\(run.output)\(run.errors)")
    }

    /// The manifest of a bundle records the user's file beside the bundled editions.
    @Test(.needs("unzip")) func theManifestNamesThePolicysEdition() async throws {
        let scratch = try Scratch()
        try scratch.write(
            #"{"as_of": "2026-12", "source": "our contract", "ranges": {"ipv4": []}}"#, to: "policy.json")
        let run = try await Program.run(
            [
                "collect", "https://www.example.com/", "--offline", "--policy", "policy.json", "--now",
                "2026-11-22T12:00:00Z",
            ], in: scratch.url)
        #expect(run.status == 0, "\(run.errors)")
        let manifest = try await scratch.read("www.example.com-20261122T120000Z.zip", path: "manifest.json")
        let editions = try #require(
            (try JSONSerialization.jsonObject(with: Data(manifest.utf8)) as? [String: Any])?[
                "data_editions"]
                as? [[String: Any]])
        #expect(editions.count == 12)
        #expect(editions.last?["name"] as? String == "policy")
        #expect(editions.last?["source"] as? String == "our contract")
        #expect(editions.last?["overrides"] as? [String] == ["ranges"])
        #expect(editions.first?["source"] as? String != nil)
    }
}
