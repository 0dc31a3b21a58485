import CaseCollect
import CaseModel
import CaseSystem
import TestSupport
import Testing

@Suite("The real tools on the loopback")
struct PathLiveTests {
    private static let runner = SubprocessRunner()

    @Test("traceroute sees 127.0.0.1 in one hop", .needs("traceroute"))
    func traceroute() async throws { try await loopback(.traceroute) }

    @Test("tracepath sees 127.0.0.1 in one hop", .needs("tracepath"))
    func tracepath() async throws { try await loopback(.tracepath) }

    @Test("ping is answered by 127.0.0.1", .needs("ping"))
    func ping() async throws { try await loopback(.ping) }

    private func loopback(_ tool: PathProbe.Tool) async throws {
        let probe = PathProbe(tool: tool, target: "127.0.0.1", family: .v4, leg: .origin)
        let result = await runPath(probe, deadline: .seconds(20), runner: Self.runner)
        #expect(result.outcome == .saw)
        let output = try result.evidence.path
        #expect(output.ending == .exited(0))
        #expect(String(decoding: output.output, as: UTF8.self).contains("127.0.0.1"))
    }

    @Test(
        "our own packets need no tool",
        .enabled(if: SocketPathTracer().hindrance == nil, "Linux alone tells who dropped a packet"),
        arguments: [PathProbe.Tool.builtIn, .builtInTCP])
    func builtIn(_ tool: PathProbe.Tool) async throws {
        let probe = PathProbe(tool: tool, target: "127.0.0.1", family: .v4, leg: .origin)
        let result = await runBuiltInPath(probe, deadline: .seconds(20), tracer: SocketPathTracer())
        let output = try result.evidence.path
        let text = String(decoding: output.output, as: UTF8.self)
        #expect(
            result.outcome == .saw && text.split(separator: "\n").count == 2
                && text.contains(" 1  127.0.0.1  "))
    }

    @Test("mtr prints a report", .needs("mtr"))
    func mtr() async throws {
        let output = try await Self.runner.run(
            "mtr", ["-r", "-n", "-c", "1", "-G", "1", "-4", "127.0.0.1"], deadline: .seconds(20),
            outputLimit: 65_536)
        // Without the right to open raw sockets there is no report, which the words tell.
        let text = String(decoding: output.output, as: UTF8.self)
        #expect(text.contains("1.|-- 127.0.0.1") || text.contains("Permission denied"))
    }
}
