import CaseModel
import Foundation
import TestSupport

@testable import CurlTransfer

/// Web servers on loopback, good and bad, started once for all tests and ended with them.
final class TestOrigin: Sendable {
    private let peer: Peer

    /// What the servers are made of.
    static let tools = ["nginx", "openssl", "python3"]

    private static let started: Result<TestOrigin, any Error> = Result { try TestOrigin() }

    static func shared() throws -> TestOrigin { try started.get() }

    private init() throws { peer = try Peer("http-origin.py") }

    func fact(_ name: String) throws -> String { try peer.fact(name) }

    var authority: String { get throws { try fact("authority") } }

    func url(_ server: String, _ target: String = "/", scheme: String = "https", host: String = "site.test")
        throws
        -> WebURL
    {
        try WebURL("\(scheme)://\(host):\(try fact(server))\(target)")
    }

    /// A request as the probes make it, pinned to loopback.
    func request(
        _ server: String, _ target: String = "/", scheme: String = "https", at address: String = "127.0.0.1"
    ) throws -> HTTPRequest {
        HTTPRequest(
            url: try url(server, target, scheme: scheme), userAgent: "casefile-test", pin: Endpoint(address),
            authorityFile: try authority, bodyLimit: 4096, connectTimeout: .seconds(10),
            deadline: .seconds(10))
    }

    func probe(_ server: String, _ target: String = "/", scheme: String = "https") throws -> HTTPProbe {
        var probe = HTTPProbe(
            leg: .edge, url: try url(server, target, scheme: scheme), pin: Endpoint("127.0.0.1"),
            userAgent: "casefile-test")
        probe.authorityFile = try authority
        probe.zone = try Hostname("site.test")
        return probe
    }
}

/// The real clock that never goes back, and a wall clock that stands still.
struct TestClock: WallClock {
    static let wall = Timestamp(nanosecondsSinceEpoch: 1_795_339_864_000_000_000)
    private let start = ContinuousClock.now
    func now() -> Timestamp { Self.wall }
    func monotonic() -> Duration { ContinuousClock.now - start }
    func wait(_ duration: Duration) async {}
}

/// A clock on which nothing takes time but waiting.
final class WaitingClock: WallClock, Sendable {
    private let passed = Locked(Duration.zero)
    private let log = Locked<[Duration]>([])
    var waits: [Duration] { log.withLock { $0 } }

    func now() -> Timestamp { TestClock.wall.advanced(by: monotonic()) }
    func monotonic() -> Duration { passed.withLock { $0 } }
    func wait(_ duration: Duration) async {
        log.withLock { $0.append(duration) }
        passed.withLock { $0 += max(.zero, duration) }
    }
}

/// A transport that answers from a list of answers by URL, and remembers what it was asked.
final class ScriptedTransport: HTTPTransport, Sendable {
    private let answers: [String: (status: Int, location: String?)]
    private let log = Locked<[HTTPRequest]>([])

    init(_ answers: [String: (status: Int, location: String?)]) { self.answers = answers }

    var versions: Set<HTTPVersion> { [.http1, .http2] }
    var asked: [HTTPRequest] { log.withLock { $0 } }

    func exchange(_ request: HTTPRequest) async -> HTTPExchange {
        log.withLock { $0.append(request) }
        var exchange = HTTPExchange(url: request.url, method: request.method, startedAt: TestClock.wall)
        guard let answer = answers[request.url.description] else {
            exchange.failure = Failure(.resolve, .dnsNoAnswer)
            return exchange
        }
        exchange.status = answer.status
        if let location = answer.location { exchange.fields = [HTTPField(name: "Location", value: location)] }
        return exchange
    }
}
