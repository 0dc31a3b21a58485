import CaseModel
import Testing

@testable import CaseRedact

/// A case with what the first sample has not: three tools and both families on one leg, a walk from the root, other ways,
/// samples, and a request that the edge failed and the origin answered.
extension Sample {
    static func rich() throws -> (SealedCase, Sealed<Analysis>) {
        var evidence = try evidence()
        evidence.steps.removeAll { $0.observation.value.step.id == "path-mtr-edge-v6" }
        evidence.steps += [
            try trace(.mtr, "2606:4700::6810:84e5", scale: 1.4, silent: 2),
            try trace(.builtIn, "104.16.132.229", scale: 1.1, silent: 3),
            try trace(.builtInTCP, "104.16.132.229", scale: 0.9, silent: nil),
            try trace(.traceroute, "203.0.113.34", leg: .origin, scale: 2, silent: 1),
            try way(.family(.v6), 200), try way(.version(.http1), 522), try samples(), try walk(),
        ]
        evidence.gaps = []
        var har = try har()
        for index in har.withRay.indices.prefix(2) { har.withRay[index].status = 522 }
        evidence.hars = [SealedInput(file: try path("har/har-1.har"), record: Sealed(minting: har))]
        var log = try log()
        log.matches = try har.withRay.prefix(4).enumerated().map { index, entry in
            var line = LogLine(number: 500 + index)
            line.time = try #require(entry.startedAt).advanced(by: .milliseconds(20))
            line.ray = entry.ray
            line.status = index == 1 ? 502 : 200
            line.target = "/api/cart"
            line.durationMS = 12 + Double(index)
            return line
        }
        log.failures[0].ray = RayID("9f140b785e57ffff-FRA")
        evidence.logs = [SealedInput(file: try path("logs/log-1.txt"), record: Sealed(minting: log))]
        var analysis = try analysis().value
        analysis.rayJoins = log.matches.compactMap { line in
            guard let ray = line.ray, let entry = har.withRay.first(where: { $0.ray == ray }) else {
                return nil
            }
            var join = RayJoin(ray: ray)
            join.harEntries = [
                .init(file: "har/har-1.har", place: entry.index, status: entry.status, at: entry.startedAt)
            ]
            join.logLines = [
                .init(file: "logs/log-1.txt", place: line.number, status: line.status, at: line.time)
            ]
            return join
        }
        analysis.correlation = correlation(har, log)
        analysis.timeline.append(
            TimelineEvent(
                at: try at("2026-11-22T10:02:00Z"), source: "status", file: nil,
                says: "the vendor reported an incident"))
        analysis.timeline.sort { $0.at < $1.at }
        return (evidence, Sealed(minting: analysis))
    }

    /// The ways of the HAR's requests; lines of the log are those with the same Ray ID.
    static func correlation(_ har: HARSummary, _ log: LogEvidence) -> Correlation {
        var correlation = Correlation()
        correlation.journeys = har.withRay.prefix(200).map { entry in
            var journey = Journey(file: "har/har-1.har", entry: entry.index)
            (journey.ray, journey.host, journey.status) = (entry.ray, entry.host, entry.status)
            (journey.startedAt, journey.cacheStatus) = (entry.startedAt, entry.cacheStatus)
            journey.total = entry.timeMS.map { .microseconds(Int64($0 * 1000)) }
            let wait = Duration.microseconds(Int64((entry.phasesMS["wait"] ?? 0) * 1000))
            journey.parts = [.init(.before, .milliseconds(4), source: "har")]
            if let line = log.matches.first(where: { $0.ray == entry.ray }) {
                journey.origin = .logged(
                    .init(file: "logs/log-1.txt", place: line.number, status: line.status, at: line.time))
                let took = Duration.milliseconds(12)
                journey.parts += [
                    .init(.wait, max(.zero, wait - took), source: "har"), .init(.origin, took, source: "log"),
                ]
            } else {
                journey.parts.append(.init(.wait, wait, source: "har"))
                if entry.cacheStatus == "HIT" { journey.origin = .notAsked }
            }
            return journey
        }
        correlation.journeyCount = har.withRay.count
        correlation.atBoth = log.matches.count
        correlation.atOriginOnly = 1
        return correlation
    }

    private static func trace(
        _ tool: PathProbe.Tool, _ target: String, leg: HTTPProbe.Leg = .edge, scale: Double, silent: Int?
    ) throws -> SealedStep {
        let address = try #require(IPAddress(target))
        let probe = PathProbe(tool: tool, target: target, family: address.isV4 ? .v4 : .v6, leg: leg)
        var record = PathRecord(tool: tool.rawValue)
        (record.target, record.targetAddress, record.reached) = (target, address, true)
        for ttl in 1...7 {
            var hop = PathRecord.Hop(ttl: ttl)
            hop.sent = 10
            hop.lossPercent = ttl == silent ? 100 : ttl == 5 ? 20 : 0
            if ttl != silent {
                let middle = Double(ttl * ttl) * 0.3 * scale
                hop.replies = [PathRecord.Reply(address: ttl == 7 ? address : IPAddress("198.51.100.\(ttl)"))]
                (hop.bestMS, hop.avgMS, hop.worstMS) = (middle * 0.9, middle, middle * 1.6)
            }
            record.hops.append(hop)
        }
        let output = ToolOutput(output: [], ending: .exited(0), truncated: false)
        return try step(
            StepID("path-\(tool.rawValue)-\(leg.rawValue)-\(address.isV4 ? "v4" : "v6")-2"), .path(probe),
            .saw,
            .path(output), path: record)
    }

    private static func way(_ way: HTTPWay, _ status: Int) throws -> SealedStep {
        var probe = try probe(.edge)
        probe.way = way
        var exchange = HTTPExchange(url: probe.url, startedAt: try at("2026-11-22T10:31:06Z"))
        exchange.status = status
        exchange.version = way == .version(.http1) ? "HTTP/1.1" : "HTTP/2"
        return try step(
            StepID("http-edge-1-\(way)"), .http(probe), .saw, .http(HTTPEvidence(exchanges: [exchange])))
    }

    private static func samples() throws -> SealedStep {
        var probe = try probe(.edge)
        probe.way = .samples
        let exchanges = try (0..<20).map { index in
            var exchange = HTTPExchange(url: probe.url, startedAt: try at("2026-11-22T10:32:06Z"))
            exchange.status = index % 6 == 0 ? 522 : 200
            exchange.version = "HTTP/2"
            exchange.timings = timings([2, 14, 30, 31, 90 + index, 99 + index])
            exchange.fields = [
                HTTPField(name: "cf-ray", value: index % 2 == 0 ? ray : "9f140b785e57c459-AMS")
            ]
            return exchange
        }
        return try step(
            "http-edge-1-samples", .http(probe), .saw, .http(HTTPEvidence(exchanges: exchanges)))
    }

    private static func walk() throws -> SealedStep {
        let probe = DelegationProbe(
            name: try Hostname("www.example.com"), roots: [try #require(Endpoint("192.0.2.1"))], anchors: [],
            resolvers: [])
        var zone = DelegationZone(name: "example.com")
        zone.parentServers = ["ns1.example.com", "ns2.example.com"]
        zone.ownServers = ["ns1.example.com"]
        zone.security = .bogus("the A of www.example.com has no signature")
        zone.delegatedTags = [4711]
        var good = DelegationServer(name: "ns1.example.com", address: try #require(IPAddress("192.0.2.11")))
        (good.rcode, good.isAuthoritative, good.serial, good.queryTime) = (
            "NOERROR", true, 7, .milliseconds(9)
        )
        var lame = DelegationServer(name: "ns2.example.com", address: try #require(IPAddress("192.0.2.12")))
        lame.failure = Failure(.resolve, .timeout, detail: "no answer in 2 s")
        zone.servers = [good, lame]
        var walk = DelegationEvidence()
        walk.zones = [DelegationZone(name: "."), zone]
        walk.security = zone.security
        walk.queries = 9
        walk.answers = [
            DelegationAnswer(
                server: try #require(IPAddress("192.0.2.11")), type: .a, rcode: "NOERROR",
                values: ["104.16.132.229"], ttl: 300)
        ]
        return try step("dns-walk-1", .delegation(probe), .saw, .delegation(walk))
    }
}
