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

    @Test func thePathToAPinnedEdgeIsThePathToItsAddress() throws {
        var options = Self.options()
        options.edge = Endpoint("[2001:db8::80]:8443")
        let plan = try Plan(try Self.incident(["https://www.example.com/"]), options)
        let targets = plan.steps.compactMap { step -> String? in
            guard case .path(let probe) = step.action else { return nil }
            return "\(probe.tool.rawValue) \(probe.target) \(probe.family.rawValue)"
        }
        #expect(targets.contains("mtr 2001:db8::80 v6"))
        #expect(targets.count == 3)
    }
}
