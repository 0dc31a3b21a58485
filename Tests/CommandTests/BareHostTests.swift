import Foundation
import TestSupport
import Testing

/// A path without a tool and without a privilege, across real routers.
@Suite(
    .needs(Routers.tools + ["setpriv"]), .enabled(if: Routers.canBuild, Routers.need), .serialized,
    .timeLimit(.minutes(2)))
struct BareHostTests {
    @Test(
        "our own packets see every router and the target, over both families and both methods",
        arguments: [Routers.v4, Routers.v6], ["casefile", "casefile-tcp"])
    func hops(_ expected: [String], tool: String) async throws {
        let scratch = try Scratch()
        let routers = try await Routers(in: scratch.url)
        // Somebody else must be able to read and run it.
        let copy = scratch.url.appending(path: "casefile")
        // Copied by another process: a descriptor this one has open for writing goes to what other tests start meanwhile.
        let copied = try await Tool.run("/bin/cp", [Program.executable.path, copy.path], in: scratch.url)
        try #require(copied.status == 0)
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: scratch.url.path)
        let target = try #require(expected.last)
        let run = try await routers.run(
            ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", copy.path, "path", target]
                + ["--no-system-resolvers", "--format", "json", "--deadline", "14s", "--tool", tool])
        #expect(run.status == 0)
        let json = try? JSONSerialization.jsonObject(with: Data(run.output.utf8))
        let steps = try #require(json as? [[String: Any]], "\(run.status) \(run.errors) \(run.output)")
        #expect(steps.count == 1 && steps.first?["outcome"] as? String == "saw", "\(steps)")
        let path = steps.first?["path"] as? [String: Any]
        #expect(try Routers.hops(path) == expected)
        #expect(path?["reached"] as? Bool == true && path?["target_address"] as? String == target)
    }
}
