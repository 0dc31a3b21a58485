import CaseModel
import Testing

@testable import CasePlan

struct PlanTests {
    static func incident(_ urls: [String], zone: String = "example.com") throws -> Incident {
        Incident(zone: try Hostname(zone), targets: try urls.map { try WebURL($0) })
    }

    static func options() -> PlanOptions { PlanOptions(userAgent: "casefile-test") }

    @Test func aPlanAsksBothLegsWithTheSameURL() throws {
        var options = Self.options()
        options.origins = [try #require(Endpoint("203.0.113.34:8443"))]
        let plan = try Plan(try Self.incident(["https://www.example.com/checkout"]), options)
        let probes = plan.steps.compactMap { step -> HTTPProbe? in
            guard case .http(let probe) = step.action else { return nil }
            return probe
        }
        #expect(probes.map(\.leg) == [.edge, .origin, .trace])
        #expect(probes[0].url == probes[1].url)
        #expect(probes.map(\.pin?.description) == [nil, "203.0.113.34:8443", nil])
        #expect(probes[2].url.description == "https://www.example.com/cdn-cgi/trace")
    }

    @Test func everyStepHasAnIDOfItsOwn() throws {
        var options = Self.options()
        options.origins = ["203.0.113.34", "2001:db8::34"].compactMap { Endpoint($0) }
        options.resolvers = ["1.1.1.1", "8.8.8.8"].compactMap { Endpoint($0) }.map {
            .init(server: $0, source: .given)
        }
        let urls = ["https://www.example.com/", "https://example.com/", "http://www.example.com/x"]
        let plan = try Plan(try Self.incident(urls), options)
        #expect(Set(plan.steps.map(\.id)).count == plan.steps.count)
        #expect(plan.steps.allSatisfy { $0.deadline <= options.deadline })
    }

    @Test func aProxyIsNotAskedOverOneFamilyNorForHTTP3() throws {
        var options = Self.options()
        (options.asksWays, options.proxy) = (true, "http://proxy.test:3128")
        let plan = try Plan(try Self.incident(["https://example.com/x"]), options)
        let ways = Self.ways(plan).map(\.id.description)
        #expect(ways.contains("http-edge-1-h1") && ways.contains("http-edge-1-h2"))
        #expect(!ways.contains { $0.hasSuffix("-v4") || $0.hasSuffix("-v6") || $0.hasSuffix("-h3") })
    }

    @Test(
        "the other ways of a URL are asked when they are wanted",
        arguments: [
            (
                "https://example.com/x", nil,
                "v4 v6 h1 h2 h3 tls1-0 tls1-1 tls1-2 tls1-3 staple problem cache scheme www origin-h1 origin-h2 origin-h3 "
                    + "origin-tls1-0 origin-tls1-1 origin-tls1-2 origin-tls1-3 origin-staple origin-identity origin-scheme"
            ),
            (
                "https://www.example.com:8443/x", "192.0.2.1",
                "h1 h2 h3 tls1-0 tls1-1 tls1-2 tls1-3 staple problem cache www origin-h1 origin-h2 origin-h3 origin-tls1-0 "
                    + "origin-tls1-1 origin-tls1-2 origin-tls1-3 origin-staple origin-identity"
            ), ("http://api.example.com/", nil, "v4 v6 h1 problem cache scheme origin-h1 origin-identity"),
        ])
    func ways(url: String, edge: String?, expected: String) throws {
        var options = Self.options()
        options.origins = [try #require(Endpoint("203.0.113.34"))]
        options.edge = edge.flatMap { Endpoint($0) }
        #expect(try Self.ways(Plan(Self.incident([url]), options)).isEmpty)
        options.asksWays = true
        let plan = try Plan(Self.incident([url, url + "y"]), options)
        let ids = Self.ways(plan).map { String($0.id.description.dropFirst(5)) }
        let words = expected.split(separator: " ").map {
            $0.hasPrefix("origin-") ? "origin-1-\($0.dropFirst(7))" : "edge-1-\($0)"
        }
        #expect(ids.sorted() == words.sorted())
        // Samples aside, at most nine requests for a URL on a leg; TLS and its staple are tried without one.
        var asked: [String: Int] = [:]
        for step in plan.steps {
            guard case .http(let probe) = step.action else { continue }
            if case .tls = probe.way { continue }
            if probe.way == .staple { continue }
            asked["\(probe.leg) \(probe.url)", default: 0] += probe.samples?.count ?? 1
        }
        #expect(asked.values.allSatisfy { $0 <= 9 })
    }

    @Test func secretsGoToTheHostsThatWereNamedAlone() throws {
        var options = Self.options()
        options.asksWays = true
        options.origins = [try #require(Endpoint("203.0.113.34"))]
        options.fields = [HTTPField(name: "X-Plain", value: "1")]
        options.secretFields = [HTTPField(name: "X-Secret", value: "2")]
        let plan = try Plan(Self.incident(["https://example.com/x"]), options)
        for step in plan.steps {
            guard case .http(let probe) = step.action else { continue }
            let isNamed = probe.url.description == "https://example.com/x"
            #expect(probe.fields.contains { $0.name == "X-Secret" } == isNamed, "\(step.id)")
            #expect(probe.secretNames == (isNamed ? ["x-secret"] : []))
        }
        // What changes something is asked once a leg.
        options.method = "POST"
        #expect(try Self.ways(Plan(Self.incident(["https://example.com/x"]), options)).isEmpty)
    }

    @Test func samplesAreTakenOfTheFirstURLOnEveryLeg() throws {
        var options = Self.options()
        options.origins = ["203.0.113.34", "203.0.113.35"].compactMap { Endpoint($0) }
        options.samples = Samples(count: 20, interval: .seconds(3))
        let plan = try Plan(Self.incident(["https://example.com/x", "https://example.com/y"]), options)
        let steps = Self.ways(plan)
        #expect(
            Set(steps.map(\.id.description)) == [
                "http-edge-1-samples", "http-origin-1-1-samples", "http-origin-1-2-samples",
            ])
        #expect(steps.allSatisfy { $0.deadline == options.deadline + .seconds(60) })
    }

    private static func ways(_ plan: Plan) -> [Step] {
        plan.steps.filter { step in
            guard case .http(let probe) = step.action else { return false }
            return probe.way != nil
        }
    }

    @Test func everyServerIsAskedEveryQuestion() throws {
        var options = Self.options()
        options.resolvers = ["1.1.1.1", "8.8.8.8"].compactMap { Endpoint($0) }.map {
            .init(server: $0, source: .system)
        }
        let plan = try Plan(try Self.incident(["https://www.example.com/"]), options)
        let questions = plan.steps.compactMap { step -> String? in
            guard case .dns(let probe) = step.action else { return nil }
            return "\(probe.name) \(probe.type) \(probe.server)"
        }
        #expect(questions.count == (4 + 6) * 2)
        #expect(questions.contains("www.example.com HTTPS 8.8.8.8"))
        #expect(questions.contains("example.com DS 1.1.1.1"))
    }

    @Test(
        "a host outside the zone is refused",
        arguments: ["https://example.org/", "https://notexample.com/", "https://192.0.2.1/"])
    func refusesOutsiders(url: String) throws {
        let incident = try Self.incident([url])
        #expect(throws: PlanError.self) { try Plan(incident, Self.options()) }
        var allowed = Self.options()
        allowed.allowsOutsideZone = true
        #expect(try !Plan(incident, allowed).steps.isEmpty)
    }

    @Test func namesAreAskedOverEveryCarrierAServerHasAndServersWhoTheyAre() throws {
        var options = Self.options()
        let server = try #require(Endpoint("192.0.2.53"))
        let name = try Hostname("dns.example.com")
        options.resolvers = [
            .init(
                server: server, source: .open, carriers: [.udp, .tls(name: name)],
                whoAmI: .init(name: try Hostname("whoami.example"), recordClass: .chaos))
        ]
        func ids() throws -> [String] {
            try Plan(Self.incident(["https://www.example.com/"]), options).steps.filter { $0.kind == .dns }
                .map(\.id.description)
        }
        #expect(try ids().allSatisfy { $0.hasSuffix("server-1") })
        options.asksWays = true
        let asked = try ids()
        #expect(asked.filter { $0.hasSuffix("-tls") } == ["dns-1-a-server-1-tls", "dns-1-aaaa-server-1-tls"])
        #expect(
            asked.suffix(4) == [
                "dns-server-1-id", "dns-server-1-hostname", "dns-server-1-version", "dns-server-1-whoami",
            ])
    }

    @Test func servicesAreAskedForReadingAloneAndTheTokenIsASecret() throws {
        var options = Self.options()
        options.userAgent = "somebody else"
        let base = try WebURL("https://api.example.net/v4/")
        options.statusPage = .init(base: try WebURL("https://status.example.net/api"), isGiven: false)
        options.api = .init(service: .init(base: base, isGiven: true), token: "cfut_secret")
        options.rays = [try #require(RayID("9f140b785e57c458"))]
        var incident = try Self.incident(["https://www.example.com/"])
        incident.zoneID = try ZoneID("023e105f4ecef8ad9ca31a8372d0c353")
        let probes = try Plan(incident, options).steps.compactMap { step -> HTTPProbe? in
            guard case .http(let probe) = step.action, probe.leg.isService else { return nil }
            return probe
        }
        #expect(probes.first?.url.description == "https://status.example.net/api/summary.json")
        let asked = probes.filter { $0.leg == .api }
        #expect(
            asked.allSatisfy {
                $0.method == "GET" && $0.secretNames == ["authorization"] && $0.redirectLimit == 0
            })
        #expect(probes.allSatisfy { $0.userAgent == "casefile-test" })
        #expect(probes.filter { $0.leg == .status }.allSatisfy { $0.fields.isEmpty })
        let zone = "https://api.example.net/v4/zones/023e105f4ecef8ad9ca31a8372d0c353"
        let urls = asked.map(\.url.description)
        for path in [
            "", "/settings/ssl", "/dns_records?name=www.example.com", "/logs/rayids/9f140b785e57c458",
        ] {
            #expect(urls.contains(zone + path))
        }
        incident.zoneID = nil
        let unknown = try Plan(incident, options).steps.filter { $0.kind == .api }.map(\.id.description)
        #expect(unknown == ["api-token", "api-zone"])
    }

    @Test func thePathToAPinnedEdgeIsThePathToItsAddress() throws {
        var options = Self.options()
        options.edge = Endpoint("[2001:db8::80]:8443")
        let plan = try Plan(try Self.incident(["https://www.example.com/"]), options)
        let targets = plan.steps.compactMap { step -> String? in
            guard case .path(let probe) = step.action else { return nil }
            return "\(probe.tool.rawValue) \(probe.target) \(probe.family.rawValue)"
        }
        #expect(targets.contains("mtr 2001:db8::80 v6"))
        #expect(targets.count == 6)
    }
}
