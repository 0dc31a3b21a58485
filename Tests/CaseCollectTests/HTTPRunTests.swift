import CaseModel
import Foundation
import Testing

@testable import CaseCollect
@testable import CurlTransfer

/// A whole probe against real servers on loopback.
@Suite(
    .needs(TestOrigin.tools),
    .timeLimit(.minutes(5)))
struct HTTPRunTests {
    let origin: TestOrigin
    let transport: CurlTransport

    init() throws {
        origin = try TestOrigin.shared()
        transport = try CurlTransport()
    }

    private func run(_ probe: HTTPProbe, deadline: Duration = .seconds(10)) async throws -> (
        outcome: Outcome, evidence: HTTPEvidence
    ) {
        let result = await runHTTP(probe, deadline: deadline, transport: transport, clock: TestClock())
        guard case .http(let evidence) = result.evidence else {
            return (result.outcome, HTTPEvidence(exchanges: []))
        }
        return (result.outcome, evidence)
    }

    @Test func anAnswerOfAnyStatusIsSeen() async throws {
        let (outcome, evidence) = try await run(origin.probe("tls", "/522"))
        #expect(outcome == .saw)
        let exchange = try #require(evidence.exchanges.first)
        #expect(exchange.status == 522)
        #expect(exchange.startedAt == TestClock.wall)
        // printf 'down\n' | sha256sum
        #expect(exchange.body.sha256 == "f7332c41f0b3aecf3dbd6c196184a56b8c14ed465993f29b36de911aa2275455")
    }

    @Test func eachRedirectIsARecordOfItsOwn() async throws {
        let (outcome, evidence) = try await run(origin.probe("tls", "/r1"))
        #expect(outcome == .saw)
        #expect(evidence.exchanges.map(\.status) == [302, 301, 200])
        #expect(
            evidence.exchanges.map { $0.url.host.description } == ["site.test", "site.test", "www.site.test"])
        #expect(
            Set(evidence.exchanges.compactMap { $0.local?.port }).count == 3, "each on its own connection")
        #expect(evidence.stoppedBecause == nil)
    }

    @Test func aLoopIsAFailureThatKeepsItsHops() async throws {
        let (outcome, evidence) = try await run(origin.probe("tls", "/loop"))
        #expect(outcome.failure?.code == .tooManyRedirects)
        #expect(evidence.exchanges.count == 2)
    }

    @Test func aRedirectOutOfTheZoneIsRecordedAndNotAsked() async throws {
        let (outcome, evidence) = try await run(origin.probe("tls", "/away"))
        #expect(outcome == .saw)
        #expect(evidence.exchanges.count == 1)
        #expect(evidence.stoppedBecause == "the redirect leaves the zone")
    }

    @Test(
        "a certificate that is not accepted leaves its chain and the answer as evidence",
        arguments: [
            ("expired", FailureCode.tlsInvalidCertificate, "expired"),
            ("other", .tlsInvalidHostname, "site.test"),
            ("self", .tlsUnknownAuthority, "self"),
        ])
    func certificates(server: String, code: FailureCode, word: String) async throws {
        let (outcome, evidence) = try await run(origin.probe(server))
        #expect(outcome.failure?.operation == .tls)
        #expect(outcome.failure?.code == code)
        #expect(evidence.exchanges.count == 1)
        let exchange = try #require(evidence.exchanges.first)
        #expect(exchange.status == 200)
        #expect(exchange.failure?.code == code)
        #expect(exchange.tls?.verifyError?.contains(word) == true)
        #expect(exchange.tls?.chain.first?.subject.contains(server) == true)
        #expect(exchange.verbose.contains("asked once more without verification"))
    }

    @Test func theDeadlineHoldsForAllHopsTogether() async throws {
        let (outcome, evidence) = try await run(
            origin.probe("silent", scheme: "http"), deadline: .seconds(2))
        guard case .timedOut(let failure) = outcome else {
            Issue.record("\(outcome)")
            return
        }
        #expect(failure.operation == .response)
        #expect(evidence.exchanges.count == 1)
    }

    @Test func aCancelledProbeKeepsWhatCame() async throws {
        let probe = try origin.probe("late-silence", scheme: "http")
        let transport = transport
        var body: [UInt8]?
        // Again, should the machine be so busy that nothing had come when the other answer was there.
        for _ in 0..<50 where body == nil {
            let task = Task {
                await runHTTP(probe, deadline: .seconds(50), transport: transport, clock: TestClock())
            }
            _ = await transport.exchange(try origin.request("tls"))
            task.cancel()
            let result = await task.value
            #expect(result.outcome == .cancelled)
            guard case .http(let evidence) = result.evidence, evidence.exchanges.first?.status == 200 else {
                continue
            }
            body = evidence.exchanges.first?.body.bytes
        }
        #expect(body == Array("abc".utf8))
    }

    @Test(
        "the printed line does with curl what the probe did",
        .needs("curl"))
    func commandLineWorks() async throws {
        var probe = try origin.probe("tls", "/seen?q=it's%20[1]&x=$HOME")
        probe.fields = [HTTPField(name: "X-Case", value: "a 'quoted' $value")]
        let (_, evidence) = try await run(probe)
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/sh")
        process.arguments = ["-c", probe.commandLine(deadline: .seconds(10)) + " 2>/dev/null"]
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let printed = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
        #expect([UInt8](printed) == evidence.exchanges.first?.body.bytes)
        #expect(printed.starts(with: "deflate, gzip".utf8))
    }
}
