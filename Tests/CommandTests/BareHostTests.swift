import Foundation
import Testing

/// Whether this is root, and may make network namespaces.
private let hasNamespaces =
    getuid() == 0 && Program.has("ip") && Program.has("setpriv")
    && FileManager.default.fileExists(atPath: "/proc/self/ns/net")

/// A path without a tool and without a privilege, across real routers.
@Suite(.enabled(if: hasNamespaces, "needs root, ip netns and setpriv"), .serialized, .timeLimit(.minutes(2)))
struct BareHostTests {
    @Test(
        "our own packets see every router and the target, over both families and both methods",
        arguments: [
            ("10.78.3.2", ["10.78.1.2", "10.78.2.2", "10.78.3.2"]),
            ("fd78:3::2", ["fd78:1::2", "fd78:2::2", "fd78:3::2"]),
        ])
    func hops(target: String, expected: [String]) async throws {
        let scratch = try Scratch()
        let name = "cf\(UInt16.random(in: 0...UInt16.max))"
        let script = Program.root.appending(path: "Tests/Peers/routers.sh").path
        let up = try await Program.run("/bin/bash", [script, "up", name], in: scratch.url)
        try #require(up.status == 0, "\(up.errors)")
        // Somebody else must be able to read and run it.
        let copy = scratch.url.appending(path: "casefile")
        try FileManager.default.copyItem(at: Program.executable, to: copy)
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: scratch.url.path)
        let nobody = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"]
        let run = try await Program.run(
            "/usr/bin/env",
            ["ip", "netns", "exec", "\(name)-c"] + nobody + [
                copy.path, "path", target, "--no-system-resolvers", "--format",
                "json",
            ], in: scratch.url)
        _ = try await Program.run("/bin/bash", [script, "down", name], in: scratch.url)
        let json = try? JSONSerialization.jsonObject(with: Data(run.output.utf8))
        let steps = try #require(json as? [[String: Any]], "\(run.status) \(run.errors) \(run.output)")
        for id in ["path-casefile-edge", "path-casefile-tcp-edge"] {
            let step = try #require(
                steps.first { ($0["id"] as? String)?.hasPrefix(id + "-v") == true }, "\(run.errors)")
            #expect(step["outcome"] as? String == "saw", "\(step)")
            let path = try #require(step["path"] as? [String: Any])
            let hops = try #require(path["hops"] as? [[String: Any]])
            let seen = hops.map { (($0["replies"] as? [[String: Any]])?.first?["address"] as? String) ?? "*" }
            #expect(seen == expected)
            #expect(path["reached"] as? Bool == true && path["target_address"] as? String == target)
        }
    }
}
