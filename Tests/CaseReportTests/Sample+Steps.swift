import CaseModel
import Testing

@testable import CaseRedact

extension Sample {
    static func step(
        _ id: StepID, _ action: Step.Action, _ outcome: Outcome = .saw,
        _ evidence: Observation.Evidence = .none,
        command: String = "curl -sv https://www.example.com/checkout", path record: PathRecord? = nil,
        ms: Int = 900
    ) throws -> SealedStep {
        let observation = Observation(
            step: Step(id: id, action: action, deadline: .seconds(30)), outcome: outcome,
            startedAt: try at("2026-11-22T10:31:04.500Z"), duration: .milliseconds(ms), command: command,
            evidence: evidence)
        let folder: BundlePath.Folder =
            switch action {
            case .http: .http
            case .dns, .delegation: .dns
            case .path: .path
            case .time: .host
            }
        let files = [".txt", ".json"].map { BundlePath(folder: folder, step: id, suffix: $0) }
        return SealedStep(
            observation: Sealed(minting: observation), path: record.map { Sealed(minting: $0) }, files: files)
    }

    static func probe(_ leg: HTTPProbe.Leg, pin: String? = nil) throws -> HTTPProbe {
        HTTPProbe(
            leg: leg, url: try WebURL("https://www.example.com/checkout"), pin: pin.flatMap { Endpoint($0) },
            userAgent: "casefile")
    }

    static func edge() throws -> SealedStep {
        var exchange = HTTPExchange(
            url: try WebURL("https://www.example.com/checkout"), startedAt: try at("2026-11-22T10:31:04.500Z")
        )
        exchange.remote = Endpoint("104.16.132.229:443")
        exchange.local = Endpoint("192.0.2.10:51034")
        exchange.version = "HTTP/2"
        exchange.status = 522
        exchange.requestFields = [HTTPField(name: "host", value: "www.example.com")]
        exchange.fields = [
            HTTPField(name: "cf-ray", value: ray), HTTPField(name: "server", value: "cloudflare"),
            HTTPField(name: "cf-cache-status", value: "DYNAMIC"),
            HTTPField(name: "content-type", value: "text/html"),
        ]
        exchange.timings = timings([4, 16, 41, 42, 19_120, 19_131])
        exchange.tls = try tls(issuer: "CN=Example Edge CA")
        exchange.body.bytes = Array("error code: 522".utf8)
        exchange.body.length = 15
        exchange.body.sha256 = "8c5fca24ba7a9d0a0d3e9ac7eb91a1f9d2d8ffa9c5b5f0e49b3fb1f8c8d1e3aa"
        return try step(
            "http-edge-1", .http(try probe(.edge)), .saw, .http(HTTPEvidence(exchanges: [exchange])),
            ms: 19_131)
    }

    static func origin() throws -> SealedStep {
        var exchange = HTTPExchange(
            url: try WebURL("https://www.example.com/checkout"), startedAt: try at("2026-11-22T10:31:04.510Z")
        )
        exchange.remote = Endpoint("203.0.113.34:443")
        exchange.version = "HTTP/1.1"
        exchange.status = 200
        exchange.reason = "OK"
        exchange.fields = [HTTPField(name: "Server", value: "nginx")]
        exchange.timings = timings([0, 11, 38, 38, 83, 97])
        exchange.tls = try tls(issuer: "CN=Example Origin CA")
        exchange.tls?.verifyError = "unable to get local issuer certificate"
        exchange.body.length = 48_211
        exchange.body.truncated = true
        return try step(
            "http-origin-1", .http(try probe(.origin, pin: "203.0.113.34")), .saw,
            .http(HTTPEvidence(exchanges: [exchange], stoppedBecause: nil)), ms: 97)
    }

    static func refused() throws -> SealedStep {
        let failure = Failure(.connect, .connectionRefused, detail: "curl 7: connection refused")
        var exchange = HTTPExchange(
            url: try WebURL("https://www.example.com/checkout"), startedAt: try at("2026-11-22T10:31:05Z"))
        exchange.failure = failure
        return try step(
            "http-origin-2", .http(try probe(.origin, pin: "203.0.113.35")), .failed(failure),
            .http(HTTPEvidence(exchanges: [exchange])), ms: 3)
    }

    static func timings(_ ms: [Int]) -> HTTPTimings {
        var timings = HTTPTimings()
        timings.nameLookup = .milliseconds(ms[0])
        timings.connect = .milliseconds(ms[1])
        timings.tls = .milliseconds(ms[2])
        timings.requestSent = .milliseconds(ms[3])
        timings.firstByte = .milliseconds(ms[4])
        timings.total = .milliseconds(ms[5])
        return timings
    }

    static func tls(issuer: String) throws -> TLSFacts {
        var tls = TLSFacts()
        tls.version = "TLSv1.3"
        tls.cipher = "TLS_AES_256_GCM_SHA384"
        tls.alpn = "h2"
        var leaf = Certificate(subject: "CN=example.com", issuer: issuer)
        leaf.notBefore = try at("2026-10-01T00:00:00Z")
        leaf.notAfter = try at("2026-12-30T23:59:59Z")
        leaf.names = ["example.com", "*.example.com"]
        leaf.keyAlgorithm = "EC"
        leaf.keyBits = 256
        tls.chain = [leaf, Certificate(subject: issuer, issuer: "CN=Example Root")]
        return tls
    }

    static func skipped() throws -> SealedStep {
        let probe = PathProbe(tool: .mtr, target: "2606:4700::6810:84e5", family: .v6, leg: .edge)
        return try step("path-mtr-edge-v6", .path(probe), .skipped(SkipReason("this host has no IPv6 route")))
    }

    static func names() throws -> [SealedStep] {
        var steps: [SealedStep] = []
        for (type, data) in [
            (DNSType.a, "104.16.132.229"), (.aaaa, "2606:4700::6810:84e5"), (.ns, "ns1.example.com"),
        ] {
            for (index, server) in ["192.0.2.53", "1.1.1.1", "8.8.8.8"].enumerated() {
                let odd = type == .aaaa && index == 2
                let probe = DNSProbe(
                    name: try Hostname("www.example.com"), type: type, server: try #require(Endpoint(server)),
                    serverSource: index == 0 ? .system : .given)
                steps.append(
                    try step(
                        StepID("dns-\(type)-\(index + 1)"), .dns(probe), .saw,
                        .dns(dns(type, odd ? "2606:4700::1" : data)),
                        command: "dig @\(server) www.example.com \(type)", ms: 12))
            }
        }
        let probe = DNSProbe(
            name: try Hostname("www.example.com"), type: .caa, server: try #require(Endpoint("1.1.1.1")),
            serverSource: .given)
        steps.append(try step("dns-caa-1", .dns(probe), .timedOut(Failure(.resolve, .timeout)), ms: 6000))
        return steps
    }

    static func dns(_ type: DNSType, _ data: String) -> DNSEvidence {
        var message = DNSMessage()
        message.flags.response = true
        message.flags.recursionDesired = true
        message.flags.recursionAvailable = true
        message.questions = [.init(name: "www.example.com", type: type)]
        message.answers = [
            .init(name: "www.example.com", type: type, recordClass: 1, ttl: 300, data: data, rdata: [])
        ]
        var edns = DNSMessage.EDNS(udpSize: 1232)
        edns.nsid = Array("gpdns-fra".utf8)
        edns.errors = [.init(code: 3, text: "stale")]
        message.edns = edns
        return DNSEvidence(
            transport: .udp, queryTime: .microseconds(11_830), raw: [0, 1, 254, 255], message: message)
    }

    static func pathRecord() throws -> PathRecord {
        var record = PathRecord(tool: "mtr")
        record.target = "104.16.132.229"
        record.targetAddress = IPAddress("104.16.132.229")
        record.reached = true
        record.startedAt = try at("2026-11-22T10:31:05Z")
        let rows: [(String?, Double, Double)] = [
            ("192.0.2.1", 0, 0.6), ("198.51.100.1", 0, 3.1), ("198.51.100.9", 40, 7.9), (nil, 100, 0),
            ("203.0.113.250", 0, 11.4), ("104.16.132.229", 0, 12.1),
        ]
        for (index, row) in rows.enumerated() {
            var hop = PathRecord.Hop(ttl: index + 1)
            hop.sent = 10
            hop.lossPercent = row.1
            if let address = row.0 {
                var reply = PathRecord.Reply(
                    address: IPAddress(address), name: index == 4 ? "edge-gw.example.net" : nil)
                if index == 4 { reply.asn = "AS64500" }
                hop.replies = [reply]
                hop.bestMS = row.2 * 0.8
                hop.avgMS = row.2
                hop.worstMS = row.2 * 1.9
            }
            record.hops.append(hop)
        }
        return record
    }

    static func trace() throws -> SealedStep {
        let probe = PathProbe(tool: .mtr, target: "104.16.132.229", family: .v4, leg: .edge)
        let output = ToolOutput(output: Array("{}".utf8), ending: .exited(0), truncated: false)
        return try step(
            "path-mtr-edge-v4", .path(probe), .saw, .path(output), command: "mtr -j 104.16.132.229",
            path: pathRecord(), ms: 10_200)
    }
}
