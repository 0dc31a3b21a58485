import Foundation
import Testing

/// What may be said of the requests, and that what is secret of it is in nothing that is written.
struct RequestWordsTests {
    private static let dry = ["collect", "https://www.example.com/", "--no-system-resolvers", "--dry-run"]

    @Test(
        "wrong words are refused with a hint and no secret",
        arguments: [
            (["--header", "Authorization: Bearer k3Hn8Kd2XsQ9"], "--header-file"),
            (["--header", "X-Api-Key: k3Hn8Kd2XsQ9"], "--header-file"),
            (["--header", "no header"], "Name: value"),
            (["--samples", "0"], "1 to 1000"), (["--samples", "5", "--every", "soon"], "--every"),
            (["--proxy", "http://proxy.test:3128/path?k=k3Hn8Kd2XsQ9"], "http://host:port"),
            (["--method", "get it"], "no method"),
            (["--proxy", "http://u:k3Hn8Kd2XsQ9@proxy.test:3128"], "without a password"),
            (["--proxy", "socks5://proxy.test"], "http://host:port"),
            (["--header-file", "gone.txt"], "no such file"),
        ])
    func refused(words: [String], problem: String) async throws {
        let scratch = try Scratch()
        let run = try await Program.run(Self.dry + words, in: scratch.url)
        #expect(run.status == 2 && run.errors.contains(problem), "\(run.errors)")
        #expect(!run.errors.contains("k3Hn8Kd2XsQ9") && run.output.isEmpty)
    }

    @Test func aPlaybookRepeatsNothingThatChangesSomething() async throws {
        let scratch = try Scratch()
        let words = Self.dry + ["--for", "intermittent"]
        let safe = try await Program.run(words, in: scratch.url)
        #expect(safe.output.contains("http-edge-1-samples"))
        let post = try await Program.run(words + ["--method", "POST"], in: scratch.url)
        #expect(post.status == 0 && !post.output.contains("samples"), "\(post.output)")
        let asked = try await Program.run(
            words + ["--method", "POST", "--samples", "3"], in: scratch.url)
        #expect(asked.output.contains("http-edge-1-samples"))
    }

    @Test func headersOfAFileAreSentAndInNoRecord() async throws {
        let scratch = try Scratch()
        try scratch.write(
            "Authorization: Bearer k3Hn8Kd2XsQ9vTz\n\nX-Acme: w1 second-word vTzL4bWmK8sD it's\n",
            to: "headers.txt")
        try scratch.write("secret body text", to: "body.txt")
        let words = [
            "--header-file", "headers.txt", "--data-file", "body.txt", "--header", "X-Plain: seen",
            "--method", "PUT",
            "--user-agent", "own/1.0", "--quick",
        ]
        let run = try await Program.run(Self.dry + words, in: scratch.url)
        #expect(run.status == 0, "\(run.errors)")
        for shown in [
            "X-Plain: seen", "X-Acme: SECRET", "Authorization: SECRET", "-X PUT", "--data-binary", "own/1.0",
        ] {
            #expect(run.output.contains(shown), "\(shown) in \(run.output)")
        }
        for hidden in ["k3Hn8Kd2XsQ9vTz", "vTzL4bWmK8sD", "second-word", "secret body"] {
            #expect(!run.output.contains(hidden))
        }
        #expect(!run.output.contains("tls1-0"))
    }

    @Test func aCaseFileSaysTheSame() async throws {
        let scratch = try Scratch()
        try scratch.write("X-Acme: w1 second-word vTzL4bWmK8sD it's\n", to: "headers.txt")
        try scratch.write(
            """
            urls = ["https://www.example.com/"]
            no_system_resolvers = true
            samples = 20
            every = "10s"
            method = "HEAD"
            header_file = "headers.txt"
            """, to: "case.toml")
        let run = try await Program.run(["collect", "--case", "case.toml", "--dry-run"], in: scratch.url)
        #expect(run.status == 0, "\(run.errors)")
        #expect(run.output.contains("http-edge-1-samples") && run.output.contains("http-edge-1-tls1-3"))
        #expect(run.output.contains("--head") && run.output.contains("X-Acme: SECRET"))
        #expect(!run.output.contains("vTzL4bWmK8sD"))
    }
}
