import CaseModel
import CaseSystem
import Testing

@testable import CaseCollect

struct CollectorTests {
    /// A server that takes every request and never answers.
    private struct HungTransport: HTTPTransport {
        let clock: WaitingClock
        var versions: Set<HTTPVersion> { [.http1] }

        func exchange(_ request: HTTPRequest) async -> HTTPExchange {
            await clock.wait(request.deadline)
            var exchange = HTTPExchange(url: request.url, method: request.method, startedAt: clock.now())
            exchange.failure = Failure(.response, .timeout)
            return exchange
        }
    }

    @Test func aHungServerCannotPassTheLimitOfTheRun() async throws {
        let clock = WaitingClock()
        let ports = ProbePorts(
            http: HungTransport(clock: clock), dns: SocketDNSTransport(), processes: SubprocessRunner(),
            paths: SocketPathTracer(), clock: clock)
        let steps = try (1...4).map { number in
            let probe = HTTPProbe(leg: .edge, url: try WebURL("https://site.test/\(number)"), userAgent: "t")
            return Step(id: StepID("http-edge-\(number)"), action: .http(probe), deadline: .seconds(15))
        }
        let collector = Collector(ports: ports, jobs: 1, limit: .seconds(40)) { _ in 7 }
        let observations = await collector.collect(steps)
        #expect(observations.map(\.outcome.word) == ["timed_out", "timed_out", "timed_out", "skipped"])
        #expect(observations.map(\.duration) == [.seconds(15), .seconds(15), .seconds(10), .zero])
        #expect(observations.map(\.isGap) == [true, true, true, true])
        #expect(clock.monotonic() == .seconds(40))
    }
}
