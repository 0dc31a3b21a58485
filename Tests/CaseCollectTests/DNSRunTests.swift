import CaseModel
import TestSupport
import Testing

@testable import CaseCollect

private typealias S = DNSSamples

/// A server that answers by a rule.
private struct RuledTransport: DNSTransport {
    /// The query, the transport and the number of the try, from 0; `nil` is silence.
    let rule: @Sendable ([UInt8], DNSCarrier, Int) throws(Failure) -> [UInt8]?
    let counter = Counter()

    func ask(
        _ message: [UInt8], of server: Endpoint, over transport: DNSCarrier, timeout: Duration,
        accepts: @escaping @Sendable ([UInt8]) -> Bool
    ) async throws(Failure) -> [UInt8] {
        let number = await counter.next()
        guard let reply = try rule(message, transport, number), transport == .tcp || accepts(reply) else {
            throw Failure(.response, .timeout)
        }
        return reply
    }
}

private actor Counter {
    var count = 0
    func next() -> Int {
        defer { count += 1 }
        return count
    }
}

/// A clock that stands still.
struct StandingClock: WallClock {
    func now() -> Timestamp { Timestamp(nanosecondsSinceEpoch: 0) }
    func monotonic() -> Duration { .zero }
    func wait(_ duration: Duration) async {}
}

struct DNSRunTests {
    private func run(
        tries: Int = 2, deadline: Duration = .seconds(10), cookie: [UInt8] = [],
        _ rule: @escaping @Sendable ([UInt8], DNSCarrier, Int) throws(Failure) -> [UInt8]?
    ) async throws -> (result: ProbeResult, asked: Int) {
        var probe = DNSProbe(
            name: try S.hostname("www.example.test"), type: .a,
            server: try #require(Endpoint("192.0.2.53:53")), serverSource: .given)
        probe.tries = tries
        let transport = RuledTransport(rule: rule)
        let result = await runDNS(
            probe, id: 0x1234, cookie: cookie, deadline: deadline, transport: transport,
            clock: StandingClock())
        return (result, await transport.counter.count)
    }

    private func evidence(_ result: ProbeResult) throws -> DNSEvidence {
        let evidence = try result.evidence.dns
        return evidence
    }

    private struct Missing: Error {}

    private static let hasEDNS: @Sendable ([UInt8]) -> Bool = { $0[11] == 1 }

    @Test func anAnswerIsSeenAndKeptRawAndRead() async throws {
        let result = try await run { _, _, _ in S.rich }.result
        #expect(result.outcome == .saw)
        let evidence = try evidence(result)
        #expect(evidence.raw == S.rich)
        #expect(evidence.message.answers.count == 4)
        #expect(evidence.transport == .udp && !evidence.truncatedOverUDP)
        #expect(evidence.text.contains("status: NOERROR"))
    }

    @Test(
        "a code other than NOERROR is a failure with its evidence",
        arguments: [
            (3, FailureCode.dnsNXDomain, "NXDOMAIN, EDE 6 (DNSSEC Bogus)"),
            (2, .dnsServerFailure, "SERVFAIL, EDE 6 (DNSSEC Bogus)"),
            (5, .dnsRefused, "REFUSED, EDE 6 (DNSSEC Bogus)"),
            (9, .dnsServerFailure, "NOTAUTH, EDE 6 (DNSSEC Bogus)"),
        ])
    func codes(rcode: Int, code: FailureCode, detail: String) async throws {
        let reply = S.response(flags: 0x8180 | rcode, counts: [0, 0, 1], S.opt(S.option(15, [0, 6])))
        let result = try await run { _, _, _ in reply }.result
        #expect(result.outcome == .failed(Failure(.resolve, code, detail: detail)))
        #expect(try evidence(result).raw == reply)
    }

    @Test func noAnswerAtAllIsStillAnAnswer() async throws {
        let result = try await run { _, _, _ in S.response(counts: [0, 0, 0], []) }.result
        #expect(result.outcome == .saw)
    }

    @Test func silenceTimesOutAfterEveryTry() async throws {
        let (result, asked) = try await run(tries: 3) { _, _, _ in nil }
        #expect(result.outcome.word == "timed_out")
        #expect(result.outcome.failure?.operation == .resolve)
        #expect(result.outcome.failure?.code == .timeout)
        #expect(asked == 3)
    }

    @Test func aDeadlineOfNothingAsksNothing() async throws {
        let (result, asked) = try await run(deadline: .zero) { _, _, _ in S.rich }
        #expect(result.outcome.word == "timed_out")
        #expect(asked == 0)
    }

    @Test func aSecondTryMayAnswer() async throws {
        let (result, asked) = try await run { _, _, number in number == 0 ? nil : S.rich }
        #expect(result.outcome == .saw)
        #expect(asked == 2)
    }

    @Test func aRefusedPortIsNoTimeout() async throws {
        let refused = Failure(.connect, .connectionRefused)
        let result = try await run { _, _, _ throws(Failure) in throw refused }.result
        #expect(result.outcome == .failed(refused))
    }

    @Test("a server that does not take EDNS is asked without", arguments: [1, 4])
    func withoutEDNS(rcode: Int) async throws {
        let (result, asked) = try await run(tries: 1) { query, _, _ in
            Self.hasEDNS(query)
                ? S.u16(0x1234) + S.u16(0x8100 | rcode) + [0, 0, 0, 0, 0, 0, 0, 0]
                : S.response(counts: [1, 0, 0], S.record(type: 1, [192, 0, 2, 1]))
        }
        #expect(result.outcome == .saw)
        #expect(asked == 2)
        #expect(try evidence(result).text.contains("with EDNS, retrying without EDNS."))
    }

    @Test func theObjectionIsTheEvidenceWhenNothingFollows() async throws {
        let (result, _) = try await run(tries: 1) { query, _, _ in
            Self.hasEDNS(query) ? S.response(counts: [0, 0, 1], S.opt(ttl: 0x0100_0000)) : nil
        }
        #expect(result.outcome == .failed(Failure(.resolve, .dnsServerFailure, detail: "BADVERS")))
    }

    @Test func aTruncatedAnswerIsAskedForOverTCP() async throws {
        let (result, asked) = try await run { _, transport, _ in
            // A truncated answer may end anywhere.
            transport == .tcp ? S.rich : S.response(flags: 0x8380, counts: [9, 0, 0], [0xc0])
        }
        #expect(result.outcome == .saw)
        let evidence = try evidence(result)
        #expect(evidence.truncatedOverUDP && evidence.transport == .tcp)
        #expect(evidence.raw == S.rich)
        #expect(asked == 2)
    }

    @Test func theTruncatedAnswerIsKeptWhenTCPFails() async throws {
        let short = S.response(flags: 0x8380, counts: [0, 0, 0], [])
        let (result, _) = try await run { _, transport, _ throws(Failure) in
            guard transport == .udp else { throw Failure(.connect, .connectionRefused) }
            return short
        }
        #expect(result.outcome == .failed(Failure(.connect, .connectionRefused)))
        let evidence = try evidence(result)
        #expect(evidence.raw == short && evidence.truncatedOverUDP && evidence.transport == .udp)
    }

    @Test func aServerThatWantsACookieFirstIsAskedOverTCP() async throws {
        let (result, asked) = try await run { _, transport, _ in
            transport == .tcp
                ? S.rich : S.response(flags: 0x8187, counts: [0, 0, 1], S.opt(ttl: 0x0100_0000))
        }
        #expect(result.outcome == .saw && asked == 2)
        let evidence = try evidence(result)
        #expect(evidence.transport == .tcp && !evidence.truncatedOverUDP)
        #expect(evidence.text.contains("BADCOOKIE, retrying in TCP mode."))
    }

    @Test func anAnswerWithAnotherCookieIsSomebodyElsesAndGoesBy() async throws {
        let ours = Array("01234567".utf8)
        let (result, asked) = try await run(tries: 3, cookie: ours) { _, _, number in
            let cookie = number == 0 ? Array("76543210".utf8) : ours
            return S.response(
                counts: [1, 0, 1], S.record(type: 1, [192, 0, 2, 1]) + S.opt(S.option(10, cookie)))
        }
        // The transport waits on for ours; this one gives up a try for it.
        #expect(result.outcome == .saw && asked == 2)
    }

    @Test func aBrokenMessageIsKeptRaw() async throws {
        let broken = S.response(counts: [1, 0, 0], [0xc0, 99])
        let result = try await run { _, _, _ in broken }.result
        #expect(result.outcome.failure?.operation == .response)
        #expect(result.outcome.failure?.code == .dnsBadMessage)
        let evidence = try evidence(result)
        #expect(evidence.raw == broken)
        #expect(
            evidence.text.contains(
                ";; Got bad packet: a compression pointer does not point backwards, byte 34"))
    }

    @Test func anotherQuestionOverTCPIsABadMessage() async throws {
        let result = try await run { _, transport, _ in
            transport == .udp
                ? S.response(flags: 0x8380, counts: [0, 0, 0], [])
                : S.response(type: 28, counts: [0, 0, 0], [])
        }.result
        #expect(result.outcome.failure?.code == .dnsBadMessage)
    }

    @Test func aForgedAnswerGoesBy() async throws {
        let forged = S.response(id: 0x4321, counts: [0, 0, 0], [])
        let result = try await run { _, _, number in number == 0 ? forged : S.rich }.result
        #expect(try evidence(result).raw == S.rich)
    }
}
