import CaseModel
import CurlTransfer
import Testing

@testable import CaseCollect

/// One thing done differently, against real servers.
@Suite(
    .needs(TestOrigin.tools),
    .timeLimit(.minutes(2)))
struct HTTPWayTests {
    private func run(
        _ server: String, _ way: HTTPWay, scheme: String = "https", deadline: Duration = .seconds(20),
        _ change: (inout HTTPProbe) -> Void = { _ in }
    ) async throws -> (Outcome, [HTTPExchange]) {
        var probe = try TestOrigin.shared().probe(server, scheme: scheme)
        probe.way = way
        change(&probe)
        let result = await runHTTP(
            probe, deadline: deadline, transport: try CurlTransport(), clock: TestClock())
        guard case .http(let evidence) = result.evidence else { return (result.outcome, []) }
        return (result.outcome, evidence.exchanges)
    }

    @Test(
        "the peer's own proof of its certificate is read",
        arguments: [("stapled", "good"), ("revoked", "revoked"), ("old", "missing")])
    func staples(server: String, expected: String) async throws {
        let (outcome, exchanges) = try await run(server, .staple)
        #expect(exchanges.last?.tls?.staple == expected)
        #expect(exchanges.last?.status == nil)
        if expected == "good" {
            #expect(outcome == .saw)
        } else {
            #expect(outcome.failure?.code == .tlsStatusUnproven)
        }
    }

    @Test(
        "how long an idle connection is left open is measured",
        arguments: [("stapled", "https"), ("late-close", "http")])
    func idleConnections(server: String, scheme: String) async throws {
        let (outcome, exchanges) = try await run(server, .keepAlive, scheme: scheme)
        let exchange = try #require(exchanges.last)
        #expect(outcome == .saw)
        #expect(exchange.idle?.isClosed == true)
        #expect(exchange.status == (server == "stapled" ? 200 : 204))
    }

    @Test func aConnectionThatIsLeftOpenIsNoFailure() async throws {
        let (outcome, exchanges) = try await run(
            "plain", .keepAlive, scheme: "http", deadline: .seconds(2))
        #expect(outcome == .saw)
        #expect(exchanges.last?.idle?.isClosed == false)
        #expect(exchanges.last?.status == 200)
    }

    @Test func compressionThatBreaksTheAnswerShowsWithoutIt() async throws {
        let transport = try CurlTransport()
        var probe = try TestOrigin.shared().probe("broken-compression", scheme: "http")
        let first = await runHTTP(probe, deadline: .seconds(20), transport: transport, clock: TestClock())
        #expect(first.outcome.failure?.code == .httpProtocol)
        probe.way = .identity
        let second = await runHTTP(probe, deadline: .seconds(20), transport: transport, clock: TestClock())
        #expect(second.outcome == .saw)
    }

    @Test func theCacheIsAskedTwice() async throws {
        let (outcome, exchanges) = try await run("cached", .cache, scheme: "http") {
            $0.samples = Samples(count: 2, interval: .zero)
        }
        #expect(outcome == .saw)
        #expect(Set(exchanges.compactMap { $0.field("cf-cache-status") }) == ["MISS", "HIT"])
    }
}
