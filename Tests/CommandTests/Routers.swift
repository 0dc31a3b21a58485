import Foundation
import TestSupport
import Testing

/// A client, two routers and a server in network namespaces of their own, gone with it.
final class Routers {
    /// The client's way to the server, router by router.
    static let v4 = ["10.78.1.2", "10.78.2.2", "10.78.3.2"]
    static let v6 = ["fd78:1::2", "fd78:2::2", "fd78:3::2"]

    static let tools = ["unshare", "ip"]
    static let canBuild = NeverLostTests.canUnshare && Tool.has("ip")
    static let need: Comment = "needs root and network namespaces"

    private static let script = Repository.root.appending(path: "Tests/Peers/routers.sh").path
    private let name = "cf\(UInt16.random(in: 0...UInt16.max))"
    private let folder: URL

    init(in folder: URL) async throws {
        self.folder = folder
        let up = try await Tool.run("/bin/bash", [Self.script, "up", name], in: folder)
        try #require(up.status == 0, "\(up.errors)")
    }

    deinit { _ = try? Tool.runNow("/bin/bash", [Self.script, "down", name], in: folder) }

    /// Runs a program where the client is.
    func run(_ words: [String]) async throws -> Program.Run {
        try await Tool.run("/usr/bin/env", ["ip", "netns", "exec", "\(name)-c"] + words, in: folder)
    }

    /// Who answered at each hop, of a path in our JSON.
    static func hops(_ path: Any?) throws -> [String] {
        let hops = try #require((path as? [String: Any])?["hops"] as? [[String: Any]])
        return hops.map { (($0["replies"] as? [[String: Any]])?.first?["address"] as? String) ?? "*" }
    }
}
