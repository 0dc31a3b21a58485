import CaseModel

@testable import CaseRedact

/// The time every test runs at.
let testNow = instant("2026-11-22T10:31:00Z")
/// When the probes of the tests ran.
let testStart = instant("2026-11-22T10:30:00Z")

func instant(_ text: String) -> Timestamp {
    Timestamp(rfc3339: text) ?? Timestamp(nanosecondsSinceEpoch: 0)
}

func makeIncident(
    window: (String, String)? = nil, zone: String = "example.com",
    target: String = "https://www.example.com/checkout"
) throws -> Incident {
    var incident = Incident(zone: try Hostname(zone), targets: [try WebURL(target)])
    incident.window = window.flatMap { TimeWindow(start: instant($0.0), end: instant($0.1)) }
    return incident
}

/// Everything a web step may be told to have seen.
struct WebSight {
    var url = "https://www.example.com/checkout"
    var pin: String?
    var remote: String?
    var fields: [(String, String)] = [("date", "Sun, 22 Nov 2026 10:30:00 GMT")]
    var firstByte: Duration = .milliseconds(83)
    var requestSent: Duration = .milliseconds(20)
    var body = ""
    var tls: TLSFacts?
    var way: HTTPWay?
    var version: String?
    /// Statuses of samples; nothing for one without an answer.
    var samples: [Int?] = []
    var requestFields: [(String, String)] = []
    /// Bytes of the fields before redaction, and the server a persistence cookie named.
    var fieldBytes: Int?
    var balancedServer: String?
    /// Bytes of the body that came.
    var length: Int?
    /// The Ray IDs of samples, by their places.
    var sampleRays: [String] = []
    /// Why the answer would not have been taken by a client that checks.
    var refusal: Failure?
    /// The URLs and statuses of redirects that came before.
    var before: [(url: String, status: Int, location: String)] = []
}

/// A request and its answer.
func web(
    _ leg: HTTPProbe.Leg, _ status: Int, ray: String? = nil, _ change: (inout WebSight) -> Void = { _ in }
) throws -> SealedStep {
    var sight = WebSight()
    change(&sight)
    if let ray { sight.fields.append(("cf-ray", ray)) }
    var exchanges = try sight.before.map { hop in
        var exchange = HTTPExchange(url: try WebURL(hop.url), startedAt: testStart)
        exchange.status = hop.status
        exchange.fields = [HTTPField(name: "Location", value: hop.location)]
        return exchange
    }
    var last = HTTPExchange(url: try WebURL(sight.url), startedAt: testStart)
    last.status = status
    last.version = sight.version
    last.fields = sight.fields.map { HTTPField(name: $0.0, value: $0.1) }
    last.requestFields = sight.requestFields.map { HTTPField(name: $0.0, value: $0.1) }
    last.timings.connect = .milliseconds(10)
    last.timings.requestSent = sight.requestSent
    last.timings.firstByte = sight.firstByte
    last.timings.total = sight.firstByte
    last.body.bytes = Array(sight.body.utf8)
    last.body.length = sight.length ?? last.body.bytes.count
    (last.fieldBytes, last.balancedServer) = (sight.fieldBytes, sight.balancedServer)
    last.tls = sight.tls
    last.remote = sight.remote.flatMap { Endpoint($0) }
    last.failure = sight.refusal
    exchanges.append(last)
    return try step(leg, sight, outcome: sight.refusal.map { .failed($0) } ?? .saw, exchanges)
}

/// A request that got no answer.
func webFailure(
    _ leg: HTTPProbe.Leg, _ operation: FailedOperation, _ code: FailureCode, detail: String? = nil,
    timedOut: Bool = false, _ change: (inout WebSight) -> Void = { _ in }
) throws -> SealedStep {
    var sight = WebSight()
    change(&sight)
    let failure = Failure(operation, code, detail: detail)
    var exchange = HTTPExchange(url: try WebURL(sight.url), startedAt: testStart)
    exchange.failure = failure
    exchange.tls = sight.tls
    return try step(leg, sight, outcome: timedOut ? .timedOut(failure) : .failed(failure), [exchange])
}

private func step(
    _ leg: HTTPProbe.Leg, _ sight: WebSight, outcome: Outcome, _ exchanges: [HTTPExchange]
) throws -> SealedStep {
    let url = try WebURL(sight.before.first?.url ?? sight.url)
    var probe = HTTPProbe(leg: leg, url: url, pin: sight.pin.flatMap { Endpoint($0) }, userAgent: "test")
    probe.way = sight.way
    let id = StepID("http-\(leg.rawValue)-1" + (sight.way.map { "-\($0)" } ?? ""))
    var exchanges = exchanges
    if !sight.samples.isEmpty {
        exchanges = sight.samples.enumerated().map { index, status in
            var exchange = HTTPExchange(url: url, startedAt: testStart.advanced(by: .seconds(index)))
            exchange.status = status
            if sight.sampleRays.indices.contains(index) {
                exchange.fields = [HTTPField(name: "cf-ray", value: sight.sampleRays[index])]
            }
            return exchange
        }
    }
    return sealed(
        Observation(
            step: Step(id: id, action: .http(probe), deadline: .seconds(30)), outcome: outcome,
            startedAt: testStart, duration: sight.firstByte, command: "curl",
            evidence: .http(HTTPEvidence(exchanges: exchanges))), folder: .http)
}

func sealed(_ observation: Observation, folder: BundlePath.Folder, path: PathRecord? = nil) -> SealedStep {
    SealedStep(
        observation: Sealed(minting: observation), path: path.map { Sealed(minting: $0) },
        files: [".txt", ".json"].map { BundlePath(folder: folder, step: observation.step.id, suffix: $0) })
}

/// A certificate chain of one, with the verifier's word on it.
func tls(
    names: [String] = ["www.example.com"], from: String = "2026-10-01T00:00Z",
    until: String = "2027-10-01T00:00Z",
    issuer: String = "O=Trusted CA", error: String? = nil
) -> TLSFacts {
    var certificate = Certificate(subject: "CN=www.example.com", issuer: issuer)
    certificate.names = names
    certificate.notBefore = instant(from)
    certificate.notAfter = instant(until)
    var facts = TLSFacts()
    facts.version = "TLSv1.3"
    facts.chain = [certificate]
    facts.verifyError = error
    return facts
}

/// A server's answer: an rcode and addresses.
func lookup(
    _ server: String, _ rcode: UInt16 = 0, _ addresses: [String] = [], name: String = "www.example.com",
    aliases: [String] = [], soa: UInt32? = nil, failure: Failure? = nil
) throws -> SealedStep {
    var message = DNSMessage()
    message.rcode = rcode
    message.answers =
        aliases.map {
            DNSMessage.Record(name: name, type: .cname, recordClass: 1, ttl: 300, data: $0 + ".", rdata: [])
        }
        + addresses.map {
            DNSMessage.Record(
                name: name, type: .a, recordClass: 1, ttl: 300, data: $0, rdata: IPAddress($0)?.octets ?? [])
        }
    if let soa {
        message.authority = [
            DNSMessage.Record(
                name: "example.com", type: .soa, recordClass: 1, ttl: soa,
                data: "ada.ns.cloudflare.com. dns.cloudflare.com. 1 10000 2400 604800 1800", rdata: [])
        ]
    }
    return try lookup(
        server, name: name, failure.map { .failed($0) } ?? .saw,
        .dns(DNSEvidence(transport: .udp, queryTime: .milliseconds(9), raw: [], message: message)))
}

/// A question that got no answer.
func lookupFailure(_ server: String, _ code: FailureCode, name: String = "www.example.com") throws
    -> SealedStep
{
    try lookup(server, name: name, .failed(Failure(.resolve, code)), .none)
}

private func lookup(
    _ server: String, name: String, _ outcome: Outcome, _ evidence: Observation.Evidence
) throws -> SealedStep {
    guard let endpoint = Endpoint(server) else { throw Failure(.read, .badInput) }
    let probe = DNSProbe(name: try Hostname(name), type: .a, server: endpoint, serverSource: .given)
    return sealed(
        Observation(
            step: Step(id: StepID("dns-a-\(server)"), action: .dns(probe), deadline: .seconds(6)),
            outcome: outcome,
            startedAt: testStart, duration: .milliseconds(9), command: "dig", evidence: evidence),
        folder: .dns)
}
