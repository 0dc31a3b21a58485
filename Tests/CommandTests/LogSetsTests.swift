import Foundation
import TestSupport
import Testing

/// Folders, patterns and rotated sets of logs, and what is wrong with some of them.
struct LogSetsTests {
    private static let window = ["--since", "2026-11-22T10:00:00Z", "--until", "2026-11-22T10:10:00Z"]

    private static func line(_ clock: String, _ path: String) -> String {
        "203.0.113.9 - - [22/Nov/2026:\(clock) +0000] \"GET \(path) HTTP/1.1\" 200 5\n"
    }

    private static func paths(_ run: Program.Run) -> [String] {
        run.output.split(separator: "\n").compactMap { line in
            line.split(separator: " ").first { $0.hasPrefix("/") }.map(String.init)
        }
    }

    private static func made() throws -> Scratch {
        let scratch = try Scratch()
        try FileManager.default.createDirectory(
            at: scratch.url.appending(path: "logs"), withIntermediateDirectories: true)
        try scratch.write(line("10:04:00", "/d") + line("10:30:00", "/late"), to: "logs/access.log")
        try scratch.write(line("10:02:00", "/c"), to: "logs/access.log.1")
        try scratch.write(line("09:00:00", "/old") + line("10:00:01", "/b"), to: "logs/access.log.2")
        try scratch.write(line("08:00:00", "/older"), to: "logs/access.log.3")
        return scratch
    }

    @Test(
        "parts of a set come in the order of their times, whatever one is packed with and whenever it was copied",
        arguments: [["gzip"], ["xz"], ["bzip2"], ["zstd", "-q", "--rm"]])
    func order(words: [String]) async throws {
        try Tool.need(words[0])
        let scratch = try Self.made()
        let logs = scratch.url.appending(path: "logs")
        let run = try await Tool.run("/usr/bin/env", words + ["access.log.2"], in: logs)
        #expect(run.status == 0, "\(run.errors)")
        // A copy has another date than its original.
        let old = Date(timeIntervalSince1970: 1_000_000_000)
        for name in try FileManager.default.contentsOfDirectory(atPath: logs.path()) {
            try FileManager.default.setAttributes(
                [.modificationDate: old], ofItemAtPath: logs.appending(path: name).path())
        }
        for name in ["logs", "logs/acc*", "logs/access.log*"] {
            let run = try await Program.run(["logs", "window", name] + Self.window, in: scratch.url)
            #expect(
                run.status == 0 && Self.paths(run) == ["/b", "/c", "/d"],
                "\(name) \(run.output) \(run.errors)")
        }
    }

    @Test func raysFindWhateverLineHasThemAndNoOther() async throws {
        let scratch = try Scratch()
        let ray = "9f140b785e57c107"
        let having = [
            "2026/11/22 10:00:00 [warn] 7#7: *1 upstream slow, ray \(ray)",
            "{\"time\":\"2026-11-22T10:00:00Z\",\"level\":\"info\",\"msg\":\"x\",\"cf_ray\":\"\(ray)\"}",
            "203.0.113.9 - - [22/Nov/2026:10:00:00 +0000] \"GET / HTTP/1.1\" 200 5 \"-\" \"c\" \"cf-ray: \(ray)-FRA\"",
        ]
        let others = [
            "2026/11/22 10:00:00 [error] 7#7: *1 x, client: 203.0.113.9",
            "{\"time\":\"2026-11-22T10:00:00Z\",\"level\":\"error\",\"msg\":\"x\"}",
        ]
        for head in ["", "# a comment\n"] {
            try scratch.write(
                head + (others + having + others).joined(separator: "\n") + "\n", to: "mixed.log")
            let run = try await Program.run(
                ["logs", "rays", "mixed.log", "--ray", ray, "--log-zone", "UTC"], in: scratch.url)
            let lines = run.output.split(separator: "\n")
            #expect(lines.count == 3 && lines.allSatisfy { $0.contains(ray) }, "\(run.output) \(run.errors)")
        }
    }

    @Test func aSecretOfOneLineLeavesTheOthersTooWhereverTheOutputGoes() async throws {
        let scratch = try Scratch()
        let token = "k3Hn8Kd2XsQ9vTzL4bWm"
        let lines = (0..<3000).map { index in
            index % 1000 == 7
                ? "203.0.113.9 - - [22/Nov/2026:10:00:00 +0000] \"GET /\(token) HTTP/1.1\" 200 5"
                : "203.0.113.9 - - [22/Nov/2026:10:00:00 +0000] \"GET /?token=\(token)&n=\(index) HTTP/1.1\" 200 5"
        }
        try scratch.write(lines.joined(separator: "\n") + "\n", to: "access.log")
        let run = try await Program.run(["logs", "window", "access.log"] + Self.window, in: scratch.url)
        #expect(run.output.split(separator: "\n").count == 3000 && !run.output.contains(token))
    }

    @Test(
        "logs of several hosts are no set, and what of a set was skipped is said",
        arguments: [
            ("node-1.log", "node-2.log", true), ("pod-0", "pod-1", true), ("a.log.1", "a.log", false),
            ("a-20261121.log", "a-20261122.log", false), ("a.2026-11-21.log", "a.2026-11-22.log", false),
        ])
    func hosts(first: String, second: String, areHosts: Bool) async throws {
        let scratch = try Scratch()
        try scratch.write(Self.line("08:00:00", "/a") + Self.line("10:03:00", "/x"), to: first)
        try scratch.write(Self.line("08:05:00", "/b") + Self.line("10:04:00", "/y"), to: second)
        let run = try await Program.run(["logs", "window", first, second] + Self.window, in: scratch.url)
        #expect(Self.paths(run) == (areHosts ? ["/x", "/y"] : ["/y"]), "\(run.errors)")
        #expect(run.errors.contains("\(first): not read") != areHosts)
    }

    @Test func linksToLogsAreLogs() async throws {
        let scratch = try Self.made()
        try FileManager.default.createDirectory(
            at: scratch.url.appending(path: "pods"), withIntermediateDirectories: true)
        try FileManager.default.createSymbolicLink(
            at: scratch.url.appending(path: "pods/shop.log"),
            withDestinationURL: scratch.url.appending(path: "logs/access.log.1"))
        let run = try await Program.run(["logs", "window", "pods"] + Self.window, in: scratch.url)
        #expect(Self.paths(run) == ["/c"], "\(run.errors)")
    }

    @Test func whatStandsBeforeDamageIsWrittenAndTheFileIsNamed() async throws {
        let scratch = try Self.made()
        let logs = scratch.url.appending(path: "logs")
        _ = try await Tool.run("/usr/bin/env", ["gzip", "access.log.1"], in: logs)
        let packed = logs.appending(path: "access.log.1.gz")
        try (try Data(contentsOf: packed) + Data("junkjunk".utf8)).write(to: packed)
        let run = try await Program.run(["logs", "window", "logs"] + Self.window, in: scratch.url)
        #expect(run.status == 1 && Self.paths(run) == ["/b", "/c", "/d"], "\(run.errors)")
        #expect(run.errors.contains("access.log.1.gz"))
    }

    @Test func logsOfFoldersInAFolderAreReadAndLinksToFoldersAreNot() async throws {
        let scratch = try Self.made()
        let files = FileManager.default
        try files.createDirectory(
            at: scratch.url.appending(path: "all/site"), withIntermediateDirectories: true)
        try files.moveItem(
            at: scratch.url.appending(path: "logs"), to: scratch.url.appending(path: "all/site/logs"))
        try files.createSymbolicLink(
            at: scratch.url.appending(path: "all/site/logs/again"),
            withDestinationURL: scratch.url.appending(path: "all"))
        let run = try await Program.run(["logs", "window", "all"] + Self.window, in: scratch.url)
        #expect(run.status == 0 && Self.paths(run) == ["/b", "/c", "/d"], "\(run.errors)")
    }

    @Test(.needs("xz")) func aPackedPipeIsRefusedWithTheToolThatUnpacksIt() async throws {
        let scratch = try Self.made()
        let run = try await Tool.run(
            "/bin/sh", ["-c", "xz -c logs/access.log | '\(Program.executable.path)' logs summary -"],
            in: scratch.url
        )
        #expect(run.status != 0 && run.errors.contains("xz -dc"), "\(run.errors)")
    }

    @Test(
        "wrong words are refused with a hint",
        arguments: [
            (["none*"], "no file has such a name"), (["empty"], "no file in this folder"),
            (["gone.log"], "no such file"),
            (["logs", "--log-zone", "Mars/Base"], "nor a zone this system knows"),
            (["logs", "--log-format", "$remote_addr $status"], "names no time"),
        ])
    func refused(words: [String], problem: String) async throws {
        let scratch = try Self.made()
        try FileManager.default.createDirectory(
            at: scratch.url.appending(path: "empty"), withIntermediateDirectories: true)
        let run = try await Program.run(["logs", "window"] + words + Self.window, in: scratch.url)
        #expect(run.status == 2 && run.errors.contains(problem), "\(run.errors)")
    }

    @Test func linesThatWereNotReadAreSaid() async throws {
        let scratch = try Self.made()
        try scratch.write("2026/11/22 10:01:00 [error] 7#7: *1 x, client: 203.0.113.9\n", to: "error.log")
        let run = try await Program.run(["logs", "window", "error.log"] + Self.window, in: scratch.url)
        #expect(run.output.isEmpty && run.errors.contains("--log-zone"), "\(run.errors)")
        let zoned = try await Program.run(
            ["logs", "window", "error.log", "--log-zone", "Europe/Berlin"] + Self.window, in: scratch.url)
        #expect(zoned.output.isEmpty)
        let utc = try await Program.run(
            ["logs", "window", "error.log", "--log-zone", "UTC"] + Self.window, in: scratch.url)
        #expect(utc.output.hasPrefix("2026/11/22 10:01:00 [error]") && !utc.output.contains("203.0.113.9"))
    }

    @Test(.needs("unzip")) func theOffsetOfAnErrorLogIsWorkedOutInACase() async throws {
        let scratch = try Scratch()
        var access = ""
        var errors = ""
        for index in 0..<400 {
            let second = 10 * 3600 + index * 3
            let clock = [second / 3600, second / 60 % 60, second % 60].map {
                String(String(100 + $0).suffix(2))
            }
            let local = ["\(second / 3600 + 1)", clock[1], clock[2]].joined(separator: ":")
            access +=
                "203.0.113.9 - - [22/Nov/2026:\(clock.joined(separator: ":")) +0000] \"GET /id/\(index) HTTP/1.1\" 502 5\n"
            errors +=
                "2026/11/22 \(local) [error] 7#7: *\(index) upstream timed out, client: 203.0.113.9, request: \"GET /id/\(index) HTTP/1.1\"\n"
        }
        try scratch.write(access, to: "access.log")
        try scratch.write(errors, to: "error.log")
        let run = try await Program.run(
            [
                "collect", "https://shop.test/", "--offline", "--log", "access.log", "--log", "error.log",
                "--since",
                "2026-11-22T10:10:00Z", "--until", "2026-11-22T10:15:00Z", "--now", "2026-11-22T12:00:00Z",
                "-o", "out",
            ], in: scratch.url)
        #expect(run.status == 0, "\(run.errors)")
        let text = try await scratch.read("out/shop.test-20261122T120000Z.zip", path: "case.txt")
        #expect(text.contains("zone inferred from other evidence: +01:00"), "\(text)")
        #expect(text.contains("upstream timed out"))
    }
}
