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
        ], ["casefile", "casefile-tcp"])
    func hops(_ way: (target: String, expected: [String]), tool: String) async throws {
        let (target, expected) = way
        let scratch = try Scratch()
        let name = "cf\(UInt16.random(in: 0...UInt16.max))"
        let script = Program.root.appending(path: "Tests/Peers/routers.sh").path
        let up = try await Program.run("/bin/bash", [script, "up", name], in: scratch.url)
        try #require(up.status == 0, "\(up.errors)")
        // Somebody else must be able to read and run it.
        let copy = scratch.url.appending(path: "casefile")
        // Copied by another process: a descriptor this one has open for writing goes to what other tests start meanwhile.
        let copied = try await Program.run("/bin/cp", [Program.executable.path, copy.path], in: scratch.url)
        try #require(copied.status == 0)
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: scratch.url.path)
        let nobody = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"]
        let run = try await Program.run(
            "/usr/bin/env",
            ["ip", "netns", "exec", "\(name)-c"] + nobody + [
                copy.path, "path", target, "--no-system-resolvers", "--format", "json", "--deadline", "14s",
                "--tool", tool,
            ], in: scratch.url)
        _ = try await Program.run("/bin/bash", [script, "down", name], in: scratch.url)
        let json = try? JSONSerialization.jsonObject(with: Data(run.output.utf8))
        #expect(run.status == 0)
        let steps = try #require(json as? [[String: Any]], "\(run.status) \(run.errors) \(run.output)")
        for step in steps {
            #expect(step["outcome"] as? String == "saw", "\(step)")
            let path = try #require(step["path"] as? [String: Any])
            let hops = try #require(path["hops"] as? [[String: Any]])
            let seen = hops.map { (($0["replies"] as? [[String: Any]])?.first?["address"] as? String) ?? "*" }
            #expect(seen == expected)
            #expect(path["reached"] as? Bool == true && path["target_address"] as? String == target)
        }
    }
}
