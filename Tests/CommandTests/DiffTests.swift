import Foundation
import TestSupport
import Testing

/// What changed between two bundles of one case, gathered at the scripted edge.
@Suite(.needs(ScriptedEdge.tools))
struct DiffTests {
    /// A bundle of a URL whose edge leg is asked at a port of the scripted edge.
    private func bundle(_ port: String, at now: String, in scratch: Scratch) async throws -> String {
        let edge = try ScriptedEdge.running.get()
        _ = try await Program.run(
            [
                "collect", "https://well.site.test/", "--zone", "site.test", "--no-system-resolvers",
                "--no-paths", "--quick", "--quiet", "--edge", "127.0.0.1:\(try edge.fact(port))", "--ca",
                try edge.fact("authority"), "--now", now,
            ], in: scratch.url)
        let stamp = now.filter { !"-:".contains($0) }
        return try #require(try scratch.names().first { $0.hasSuffix("\(stamp).zip") })
    }

    @Test func answersFindingsAndOutcomesAreCompared() async throws {
        let scratch = try Scratch()
        let now = Date().formatted(.iso8601)
        let later = Date().addingTimeInterval(60).formatted(.iso8601)
        let last = Date().addingTimeInterval(120).formatted(.iso8601)
        let good = try await bundle("good", at: now, in: scratch)
        let failing = try await bundle("error-503", at: later, in: scratch)
        let refused = try await bundle("closed", at: last, in: scratch)

        let worse = try await Program.run(["diff", good, failing], in: scratch.url)
        #expect(worse.status == 1)
        #expect(worse.output.contains("worse: http-edge-1: answered 503, was 200\n"), "\(worse.output)")
        let back = try await Program.run(["diff", failing, good, "--format", "json"], in: scratch.url)
        let record = try JSONSerialization.jsonObject(with: Data(back.output.utf8)) as? [String: Any]
        #expect((record?["better"] as? [String])?.contains("http-edge-1: answered 200, was 503") == true)
        #expect(record?["bundle"] as? String == good)

        let gone = try await Program.run(["diff", good, refused], in: scratch.url)
        #expect(gone.output.contains("worse: http-edge-1: failed, was saw"), "\(gone.output)")
        #expect(gone.output.contains("worse: finding edge-unreachable"))

        let edge = try await bundle(
            "edge", at: Date().addingTimeInterval(180).formatted(.iso8601), in: scratch)
        let renewed = try await Program.run(["diff", good, edge], in: scratch.url)
        #expect(
            renewed.output.contains("changed: http-edge-1: another certificate, to "), "\(renewed.output)")

        let same = try await Program.run(["diff", good, good], in: scratch.url)
        #expect(same.status == 0 && same.output == "no change\n")
    }

    @Test func whatIsNoBundleIsAMistake() async throws {
        let scratch = try Scratch()
        try scratch.write("no bundle", to: "a.zip")
        let run = try await Program.run(["diff", "a.zip", "gone.zip"], in: scratch.url)
        #expect(run.status == 2 && run.errors.contains("gone.zip"), "\(run.errors)")
    }
}
