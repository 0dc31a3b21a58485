import Foundation
import TestSupport
import Testing

/// Networks that lead nowhere, in namespaces of their own.
@Suite(.timeLimit(.minutes(2)))
struct UnreachableTests {
    @Test(
        "what the routes say is what the record says",
        .needs(Routers.tools), .enabled(if: Routers.canBuild, Routers.need),
        arguments: [
            ("true", "network_unreachable"),
            ("ip link set lo up && ip route add unreachable 192.0.2.0/24", "host_unreachable"),
        ])
    func routes(setUp: String, code: String) async throws {
        let scratch = try Scratch()
        let run = try await Tool.run(
            "/usr/bin/unshare",
            [
                "-n", "sh", "-c",
                "\(setUp) && \(Program.executable.path()) http http://www.example.com/ --edge 192.0.2.1 --quick --no-system-resolvers --format json",
            ], in: scratch.url)
        #expect(run.status == 1, "\(run.errors)")
        let records = try #require(
            try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [[String: Any]])
        #expect(records.first?["operation"] as? String == "connect")
        #expect(records.first?["code"] as? String == code)
    }
}
