import CaseModel
import CurlTransfer
import Foundation
import Testing

@testable import CaseCollect
@testable import CaseSystem

/// Every word of the failure vocabulary, and every operation, made to happen for real.
@Suite(
    .needs(TestOrigin.tools + KnotServer.tools + UnboundServer.tools), .timeLimit(.minutes(3)),
    .serialized)
struct FailureMatrixTests {
    /// What reading files alone ends in, and what takes a network of its own; tests of those make them happen.
    private static let elsewhere: Set<FailureCode> = [
        .truncatedInput, .withheld, .networkUnreachable, .hostUnreachable,
    ]

    @Test func everyWordHappens() async throws {
        var codes: Set<FailureCode> = []
        var operations: Set<FailedOperation> = []
        for (expected, failure) in try await web() + cancelled() + names() + tools() {
            let word = failure.map { "\($0.operation.rawValue) \($0.code.rawValue)" }
            #expect(word == expected, "\(failure?.detail ?? "")")
            guard let failure else { continue }
            codes.insert(failure.code)
            operations.insert(failure.operation)
        }
        #expect(Set(FailedOperation.allCases).subtracting(operations) == [])
        #expect(Set(FailureCode.allCases).subtracting(codes) == Self.elsewhere)
    }

    private typealias Row = (expected: String, failure: Failure?)

    private func web() async throws -> [Row] {
        let origin = try TestOrigin.shared()
        let transport = try CurlTransport()
        func ask(
            _ server: String, _ target: String = "/", scheme: String = "https",
            _ change: (inout HTTPProbe) -> Void = { _ in }
        ) async throws -> Failure? {
            var probe = try origin.probe(server, target, scheme: scheme)
            change(&probe)
            let deadline = Duration.milliseconds(server == "silent" ? 2_000 : 20_000)
            return await runHTTP(probe, deadline: deadline, transport: transport, clock: TestClock()).outcome
                .failure
        }
        let nobody = try WebURL("https://nobody.invalid/")
        return [
            ("connect connection_refused", try await ask("closed")),
            ("tls connection_reset", try await ask("reset")),
            ("tls generic_timeout_error", try await ask("silent")),
            ("response connection_reset", try await ask("reset", scheme: "http")),
            ("response generic_timeout_error", try await ask("silent", scheme: "http")),
            ("response eof_error", try await ask("empty", scheme: "http")),
            ("response http_protocol_error", try await ask("garbage", scheme: "http")),
            ("response http_too_many_redirects", try await ask("tls", "/loop")),
            ("tls ssl_failed_handshake", try await ask("old") { $0.way = .tls(.tls10) }),
            ("tls ssl_local_refusal", try await ask("weak")),
            ("tls ssl_invalid_certificate", try await ask("expired")),
            ("tls ssl_invalid_hostname", try await ask("other")),
            ("tls ssl_unknown_authority", try await ask("self")),
            ("tls ssl_status_unproven", try await ask("old") { $0.way = .staple }),
            ("request bad_input", try await ask("tls") { $0.fields = [HTTPField(name: "X", value: "a\nb")] }),
            ("response output_limit", try await ask("endless", scheme: "http") { $0.way = .keepAlive }),
            ("resolve dns_no_answer", try await ask("tls") { ($0.pin, $0.url) = (nil, nobody) }),
        ]
    }

    private func cancelled() async throws -> [Row] {
        let request = try TestOrigin.shared().request("silent", scheme: "http")
        let job = Task { try await CurlTransport().exchange(request) }
        job.cancel()
        let failure = try await job.value.failure
        return [("\(failure?.operation.rawValue ?? "") unknown_failure", failure)]
    }

    private func names() async throws -> [Row] {
        let authority = try KnotServer.running()
        defer { authority.stop() }
        let resolver = try UnboundServer.distrusting(authority)
        defer { resolver.stop() }
        func ask(_ name: String, _ server: Endpoint, timeout: Duration = .seconds(20)) async throws
            -> Failure?
        {
            var probe = DNSProbe(name: try Hostname(name), type: .a, server: server, serverSource: .given)
            (probe.timeout, probe.tries) = (timeout, 1)
            return await runDNS(
                probe, id: 4711, deadline: .seconds(20), transport: SocketDNSTransport(), clock: SystemClock()
            ).outcome.failure
        }
        let mute = try DNSLoopbackSocket(isV6: false, stream: false)
        let liar = try DNSLoopbackSocket(isV6: false, stream: false)
        // The question, answered with a record that says to be longer than the message.
        Thread.detachNewThread {
            guard let (query, client) = liar.receiveFrom() else { return }
            liar.send(
                [query[0], query[1], 0x81, 0x80, 0, 1, 0, 1, 0, 0, 0, 0] + query[12..<(12 + 16 + 4)]
                    + [0xc0, 12, 0, 1, 0, 1, 0, 0, 0, 9, 0xff, 0xff], to: client)
        }
        let everybody = try #require(Endpoint("255.255.255.255:53"))
        return [
            ("resolve dns_nxdomain_error", try await ask("gone.example.test", authority.endpoint)),
            ("resolve dns_refused_error", try await ask("www.example.org", authority.endpoint)),
            ("resolve dns_server_failure", try await ask("www.example.test", resolver.plain)),
            (
                "resolve generic_timeout_error",
                try await ask("a.test", mute.endpoint, timeout: .milliseconds(50))
            ),
            ("response dns_bad_message", try await ask("abcde.example", liar.endpoint)),
            ("connect permission_denied", try await ask("a.test", everybody)),
        ]
    }

    private func tools() async throws -> [Row] {
        func run(_ script: String, deadline: Duration = .seconds(20)) async -> Failure? {
            let probe = PathProbe(tool: .mtr, target: "192.0.2.1", family: .v4, leg: .edge)
            return await runPath(probe, deadline: deadline, runner: ShellRunner(script: script)).outcome
                .failure
        }
        var missing: Failure?
        do throws(RunFailure) {
            _ = try await SubprocessRunner().run(
                "no-such-tool-of-ours", [], deadline: .seconds(5), outputLimit: 10)
        } catch { missing = error.failure }
        return [
            ("spawn not_found", missing),
            ("spawn exit_status_error", await run("exit 3")),
            ("spawn signalled", await run("kill -9 $$")),
            ("read eof_error", await run("true")),
            ("read generic_timeout_error", await run("sleep 60", deadline: .milliseconds(300))),
        ]
    }
}

/// Runs a script in place of a path tool.
private struct ShellRunner: ProcessRunner {
    let script: String

    func locate(_ tool: String) -> String? { "/bin/sh" }

    func run(_ tool: String, _ arguments: [String], deadline: Duration, outputLimit: Int)
        async throws(RunFailure) -> ToolOutput
    {
        try await SubprocessRunner().run("sh", ["-c", script], deadline: deadline, outputLimit: outputLimit)
    }
}
