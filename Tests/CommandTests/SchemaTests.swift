import Foundation
import TestSupport
import Testing

/// Every document this program writes against the schemas it publishes.
struct SchemaTests {
    /// The names `casefile schema` lists.
    private static func names(in folder: URL) async throws -> [String] {
        let run = try await Program.run(["schema"], in: folder)
        #expect(run.status == 0)
        return run.output.split(separator: "\n").compactMap {
            $0.split(separator: " ").first.map(String.init)
        }
    }

    /// Which schema a file of a bundle is of, by its path.
    static func name(of path: String) -> String? {
        switch path {
        case "manifest.json", "findings.json", "timeline.json", "redactions.json":
            String(path.dropLast(5))
        case "host/host.json": "host"
        case _ where path.hasPrefix("har/"): "har-summary"
        case _ where path.hasPrefix("logs/"): "logs-summary"
        case _ where path.hasPrefix("path/pasted"): "path"
        case _ where path.contains("/"): "step"
        default: nil
        }
    }

    /// Which schema an example that stands beside the tests is of, by its name.
    static func name(ofExample file: String) -> String {
        switch file {
        case "har.json": "har-summary"
        case "log.json": "logs-summary"
        case "incident.json": "case"
        case "findings.json", "timeline.json", "redactions.json", "manifest.json", "report.json":
            String(file.dropLast(5))
        default: "step"
        }
    }

    func unpack(_ bundle: String, _ scratch: Scratch, into folder: String) async throws -> [String] {
        let run = try await Tool.run(
            "/bin/bash",
            ["-c", "mkdir -p \(folder) && cd \(folder) && unzip -q ../\(bundle) && find . -name '*.json'"],
            in: scratch.url)
        #expect(run.status == 0, "\(run.errors)")
        return run.output.split(separator: "\n").map { line in
            let path = line.dropFirst(2)
            let inside = path.drop { $0 != "/" }.dropFirst()
            return
                "\(Self.name(of: String(inside)) ?? "unknown") \(scratch.url.appending(path: folder).path())/\(path)"
        }
    }

    private func write(_ name: String, _ words: [String], _ scratch: Scratch) async throws -> String {
        let run = try await Program.run(words, in: scratch.url)
        #expect(!run.output.isEmpty, "\(words): \(run.errors)")
        let file = "\(UUID().uuidString).json"
        try scratch.write(run.output, to: file)
        return "\(name) \(scratch.url.appending(path: file).path())"
    }

    func check(_ lines: [String], _ scratch: Scratch, allSchemas: Bool) async throws {
        let names = try await Self.names(in: scratch.url)
        try FileManager.default.createDirectory(
            at: scratch.url.appending(path: "schemas"), withIntermediateDirectories: true)
        let used = Set(lines.compactMap { $0.split(separator: " ").first.map(String.init) })
        for name in names where allSchemas || used.contains(name) {
            try scratch.write(
                try await Program.run(["schema", name], in: scratch.url).output, to: "schemas/\(name).json")
        }
        try scratch.write(lines.map { $0 + "\n" }.joined(), to: "list")
        let run = try await Python.run(
            "Tests/CommandTests/Schemas/validate.py", ["schemas", "list"], in: scratch.url)
        #expect(run.status == 0, "\(run.errors)")
        let said = run.output.split(separator: "\n")
        #expect(said.count == 1, "\(said.prefix(30).joined(separator: "\n"))")
        #expect(said.last?.hasPrefix("\(lines.count) documents") == true, "\(run.output.suffix(300))")
    }

    @Test(.needsSchemaChecker, .needs("unzip"))
    func everyExampleAndEveryFileOfARealBundleFitsAndABrokenCopyDoesNot() async throws {
        let scratch = try Scratch()
        let samples = Repository.root.appending(path: "Samples")
        let (har, log) = (
            samples.appending(path: "har/checkout.har").path(),
            samples.appending(path: "logs/access.log").path()
        )
        let trace = samples.appending(path: "path/mtr.txt").path()
        let run = try await Program.run(
            [
                "collect", "--case", samples.appending(path: "case.toml").path(), "--offline", "--now",
                "2026-11-22T23:30:00Z", "--seed", "a",
            ], in: scratch.url)
        #expect(run.status <= 1, "\(run.errors)")
        let bundle = try #require(try scratch.names().first { $0.hasSuffix(".zip") })
        var lines = try await unpack(bundle, scratch, into: "bundle")
        let folder = Repository.root.appending(path: "Tests/CaseReportTests/Goldens")
        for file in try FileManager.default.contentsOfDirectory(atPath: folder.path()).sorted()
        where file.hasSuffix(".json") {
            lines.append("\(Self.name(ofExample: file)) \(folder.appending(path: file).path())")
        }
        lines += [
            try await write("report", ["inspect", bundle, "--report", "--format", "json"], scratch),
            try await write("har-summary", ["har", "summary", har, "--format", "json"], scratch),
            try await write(
                "har-diff",
                [
                    "har", "diff", har, samples.appending(path: "har/exporters/chrome.har").path(),
                    "--format", "json",
                ], scratch),
            try await write("logs-summary", ["logs", "summary", log, "--format", "json"], scratch),
            try await write("path", ["path", "parse", trace, "--format", "json"], scratch),
            try await write("host", ["doctor", "--format", "json"], scratch),
        ]
        let finding = try await Tool.run(
            "/bin/bash",
            [
                "-c",
                "python3 -c 'import json; print(json.dumps(json.load(open(\"\(folder.path())/findings.json\"))[\"findings\"][0]))'",
            ],
            in: scratch.url)
        try scratch.write(finding.output, to: "finding.json")
        lines.append("finding \(scratch.url.appending(path: "finding.json").path())")
        #expect(lines.count > 25)
        try await check(lines, scratch, allSchemas: true)
    }

    @Test func schemasAreListedAndAnUnknownOneIsAMistake() async throws {
        let scratch = try Scratch()
        let names = try await Self.names(in: scratch.url)
        for name in [
            "manifest", "findings", "finding", "timeline", "redactions", "step", "har-summary",
            "logs-summary", "path",
        ] {
            #expect(names.contains(name))
        }
        let wrong = try await Program.run(["schema", "nothing"], in: scratch.url)
        #expect(wrong.status == 2)
        #expect(wrong.errors.contains("there is no such schema"))
    }
}

/// Beside the other tests of the demonstration, for its ports are one test's at a time.
extension DemonstrationTests {
    @Test(.needsSchemaChecker, .needs(servers))
    func whatRealProbesWriteFits() async throws {
        let schemas = SchemaTests()
        let site = try await DemonstrationTests.Site()
        let run = try await site.collect()
        #expect(run.status <= 1, "\(run.errors)")
        let lines = try await schemas.unpack(
            "shop.casefile.test-20261122T120000Z.zip", site.scratch, into: "bundle")
        #expect(lines.count > 15)
        try await schemas.check(lines, site.scratch, allSchemas: false)
    }
}
