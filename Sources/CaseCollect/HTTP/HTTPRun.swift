package import CaseModel
import Crypto

/// Makes a probe's request and those its redirects ask for.
///
/// - Parameters:
///   - probe: What to ask, and where to connect.
///   - deadline: Of all exchanges together.
///   - transport: Follows nothing by itself.
///   - clock: Stamps each exchange and counts the time that is left.
/// - Returns: Never an error: `saw` for an answer of any status, else what failed. Every exchange is kept, also those
///   before the one that failed. When a certificate is not accepted, the request is made once more without
///   verification, so that the chain and the answer are evidence; the outcome stays the refusal.
package func runHTTP(
    _ probe: HTTPProbe, deadline: Duration, transport: any HTTPTransport, clock: any WallClock
) async -> ProbeResult {
    if case .version(let version) = probe.way, !transport.versions.contains(version) {
        return ProbeResult(.skipped(SkipReason("libcurl here does not speak \(version.name)", chosen: true)))
    }
    var run = HTTPRun(probe: probe, transport: transport, clock: clock, ends: clock.monotonic() + deadline)
    let outcome = await probe.samples == nil ? run.outcome() : run.sampled()
    guard !run.exchanges.isEmpty else { return ProbeResult(outcome) }
    return ProbeResult(
        outcome, .http(HTTPEvidence(exchanges: run.exchanges, stoppedBecause: run.stoppedBecause)))
}

/// The course of one probe from its first request to its last answer.
private struct HTTPRun {
    let probe: HTTPProbe
    let transport: any HTTPTransport
    let clock: any WallClock
    /// On the monotonic clock.
    let ends: Duration
    var exchanges: [HTTPExchange] = []
    var stoppedBecause: String?

    /// Makes the same request again and again, each in its own time; an answer of any kind is one of the samples.
    mutating func sampled() async -> Outcome {
        guard let samples = probe.samples else { return .saw }
        let start = clock.monotonic()
        for number in 0..<samples.count {
            guard !Task.isCancelled else { return .cancelled }
            await clock.wait(min(start + samples.interval * number, ends) - clock.monotonic())
            guard !Task.isCancelled else { return .cancelled }
            let exchange = await exchange(firstRequest)
            guard !Task.isCancelled else { return .cancelled }
            // One that our own deadline cut says nothing of the server.
            guard let exchange, exchange.status != nil || clock.monotonic() < ends else {
                let words = "\(exchanges.count) of \(samples.count) samples were taken"
                return .timedOut(Failure(.request, .timeout, detail: words))
            }
            exchanges.append(exchange)
        }
        return exchanges.contains { $0.status != nil }
            ? .saw : exchanges.last?.failure.map { .failed($0) } ?? .saw
    }

    private var firstRequest: HTTPRequest {
        var request = HTTPRequest(
            url: probe.url, method: probe.method, fields: probe.fields, userAgent: probe.userAgent,
            pin: probe.pin, authorityFile: probe.authorityFile, bodyLimit: probe.bodyLimit,
            connectTimeout: probe.connectTimeout, deadline: .zero)
        request.proxy = probe.proxy
        request.body = probe.body
        switch probe.way {
        case .family(let family): request.family = family
        case .version(let version): request.version = version
        case .tls(let version): (request.tlsVersion, request.isHandshakeOnly) = (version, true)
        case .problem:
            request.fields.removeAll { $0.name.lowercased() == "accept" }
            request.fields.append(Self.accept)
        case .identity:
            request.fields.removeAll { $0.name.lowercased() == "accept-encoding" }
            request.fields.append(HTTPField(name: "Accept-Encoding", value: "identity"))
        case .staple: (request.asksForStaple, request.isHandshakeOnly) = (true, true)
        case .keepAlive: request.conversation = .idle(request: idleRequest)
        case .scheme, .sibling, .samples, .cache, nil: break
        }
        return request
    }

    /// A head without fields of the user's: an answer of any kind will do.
    private var idleRequest: [UInt8] {
        let port = probe.url.port == probe.url.scheme.port ? "" : ":\(probe.url.port)"
        let lines = [
            "HEAD \(probe.url.target) HTTP/1.1", "Host: \(probe.url.host)\(port)",
            "User-Agent: \(probe.userAgent)", "Accept: */*", "Connection: keep-alive", "", "",
        ]
        return Array(lines.joined(separator: "\r\n").utf8)
    }

    private static let accept = HTTPField(name: "Accept", value: "application/problem+json")

    mutating func outcome() async -> Outcome {
        let policy = RedirectPolicy(probe: probe)
        var request = firstRequest
        while true {
            guard !Task.isCancelled else { return .cancelled }
            guard let exchange = await exchange(request) else {
                return .timedOut(
                    Failure(.request, .timeout, detail: "no time was left to follow the redirect"))
            }
            exchanges.append(exchange)
            if let failure = exchange.failure { return Self.outcome(of: failure) }
            switch policy.decide(after: exchange, to: request, asked: exchanges) {
            case .done: return .saw
            case .follow(let next): request = next
            case .stop(let reason):
                stoppedBecause = reason
                return .saw
            case .fail(let failure): return .failed(failure)
            }
        }
    }

    /// One hop, with a second try when the certificate is what was wrong; `nil` when no time is left.
    private func exchange(_ request: HTTPRequest) async -> HTTPExchange? {
        guard let first = await ask(request) else { return nil }
        guard let failure = first.failure, failure.operation == .tls, let words = first.tls?.verifyError,
            request.verifiesCertificate, !probe.leg.isService, !Task.isCancelled
        else { return first }
        // Whoever answers there may be anybody.
        var unverified = request.withoutSecrets(probe.secretNames)
        unverified.verifiesCertificate = false
        guard var second = await ask(unverified) else { return first }
        second.tls = second.tls ?? first.tls
        second.tls?.verifyError = words
        second.failure = failure
        second.startedAt = first.startedAt
        second.verbose =
            first.verbose + "* the certificate was not accepted; asked once more without verification\n"
            + second.verbose
        return second
    }

    private func ask(_ request: HTTPRequest) async -> HTTPExchange? {
        let left = ends - clock.monotonic()
        guard left > .zero else { return nil }
        var request = request
        request.deadline = left
        request.connectTimeout = min(request.connectTimeout, left)
        let startedAt = clock.now()
        var exchange = await transport.exchange(request)
        exchange.startedAt = startedAt
        // Their size is that of what came.
        exchange.readFields()
        exchange.mask(probe.secretNames, probe.secretValues)
        if exchange.status != nil {
            exchange.body.sha256 = Self.hex(SHA256.hash(data: exchange.body.bytes))
        }
        return exchange
    }

    private static func outcome(of failure: Failure) -> Outcome {
        if Task.isCancelled, failure.detail == "cancelled" { return .cancelled }
        return failure.code == .timeout ? .timedOut(failure) : .failed(failure)
    }

    private static func hex(_ bytes: some Sequence<UInt8>) -> String {
        var text: [UInt8] = []
        let digits = Array("0123456789abcdef".utf8)
        for byte in bytes {
            text.append(digits[Int(byte >> 4)])
            text.append(digits[Int(byte & 15)])
        }
        return String(decoding: text, as: UTF8.self)
    }
}
