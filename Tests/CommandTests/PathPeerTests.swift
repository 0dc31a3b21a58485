import Foundation
import TestSupport
import Testing

/// What we say of a path is what the tools say that everybody trusts, across real routers.
@Suite(
    .needs(Routers.tools + ["traceroute", "mtr", "tracepath"]),
    .enabled(if: Routers.canBuild, Routers.need), .serialized, .timeLimit(.minutes(2)))
struct PathPeerTests {
    @Test(
        "every tool, and our own packets, name the routers traceroute itself names",
        arguments: [Routers.v4, Routers.v6])
    func sameRouters(_ expected: [String]) async throws {
        let scratch = try Scratch()
        let routers = try await Routers(in: scratch.url)
        let target = try #require(expected.last)
        let peer = try await routers.run(["traceroute", "-n", "-q", "1", target])
        let named = peer.output.split(separator: "\n").dropFirst().map { line in
            String(line.split(separator: " ").dropFirst().first ?? "")
        }
        #expect(named == expected, "\(peer.output)")
        let run = try await routers.run([
            Program.executable.path, "path", target, "--no-system-resolvers", "--format", "json",
            "--deadline", "30s", "--tool", "mtr", "--tool", "traceroute", "--tool", "tracepath", "--tool",
            "casefile", "--tool", "casefile-tcp",
        ])
        let json = try JSONSerialization.jsonObject(with: Data(run.output.utf8))
        let steps = try #require(json as? [[String: Any]], "\(run.errors)")
        #expect(steps.count == 5)
        for step in steps {
            #expect(try Routers.hops(step["path"]) == named, "\(step)")
            #expect((step["path"] as? [String: Any])?["reached"] as? Bool == true, "\(step)")
        }
    }

    @Test(
        "each form of mtr's output reads as the same hops, losses and counts",
        arguments: [["-r", "-w"], ["-r", "-w", "-b"], ["-C"], ["-j"], ["--raw"]])
    func formsOfMTR(_ form: [String]) async throws {
        let scratch = try Scratch()
        let routers = try await Routers(in: scratch.url)
        let target = try #require(Routers.v4.last)
        let peer = try await routers.run(["mtr", "-n", "-c", "4", "-i", "0.1", "-G", "1"] + form + [target])
        try #require(peer.status == 0, "\(peer.errors)")
        try scratch.write(peer.output, to: "mtr.txt")
        let run = try await Program.run(["path", "parse", "mtr.txt", "--format", "json"], in: scratch.url)
        #expect(run.status == 0, "\(peer.output)")
        let path = try #require(
            try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
        #expect(path["tool"] as? String == "mtr")
        #expect(try Routers.hops(path) == Routers.v4, "\(peer.output)")
        for hop in try #require(path["hops"] as? [[String: Any]]) {
            #expect(hop["sent"] as? Int == 4, "\(peer.output)")
            #expect((hop["loss_percent"] as? Double ?? 0) == 0)
            let average = try #require(hop["avg_ms"] as? Double, "\(peer.output)")
            #expect(average > 0 && average < 1000)
        }
    }
}
