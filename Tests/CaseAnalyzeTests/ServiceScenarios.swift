import CaseModel

@testable import CaseRedact

/// What the status page, the API and the cache said.
extension Scenario {
    private static let window = ("2026-11-22T10:00Z", "2026-11-22T10:30Z")

    /// A document of the status page, or an answer of the API.
    private static func service(_ id: String, _ record: ServiceRecord) throws -> SealedStep {
        var leg = HTTPProbe.Leg.api
        if case .status = record { leg = .status }
        let probe = HTTPProbe(leg: leg, url: try WebURL("https://service.example.net/"), userAgent: "test")
        var step = sealed(
            Observation(
                step: Step(id: StepID(id), action: .http(probe), deadline: .seconds(15)), outcome: .saw,
                startedAt: testStart, duration: .milliseconds(80), command: "curl", evidence: .none),
            folder: leg == .api ? .api : .status)
        step.service = Sealed(minting: record)
        return step
    }

    private static func status(
        _ events: [StatusReport.Event], degraded: [(String, String)] = [], as id: String = "status-summary"
    ) throws -> SealedStep {
        var report = StatusReport()
        report.componentCount = 300
        report.events = events
        report.degraded = degraded.map { .init(name: $0.0, status: $0.1) }
        return try service(id, .status(report))
    }

    private static func event(
        _ kind: StatusReport.Event.Kind, _ component: String, from: String = "2026-11-22T10:05:00Z",
        to: String? = nil,
        impact: String = "minor"
    ) -> StatusReport.Event {
        var event = StatusReport.Event(kind: kind, name: "Trouble", status: "investigating")
        event.impact = impact
        event.start = instant(from)
        event.end = to.map(instant)
        event.components = [component]
        return event
    }

    private static func api(_ id: String, _ items: [[String: String]]) throws -> SealedStep {
        var answer = APIAnswer(success: true)
        answer.items = items
        return try service("api-" + id, .api(answer))
    }

    /// The main request and the two of the cache, by their `cf-cache-status`.
    private static func cached(_ states: [String], _ fields: [(String, String)] = []) throws -> [SealedStep] {
        let main = try web(.edge, 200) { $0.fields += fields + [("cf-cache-status", states[0])] }
        let probe = HTTPProbe(
            leg: .edge, url: try WebURL("https://www.example.com/checkout"), userAgent: "test")
        var twice = probe
        twice.way = .cache
        let exchanges = states.dropFirst().map { state in
            var exchange = HTTPExchange(url: probe.url, startedAt: testStart)
            exchange.status = 200
            exchange.fields = (fields + [("cf-cache-status", state)]).map {
                HTTPField(name: $0.0, value: $0.1)
            }
            return exchange
        }
        return [
            main,
            sealed(
                Observation(
                    step: Step(id: "http-edge-1-cache", action: .http(twice), deadline: .seconds(30)),
                    outcome: .saw,
                    startedAt: testStart, duration: .seconds(1), command: "curl",
                    evidence: .http(HTTPEvidence(exchanges: exchanges))), folder: .http),
        ]
    }

    private static func stapled(_ state: String) throws -> SealedStep {
        try webFailure(.origin, .tls, .tlsStatusUnproven) {
            $0.way = .staple
            $0.tls = tls()
            $0.tls?.staple = state
        }
    }

    private static func time(ahead: Duration) throws -> SealedStep {
        guard let server = Endpoint("192.0.2.123") else { throw Failure(.read, .badInput) }
        let probe = TimeProbe(server: server)
        return sealed(
            Observation(
                step: Step(id: "time-1", action: .time(probe), deadline: .seconds(10)), outcome: .saw,
                startedAt: testStart, duration: .milliseconds(20), command: "ntpdate",
                evidence: .time(TimeEvidence(ahead: ahead, delay: .milliseconds(20), stratum: 2))),
            folder: .host)
    }

    private static func caa(_ values: [String]) throws -> SealedStep {
        guard let server = Endpoint("192.0.2.53") else { throw Failure(.read, .badInput) }
        let probe = DNSProbe(
            name: try Hostname("example.com"), type: .caa, server: server, serverSource: .given)
        var message = DNSMessage()
        message.answers = values.map {
            DNSMessage.Record(name: "example.com", type: .caa, recordClass: 1, ttl: 300, data: $0, rdata: [])
        }
        return sealed(
            Observation(
                step: Step(id: "dns-caa-1", action: .dns(probe), deadline: .seconds(6)), outcome: .saw,
                startedAt: testStart, duration: .milliseconds(9), command: "dig",
                evidence: .dns(
                    DNSEvidence(transport: .udp, queryTime: .milliseconds(9), raw: [], message: message))),
            folder: .dns)
    }

    private static func heldBack(_ text: String, hasAnswer: Bool = true) throws -> SealedStep {
        guard let server = Endpoint(text) else { throw Failure(.read, .badInput) }
        let probe = DNSProbe(
            name: try Hostname("www.example.com"), type: .a, server: server, serverSource: .given)
        var evidence = DNSEvidence(
            transport: .udp, queryTime: .milliseconds(9), raw: [], message: DNSMessage())
        evidence.message.rcode = 2
        var unchecked = DNSMessage()
        if hasAnswer {
            unchecked.answers = [
                DNSMessage.Record(
                    name: "www.example.com", type: .a, recordClass: 1, ttl: 300, data: "192.0.2.1",
                    rdata: [192, 0, 2, 1])
            ]
        }
        evidence.unchecked = unchecked
        return sealed(
            Observation(
                step: Step(id: StepID("dns-a-\(text)"), action: .dns(probe), deadline: .seconds(6)),
                outcome: .failed(Failure(.resolve, .dnsServerFailure, detail: "SERVFAIL")),
                startedAt: testStart,
                duration: .milliseconds(9), command: "dig", evidence: .dns(evidence)), folder: .dns)
    }

    static let services: [Scenario] = [
        Scenario(
            "resolvers hold an answer back for its signatures", finds: ["dnssec-refused"],
            steps: { [try heldBack("192.0.2.53"), try heldBack("192.0.2.54")] }),
        Scenario(
            "a resolver has no answer without validation either", silent: ["dnssec-refused"],
            steps: { [try heldBack("192.0.2.53", hasAnswer: false)] }),
        Scenario(
            "CAA records name an authority the CDN does not use", finds: ["caa-excludes"],
            steps: {
                [
                    try web(.edge, 200, ray: ray),
                    try caa(["0 issue \"other-ca.example\"", "0 iodef \"mailto:a@example.com\""]),
                ]
            }),
        Scenario(
            "CAA records bind wildcards alone", silent: ["caa-excludes"],
            steps: {
                [try web(.edge, 200, ray: ray), try caa(["0 issuewild \"other-ca.example\""])]
            }),
        Scenario(
            "CAA records name one of the CDN's authorities", silent: ["caa-excludes"],
            steps: {
                [
                    try web(.edge, 200, ray: ray),
                    try caa([
                        "0 issue \"other-ca.example\"", "0 issue \"pki.goog; cansignhttpexchanges=yes\"",
                    ]),
                ]
            }),
        Scenario(
            "CAA records say where to complain alone", silent: ["caa-excludes"],
            steps: { [try web(.edge, 200, ray: ray), try caa(["0 iodef \"mailto:a@example.com\""])] }),
        Scenario(
            "the clock is off by a time server", finds: ["clock-skew-time-server"],
            steps: { [try time(ahead: .seconds(90))] }),
        Scenario(
            "the clock is right by a time server", silent: ["clock-skew"],
            steps: { [try time(ahead: .milliseconds(-40))] }),
        Scenario(
            "an incident in the data centre that answered",
            finds: ["status-incident-incident", "status-colo"],
            silent: ["status-clear"], window: window,
            steps: {
                [
                    try web(.edge, 522, ray: ray),
                    try status(
                        [event(.incident, "Frankfurt, Germany - (FRA)")],
                        degraded: [("Frankfurt, Germany - (FRA)", "partial_outage")]),
                ]
            }),
        Scenario(
            "maintenance elsewhere and an incident of another day", finds: ["status-clear"],
            silent: ["status-incident", "status-colo"], window: window,
            steps: {
                [
                    try web(.edge, 522, ray: ray),
                    try status(
                        [
                            event(.maintenance, "Singapore - (SIN)"),
                            event(
                                .incident, "CDN/Cache", from: "2026-01-01T00:00:00Z",
                                to: "2026-01-01T01:00:00Z"),
                        ], degraded: [("Singapore - (SIN)", "under_maintenance")], as: "status-incidents"),
                ]
            }),
        Scenario(
            "a status page whose past incidents nobody read", silent: ["status-clear"], window: window,
            steps: {
                [
                    try web(.edge, 522, ray: ray),
                    try status([
                        event(
                            .incident, "CDN/Cache", from: "2026-01-01T00:00:00Z", to: "2026-01-01T01:00:00Z")
                    ]),
                ]
            }),
        Scenario(
            "an incident of a product", finds: ["status-incident-incident"], window: window,
            steps: {
                [try web(.edge, 200, ray: ray), try status([event(.incident, "CDN/Cache", impact: "major")])]
            }),
        Scenario(
            "the ID of another zone, which was moved away and is paused",
            finds: ["zone-state-other", "zone-state-moved", "zone-state-paused"],
            steps: {
                [
                    try api(
                        "zone",
                        [
                            [
                                "name": "other.example", "status": "moved", "paused": "true",
                                "name_servers.0": "ada.ns.cloudflare.com",
                            ]
                        ])
                ]
            }),
        Scenario(
            "the zone is as it should be",
            silent: [
                "zone-state", "zone-ssl-mode", "zone-record", "zone-certificate", "zone-dnssec", "ray-record",
            ],
            steps: {
                [
                    try api("zone", [["name": "example.com", "status": "active", "paused": "false"]]),
                    try api("setting-ssl", [["id": "ssl", "value": "strict"]]),
                    try api("records-1", [["name": "www.example.com", "type": "A", "proxied": "true"]]),
                    try api(
                        "certificates",
                        [["status": "active", "hosts.0": "example.com", "hosts.1": "*.example.com"]]),
                    try api("dnssec", [["status": "active"]]),
                    try api(
                        "ray-9f140b785e57c458", [["RayID": "9f140b785e57c458", "EdgeResponseStatus": "200"]]),
                ]
            }),
        Scenario(
            "flexible TLS, a record past the CDN, a certificate that waits, DNSSEC half way",
            finds: [
                "zone-ssl-mode-flexible", "zone-record-dns-only", "zone-certificate-inactive",
                "zone-dnssec-pending",
            ],
            steps: {
                [
                    try api("setting-ssl", [["id": "ssl", "value": "flexible"]]),
                    try api("records-1", [["name": "www.example.com", "type": "A", "proxied": "false"]]),
                    try api("certificates", [["status": "pending_validation", "hosts.0": "*.example.com"]]),
                    try api("dnssec", [["status": "pending"]]),
                ]
            }),
        Scenario(
            "no certificate of the zone covers the host", finds: ["zone-certificate-missing"],
            steps: { [try api("certificates", [["status": "active", "hosts.0": "example.com"]])] }),
        Scenario(
            "the edge's record says the origin answered so", finds: ["ray-record-origin"],
            steps: { [try api("ray-1", [["EdgeResponseStatus": "500", "OriginResponseStatus": "500"]])] }),
        Scenario(
            "the edge's record says the origin did not answer", finds: ["ray-record-no-answer"],
            steps: { [try api("ray-1", [["EdgeResponseStatus": "522", "OriginResponseStatus": "0"]])] }),
        Scenario(
            "a URL the cache stores", finds: ["cache-verdict-stored"],
            steps: { try cached(["MISS", "MISS", "HIT"]) }),
        Scenario(
            "a URL the cache never has", finds: ["cache-verdict-never"],
            steps: { try cached(["MISS", "MISS", "MISS"], [("vary", "Cookie")]) }),
        Scenario(
            "a copy that is out of date each time", finds: ["cache-verdict-expired"],
            silent: ["cache-verdict-never"], steps: { try cached(["EXPIRED", "EXPIRED", "EXPIRED"]) }),
        Scenario(
            "the edge's record of a stored error says nothing of the origin", silent: ["ray-record"],
            steps: {
                [
                    try api(
                        "ray-1",
                        [
                            [
                                "EdgeResponseStatus": "503", "OriginResponseStatus": "0",
                                "CacheCacheStatus": "hit",
                            ]
                        ])
                ]
            }),
        Scenario(
            "the origin forbids to cache it", finds: ["cache-verdict-bypass"],
            steps: { try cached(["BYPASS", "BYPASS", "BYPASS"], [("cache-control", "private, no-store")]) }),
        Scenario(
            "a failing URL has no cache verdict", silent: ["cache-verdict"],
            steps: {
                var steps = try cached(["MISS", "MISS", "HIT"])
                steps[0] = try web(.edge, 522, ray: ray)
                return steps
            }),
        Scenario(
            "the origin proves that its certificate was revoked", finds: ["certificate-revoked-origin"],
            steps: { [try web(.origin, 200), try stapled("revoked")] }),
        Scenario(
            "no staple is no fault", silent: ["certificate-revoked"],
            steps: { [try web(.origin, 200), try stapled("missing")] }),
        Scenario(
            "the origin's compression is broken", finds: ["origin-compression"],
            steps: {
                [
                    try web(.edge, 520, ray: ray), try webFailure(.origin, .response, .httpProtocol),
                    try web(.origin, 200) { $0.way = .identity },
                ]
            }),
        Scenario(
            "the origin fails with and without compression", silent: ["origin-compression"],
            steps: {
                [
                    try web(.edge, 520, ray: ray), try webFailure(.origin, .response, .httpProtocol),
                    try webFailure(.origin, .response, .httpProtocol) { $0.way = .identity },
                ]
            }),
    ]
}
