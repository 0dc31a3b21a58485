import Foundation
import TestSupport
import Testing

/// The whole program against real servers on loopback: the demonstration of the samples.
@Suite(.serialized)
struct DemonstrationTests {
    /// The site of `Samples/demonstration`, up for one test.
    final class Site {
        let scratch: Scratch

        init() async throws {
            scratch = try Scratch()
            let run = try await Tool.run(
                "/bin/bash", [Self.script, "up", scratch.url.appending(path: "site").path()], in: scratch.url)
            guard run.status == 0 else { throw Problem(text: run.errors) }
        }

        deinit {
            _ = try? Tool.runNow(
                "/bin/bash", [Self.script, "down", scratch.url.appending(path: "site").path()],
                in: scratch.url)
        }

        static let script = Repository.root.appending(path: "Samples/demonstration/run").path()

        func collect(_ more: [String] = [], url: String = "https://www.shop.casefile.test:18443/checkout")
            async throws
            -> Program.Run
        {
            try await Program.run(
                [
                    "collect", url, "--zone", "shop.casefile.test", "--edge", "127.0.0.1:18443", "--origin",
                    "127.0.0.1:18444", "--ca", "site/ca.pem", "--no-system-resolvers", "--resolver",
                    "127.0.0.1:18053",
                    "--now", "2026-11-22T12:00:00Z",
                ] + more, in: scratch.url)
        }

        /// A file of the bundle.
        func read(_ path: String) async throws -> String {
            let name = "shop.casefile.test-20261122T120000Z"
            return try await scratch.read("\(name).zip", path: path)
        }
    }

    struct Problem: Error { let text: String }

    static let servers = ["nginx", "knotd", "openssl", "unzip"]

    @Test(.needs(servers))
    func anEdgeThatFailsAndAnOriginThatAnswersMakeAFinding() async throws {
        let site = try await Site()
        let run = try await site.collect()
        #expect(run.status <= 1, "\(run.errors)")
        let text = try await site.read("case.txt")
        #expect(text.contains("522"))
        #expect(try await site.read("findings.json").contains("edge-522"))
        #expect(try await site.read("http/http-origin-1.json").contains("\"status\": 200"))
        #expect(try await site.read("http/http-edge-1.json").contains("-DEM"))
        #expect(try await site.read("http/http-edge-1.txt").contains("SSL connection using"))
        #expect(try await site.read("dns/dns-1-a-server-1.json").contains("127.0.0.1"))
        #expect(!run.errors.contains("\u{1b}"))
    }

    @Test(.needs(servers + ["bsdtar", "python3"]))
    func otherProgramsReadTheArchive() async throws {
        let site = try await Site()
        _ = try await site.collect()
        let line = """
            unzip -tq *.zip && bsdtar -tf *.zip >/dev/null && \
            python3 -c 'import zipfile,glob; z=zipfile.ZipFile(glob.glob("*.zip")[0]); assert z.testzip() is None'
            """
        let run = try await Tool.run("/bin/bash", ["-c", line], in: site.scratch.url)
        #expect(run.status == 0, "\(run.output)\(run.errors)")
    }

    @Test(.needs(servers))
    func aSecretInTheURLIsAskedAndNotKept() async throws {
        let site = try await Site()
        let run = try await site.collect(
            url: "https://www.shop.casefile.test:18443/api/cart.json?session_id=5f2c9b7e41d84d0c9a3e")
        #expect(run.status <= 1, "\(run.errors)")
        let leak = try await Tool.run(
            "/bin/bash",
            [
                "-c",
                "unzip -p *.zip | grep -c 5f2c9b7e41d84d0c9a3e; grep -rc 5f2c9b7e41d84d0c9a3e *-attach | grep -v ':0'",
            ],
            in: site.scratch.url)
        #expect(leak.output == "0\n")
        #expect(
            try await Tool.run(
                "/bin/grep", ["-c", "5f2c9b7e41d84d0c9a3e", "site/access.log"], in: site.scratch.url
            ).status == 0)
    }

    @Test(.needs(servers))
    func aSnapshotSaysWhatGotWorse() async throws {
        let site = try await Site()
        try site.scratch.write(
            """
            urls = ["https://www.shop.casefile.test:18443/api/cart.json"]
            zone = "shop.casefile.test"
            edge = "127.0.0.1:18443"
            origin = "127.0.0.1:18444"
            ca = "site/ca.pem"
            no_system_resolvers = true
            resolver = "127.0.0.1:18053"
            """, to: "case.toml")
        func snapshot(_ minute: Int) async throws -> Program.Run {
            try await Program.run(
                [
                    "snapshot", "case.toml", "--store", "store", "--keep", "2", "--now",
                    "2026-11-22T12:0\(minute):00Z",
                ], in: site.scratch.url)
        }
        let first = try await snapshot(1)
        #expect(first.status == 0, "\(first.errors)")
        #expect(try await snapshot(2).output == "no change\n")
        _ = try await Tool.run(
            "/bin/bash", [Site.script, "down", "site"], in: site.scratch.url)
        let third = try await snapshot(3)
        #expect(third.status == 1)
        #expect(third.output.contains("worse: http-edge-1"))
        let kept = try FileManager.default.contentsOfDirectory(
            atPath: site.scratch.url.appending(path: "store").path()
        ).filter { $0.hasSuffix(".zip") }
        #expect(
            kept.sorted() == [
                "shop.casefile.test-20261122T120200Z.zip", "shop.casefile.test-20261122T120300Z.zip",
            ])
    }

    @Test(.needs(servers), .needsBrowser)
    func theReportMakesNoRequestAndRunsNoScript() async throws {
        let site = try await Site()
        _ = try await site.collect([
            "--har", Repository.root.appending(path: "Samples/har/checkout.har").path(),
        ])
        let page = try await site.read("report.html")
        #expect(page.contains("<svg"))
        #expect(!page.contains("<script"))
        try site.scratch.write(page, to: "page.html")
        let look = try await Python.look(at: ["page.html"], in: site.scratch.url)
        #expect(look.status == 0, "\(look.output)\(look.errors)")
        #expect(look.output.contains("1 pages, 4 views each, 0 problems"))
    }
}
