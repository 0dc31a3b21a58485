import CaseModel
import TestSupport
import Testing

@testable import CaseCollect

/// Answers every run with one canned ending.
private struct ScriptedRunner: ProcessRunner {
    var isInstalled = true
    var result: Result<ToolOutput, RunFailure>

    init(_ result: Result<ToolOutput, RunFailure>, isInstalled: Bool = true) {
        self.result = result
        self.isInstalled = isInstalled
    }

    init(_ text: String, status: Int32 = 0) {
        result = .success(ToolOutput(output: Array(text.utf8), ending: .exited(status), truncated: false))
    }

    func locate(_ tool: String) -> String? { isInstalled ? "/bin/\(tool)" : nil }

    func run(_ tool: String, _ arguments: [String], deadline: Duration, outputLimit: Int)
        async throws(RunFailure)
        -> ToolOutput
    { try result.get() }
}

@Suite("A run of a path tool")
struct PathRunTests {
    private func probe(
        _ tool: PathProbe.Tool = .mtr, _ family: PathProbe.Family = .v4, target: String = "www.example.com"
    ) -> PathProbe { PathProbe(tool: tool, target: target, family: family, leg: .edge) }

    private func outcome(_ probe: PathProbe, _ runner: ScriptedRunner) async -> Outcome {
        await runPath(probe, deadline: .seconds(20), runner: runner).outcome
    }

    @Test("Each tool has a command line that repeats it, bounded in rounds and hops")
    func commandLines() {
        #expect(probe().commandLine == "mtr -r -w -n -c 10 -G 1 -4 www.example.com")
        #expect(probe(.tracepath, .v6).commandLine == "tracepath -6 -n -m 30 www.example.com")
        #if !os(macOS)
            #expect(probe(.traceroute, .v6).commandLine == "traceroute -6 -n -w 2 -q 3 -m 30 www.example.com")
        #endif
    }

    @Test("A word a shell would take apart is quoted")
    func quoting() {
        #expect(probe(target: "a'b c").commandLine.hasSuffix(#" 'a'\''b c'"#))
    }

    @Test("A tool that is not installed is skipped, and that is a gap")
    func missing() async {
        let runner = ScriptedRunner(
            .failure(RunFailure(Failure(.spawn, .notFound))), isInstalled: false)
        #expect(await outcome(probe(), runner) == .skipped(SkipReason("mtr is not installed")))
    }

    @Test("Hops were printed: seen, whatever the exit status", arguments: [0, 1] as [Int32])
    func seen(_ status: Int32) async throws {
        let text =
            "traceroute to 192.0.2.1 (192.0.2.1), 30 hops max\n 1  192.0.2.1  0.1 ms\nsend: Operation not permitted\n"
        let result = await runPath(
            probe(.traceroute), deadline: .seconds(1), runner: ScriptedRunner(text, status: status))
        #expect(result.outcome == .saw)
        let output = try result.evidence.path
        #expect(output.output == Array(text.utf8))
    }

    @Test(
        "What the tools say when there are no hops decides the outcome",
        arguments: [
            (
                PathProbe.Tool.mtr, PathProbe.Family.v6,
                "mtr: udp socket connect failed: Network is unreachable\n", 1,
                Outcome.skipped(SkipReason("this host has no IPv6 route"))
            ),
            (
                .traceroute, .v4,
                "traceroute to 203.0.113.1 (203.0.113.1), 30 hops max\nconnect: Network is unreachable\n",
                1,
                .failed(
                    Failure(
                        .connect, .networkUnreachable,
                        detail: "traceroute to 203.0.113.1 (203.0.113.1), 30 hops max"))
            ),
            (
                .tracepath, .v6, " 1:  send failed\n     Resume: pmtu 128000 \n", 0,
                .skipped(SkipReason("this host has no IPv6 route"))
            ),
            (
                .mtr, .v4, "mtr: Failed to resolve host: x.invalid: Name or service not known\n", 0,
                .failed(
                    Failure(
                        .resolve, .dnsNXDomain,
                        detail: "mtr: Failed to resolve host: x.invalid: Name or service not known"))
            ),
            (
                .traceroute, .v4, "x.example: Temporary failure in name resolution\nCannot handle\n", 2,
                .failed(
                    Failure(
                        .resolve, .dnsServerFailure, detail: "x.example: Temporary failure in name resolution"
                    ))
            ),
            (
                .tracepath, .v6, "tracepath: 192.0.2.1: Address family for hostname not supported\n", 1,
                .skipped(SkipReason("the target has no IPv6 address"))
            ),
            (
                .mtr, .v4,
                "mtr-packet: Failure to open IPv4 sockets: Permission denied\nmtr: Failure to start mtr-packet\n",
                1,
                .skipped(
                    SkipReason("mtr may not open a raw socket: it needs root or mtr-packet with cap_net_raw"))
            ),
            (
                .traceroute, .v4, "You do not have enough privileges to use this traceroute method.\n", 1,
                .skipped(SkipReason("traceroute may not open a raw socket: it needs root or cap_net_raw"))
            ),
            (
                .mtr, .v4, "mtr: bad\nmore\n", 3,
                .failed(Failure(.spawn, .exitStatus, detail: "status 3: mtr: bad"))
            ),
            (.mtr, .v4, "", 0, .failed(Failure(.read, .emptyReply))),
            (
                .mtr, .v4, "HOST: vm  Loss%  Snt\n  1.|-- 192.0.2.1 0.0% 1\n", 0, .saw
            ),
        ])
    func words(
        _ tool: PathProbe.Tool, _ family: PathProbe.Family, _ text: String, _ status: Int32,
        _ expected: Outcome
    ) async {
        #expect(await outcome(probe(tool, family), ScriptedRunner(text, status: status)) == expected)
    }

    @Test("A deadline keeps what had been printed")
    func late() async {
        let output = ToolOutput(output: [49], ending: .signalled(9), truncated: false)
        let failure = Failure(.read, .timeout, detail: "mtr did not end in time")
        let result = await runPath(
            probe(), deadline: .seconds(1),
            runner: ScriptedRunner(.failure(RunFailure(failure, output: output))))
        #expect(result.outcome == .timedOut(failure))
        guard case .path(output) = result.evidence else {
            Issue.record("the output was lost")
            return
        }
    }

    @Test(
        "A target that would be read as an option never reaches the tool",
        arguments: ["-f/etc/passwd", "", "a b"])
    func option(_ target: String) async {
        let result = await outcome(probe(target: target), ScriptedRunner(" 1  192.0.2.1  0.1 ms\n"))
        #expect(result.failure?.code == .badInput)
    }

    @Test("A run that was stopped is cancelled, not failed")
    func cancelled() async {
        let probe = probe()
        let task = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            return await runPath(
                probe, deadline: .seconds(1),
                runner: ScriptedRunner(.failure(RunFailure(Failure(.read, .unclassified)))))
        }
        #expect(await task.value.outcome == .cancelled)
    }
}
