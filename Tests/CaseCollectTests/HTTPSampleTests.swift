import CaseModel
import TestSupport
import Testing

@testable import CaseCollect
@testable import CurlTransfer

/// The same request again and again, and ways this host cannot go.
struct HTTPSampleTests {
    private static func probe() throws -> HTTPProbe {
        var probe = HTTPProbe(leg: .edge, url: try WebURL("http://site.test/r"), userAgent: "t")
        probe.way = .samples
        probe.samples = Samples(count: 4, interval: .seconds(3))
        probe.redirectLimit = 0
        return probe
    }

    @Test func samplesBeginTheIntervalApartAndFollowNothing() async throws {
        let transport = ScriptedTransport(["http://site.test/r": (302, "http://site.test/other")])
        let clock = WaitingClock()
        let result = await runHTTP(
            try Self.probe(), deadline: .seconds(60), transport: transport, clock: clock)
        let evidence = try result.evidence.http
        #expect(result.outcome == .saw && evidence.exchanges.map(\.status) == [302, 302, 302, 302])
        #expect(clock.waits == [.zero, .seconds(3), .seconds(3), .seconds(3)])
        #expect(
            evidence.exchanges.map { TestClock.wall.duration(to: $0.startedAt) }
                == [0, 3, 6, 9].map { .seconds($0) })
    }

    @Test func whatTheDeadlineCutsIsSaidAndWhatWasTakenStays() async throws {
        let transport = ScriptedTransport(["http://site.test/r": (200, nil)])
        let clock = WaitingClock()
        let result = await runHTTP(
            try Self.probe(), deadline: .seconds(5), transport: transport, clock: clock)
        #expect(clock.monotonic() == .seconds(5))
        let evidence = try result.evidence.http
        #expect(evidence.exchanges.count == 2)
        guard case .timedOut(let failure) = result.outcome else {
            Issue.record("\(result.outcome)")
            return
        }
        #expect(failure.detail == "2 of 4 samples were taken")
    }

    @Test func aVersionThatCannotBeSpokenIsSkippedAndNoGap() async throws {
        var probe = try Self.probe()
        (probe.way, probe.samples) = (.version(.http3), nil)
        let transport = ScriptedTransport([:])
        let result = await runHTTP(probe, deadline: .seconds(5), transport: transport, clock: WaitingClock())
        #expect(result.outcome == .skipped(SkipReason("libcurl here does not speak HTTP/3", chosen: true)))
        #expect(transport.asked.isEmpty)
    }

    @Test func aWayThatFailsIsEvidenceAndTheMainRequestThatFailsIsAGap() throws {
        var observation = Observation(
            step: Step(id: "s", action: .http(try Self.probe()), deadline: .seconds(1)),
            outcome: .failed(Failure(.tls, .tlsHandshake)), startedAt: TestClock.wall, duration: .zero,
            command: "",
            evidence: .none)
        #expect(!observation.isGap)
        observation.outcome = .timedOut(Failure(.connect, .timeout))
        #expect(observation.isGap)
        let main = HTTPProbe(leg: .edge, url: try WebURL("http://site.test/"), userAgent: "t")
        observation = Observation(
            step: Step(id: "s", action: .http(main), deadline: .seconds(1)),
            outcome: .failed(Failure(.tls, .tlsHandshake)), startedAt: TestClock.wall, duration: .zero,
            command: "",
            evidence: .none)
        #expect(observation.isGap)
    }

    /// Sends back what it was sent, as some servers do.
    private struct EchoingTransport: HTTPTransport {
        var versions: Set<HTTPVersion> { [.http1] }

        func exchange(_ request: HTTPRequest) async -> HTTPExchange {
            var exchange = HTTPExchange(url: request.url, method: request.method, startedAt: TestClock.wall)
            exchange.status = 200
            exchange.requestFields = request.fields
            let lines = request.fields.map { "> \($0.name.lowercased()): \($0.value)" }.joined(
                separator: "\n")
            exchange.verbose = lines
            exchange.fields = request.fields.map {
                HTTPField(name: "X-Echo-\($0.name)", value: "got <\($0.value)>")
            }
            exchange.body.bytes = Array("{\(lines)}".utf8)
            return exchange
        }
    }

    @Test func valuesThatWereGivenAsSecretsAreNotKept() async throws {
        var probe = HTTPProbe(leg: .edge, url: try WebURL("http://site.test/"), userAgent: "t")
        probe.fields = [
            HTTPField(name: "X-Two", value: "w1 second-word"),
            HTTPField(name: "Cookie", value: "a=1; b=it's"),
            HTTPField(name: "X-Short", value: "7"), HTTPField(name: "X-Plain", value: "seen"),
        ]
        probe.secretNames = ["x-two", "cookie", "x-short"]
        let result = await runHTTP(
            probe, deadline: .seconds(5), transport: EchoingTransport(), clock: WaitingClock())
        let exchange = try #require(try result.evidence.http.exchanges.first)
        let kept =
            "\(exchange) \(String(decoding: exchange.body.bytes, as: UTF8.self)) \(probe.commandLine(deadline: .seconds(5)))"
        for secret in ["w1 second-word", "second-word", "it's", "it'\\''s", "a=1"] {
            #expect(!kept.contains(secret), "\(kept)")
        }
        #expect(exchange.requestFields.map(\.value) == ["SECRET", "SECRET", "SECRET", "seen"])
        #expect(kept.contains("X-Two: SECRET"))
    }
}
