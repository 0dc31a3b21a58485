import Foundation
import TestSupport
import Testing

/// The status page and the vendor's API, asked by the real program; a server of ours answers as they do.
@Suite(.needs("python3", "unzip"), .timeLimit(.minutes(2)))
struct ServiceTests {
    private static let token = "cfut_k3Hn8Kd2XsQ9vTzL4bWmR7yPa6cJ1eGu5iNo0fQt"
    private static let bundle = "example.com-20261122T104500Z"

    /// Collects with both services; the line ends in what is done with the bundle then.
    private func collect(_ options: String, in scratch: Scratch) async throws -> Program.Run {
        let script = Repository.root.appending(path: "Tests/Peers/services.py").path()
        try scratch.write(Self.token + "\n", to: "token.txt")
        return try await NeverLostTests.shell(
            """
            mkfifo hold; python3 \(script) asked.txt <hold >port & server=$!
            exec 9>hold
            for _ in $(seq 200); do grep -q ready port && break; sleep 0.05; done
            base=http://127.0.0.1:$(head -1 port)
            $casefile collect http://www.example.com/ --zone example.com --zone-id 023e105f4ecef8ad9ca31a8372d0c353 \
                --edge 127.0.0.1:9 --quick --no-system-resolvers --deadline 5s --now 2026-11-22T10:45:00Z \
                --since 2026-11-22T10:00Z --until 2026-11-22T10:30Z --status-page $base/status \
                --api --api-url $base/v4 \(options)
            status=$?
            exec 9>&-; wait $server
            exit $status
            """, in: scratch)
    }

    @Test func bothAreAskedAndNothingOfTheTokenOrOfPeopleIsKept() async throws {
        let scratch = try Scratch()
        let run = try await collect("--api-token-file token.txt --ray 9f140b785e57c458", in: scratch)
        #expect(run.status == 1, "\(run.errors)")
        let asked = try String(contentsOf: scratch.url.appending(path: "asked.txt"), encoding: .utf8)
        #expect(
            asked.contains(
                "GET /v4/zones/023e105f4ecef8ad9ca31a8372d0c353/logs/rayids/9f140b785e57c458 Bearer \(Self.token)"
            ))
        #expect(asked.contains("GET /status/summary.json none"))
        let unpacked = try await Tool.run(
            "/usr/bin/unzip", ["-q", "\(Self.bundle).zip"], in: scratch.url)
        #expect(unpacked.status == 0)
        let all = try await Tool.run(
            "/bin/bash", ["-c", "cat $(find \(Self.bundle) \(Self.bundle)-attach -type f)"], in: scratch.url)
        for hidden in [Self.token, "k3Hn8Kd2XsQ9vTzL4bWm", "jane.doe", "Jane Doe", "198.51.100.77"] {
            #expect(!all.output.contains(hidden), "\(hidden)")
        }
        let status = try Self.json("status/status-summary.json", scratch)
        #expect((status["status"] as? [String: Any])?["indicator"] as? String == "minor")
        let ssl = try Self.json("api/api-setting-ssl.json", scratch)
        let items = (ssl["api"] as? [String: Any])?["items"] as? [[String: String]]
        #expect(items?.first?["value"] == "flexible")
        let refused = try Self.json("api/api-dnssec.json", scratch)
        #expect((refused["api"] as? [String: Any])?["success"] as? Bool == false)
        let text = try await Program.run(["inspect", "\(Self.bundle).zip", "--report"], in: scratch.url)
        for words in [
            "Status page and API", "status page, summary: indicator minor", "ssl: flexible",
            "dnssec: refused (9109)", "Suggested",
        ] {
            #expect(text.output.contains(words), "\(words) in \(text.output)")
        }
    }

    @Test func aStatusPageThatWasNamedAndIsNotThereIsAGap() async throws {
        let scratch = try Scratch()
        let run = try await Program.run(
            [
                "collect", "http://www.example.com/", "--zone", "example.com", "--edge", "127.0.0.1:9",
                "--quick",
                "--no-system-resolvers", "--deadline", "5s", "--status-page", "http://127.0.0.1:9/status",
            ], in: scratch.url)
        #expect(run.status == 1)
        #expect(run.errors.contains("– status-summary failed: connection_refused"), "\(run.errors)")
    }

    @Test func aWrongTokenIsNoReasonToLoseTheCase() async throws {
        let scratch = try Scratch()
        try scratch.write("another\n", to: "wrong.txt")
        let run = try await collect("--api-token-file wrong.txt", in: scratch)
        let names = try scratch.names()
        #expect(run.status == 1 && names.contains("\(Self.bundle).zip"), "\(run.errors)")
    }

    @Test(
        "a token that cannot be used is refused before anything is sent",
        arguments: [
            ("", "CLOUDFLARE_API_TOKEN"), ("two words", "no API token"), ("http://192.0.2.1/v4", "https://"),
        ])
    func refused(text: String, problem: String) async throws {
        let scratch = try Scratch()
        try scratch.write(text, to: "token.txt")
        var words = ["collect", "https://www.example.com/", "--no-system-resolvers", "--api", "--dry-run"]
        if text == "two words" { words += ["--api-token-file", "token.txt"] }
        if text.hasPrefix("http") { words += ["--api-url", text] }
        // Whoever runs the tests may have a token.
        let run = try await Tool.run(
            "/usr/bin/env", ["-u", "CLOUDFLARE_API_TOKEN", Program.executable.path()] + words, in: scratch.url
        )
        #expect(run.status == 2 && run.errors.contains(problem), "\(run.errors)")
    }

    private static func json(_ path: String, _ scratch: Scratch) throws -> [String: Any] {
        let data = try Data(contentsOf: scratch.url.appending(path: "\(bundle)/\(path)"))
        return try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    }
}
