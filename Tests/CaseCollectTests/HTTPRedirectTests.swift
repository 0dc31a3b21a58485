import CaseModel
import TestSupport
import Testing

@testable import CaseCollect

/// Which redirects are followed, and how the next request differs.
struct HTTPRedirectTests {
    private func run(
        _ answers: [String: (status: Int, location: String?)], from start: String = "https://a.test/",
        change: (inout HTTPProbe) throws -> Void = { _ in }
    ) async throws -> (result: ProbeResult, asked: [HTTPRequest], evidence: HTTPEvidence) {
        var probe = HTTPProbe(leg: .edge, url: try WebURL(start), userAgent: "t")
        probe.zone = try Hostname("a.test")
        try change(&probe)
        let transport = ScriptedTransport(answers)
        let result = await runHTTP(probe, deadline: .seconds(5), transport: transport, clock: TestClock())
        guard case .http(let evidence) = result.evidence else {
            return (result, transport.asked, HTTPEvidence(exchanges: []))
        }
        return (result, transport.asked, evidence)
    }

    @Test(arguments: [301, 302, 303, 307, 308])
    func redirectStatusesAreFollowed(status: Int) async throws {
        let (result, asked, _) = try await run([
            "https://a.test/": (status, "/next"), "https://a.test/next": (204, nil),
        ])
        #expect(result.outcome == .saw)
        #expect(asked.map(\.url.target) == ["/", "/next"])
    }

    @Test(arguments: [(200, "/next"), (201, "/next"), (300, "/next"), (304, "/next"), (302, nil)])
    func otherAnswersAreTheLastWord(status: Int, location: String?) async throws {
        let (result, asked, evidence) = try await run(["https://a.test/": (status, location)])
        #expect(result.outcome == .saw)
        #expect(asked.count == 1)
        #expect(evidence.stoppedBecause == nil)
    }

    @Test(arguments: ["mailto:a@a.test", "ftp://a.test/", "https://", "https://u:p@a.test/", "//[::g]/"])
    func aLocationThatIsNoWebAddressIsRecorded(location: String) async throws {
        let (result, asked, evidence) = try await run(["https://a.test/": (302, location)])
        #expect(result.outcome == .saw)
        #expect(asked.count == 1)
        #expect(evidence.stoppedBecause == "the redirect does not lead to a web address that can be asked")
    }

    @Test(
        "secrets and bodies go to no other origin",
        arguments: [
            ("https://b.a.test/", 307), ("http://a.test/", 307), ("https://b.a.test/", 302),
            ("https://a.test/next", 303),
        ])
    func secretsStay(location: String, status: Int) async throws {
        let (_, asked, _) = try await run(["https://a.test/": (status, location), location: (200, nil)]) {
            probe in
            probe.method = "PUT"
            probe.body = Array("secret".utf8)
            probe.fields = ["X-Secret", "X-Plain", "Authorization"].map { HTTPField(name: $0, value: "v") }
            probe.secretNames = ["x-secret"]
        }
        let next = try #require(asked.last)
        let isSame = location.hasPrefix("https://a.test/")
        #expect(asked.count == 2 && next.body.isEmpty && next.method == "GET")
        #expect(next.fields.map(\.name) == (isSame ? ["X-Secret", "X-Plain", "Authorization"] : ["X-Plain"]))
    }

    @Test func theLimitCountsRedirectsThatWereFollowed() async throws {
        var answers: [String: (status: Int, location: String?)] = ["https://a.test/": (302, "/1")]
        for hop in 1...9 { answers["https://a.test/\(hop)"] = (302, "/\(hop + 1)") }
        let (result, asked, _) = try await run(answers) { $0.redirectLimit = 3 }
        #expect(asked.count == 4)
        #expect(
            result.outcome == .failed(Failure(.response, .tooManyRedirects, detail: "more than 3 redirects")))
    }

    @Test func exactlyTheLimitIsFine() async throws {
        let (result, asked, _) = try await run([
            "https://a.test/": (302, "/1"), "https://a.test/1": (302, "/2"), "https://a.test/2": (200, nil),
        ]) { $0.redirectLimit = 2 }
        #expect(result.outcome == .saw)
        #expect(asked.count == 3)
    }

    @Test func aLimitOfZeroFollowsNothing() async throws {
        let (result, asked, evidence) = try await run(["https://a.test/": (302, "/1")]) {
            $0.redirectLimit = 0
        }
        #expect(result.outcome == .saw)
        #expect(asked.count == 1)
        #expect(evidence.stoppedBecause == "redirects are not followed")
    }

    @Test func aRedirectToItselfIsALoop() async throws {
        let (result, asked, _) = try await run(["https://a.test/": (302, "#top")])
        #expect(result.outcome.failure?.code == .tooManyRedirects)
        #expect(asked.count == 1)
    }

    @Test func aFormThatLeadsBackToItsOwnPageIsAskedForOnce() async throws {
        let (result, asked, _) = try await run(["https://a.test/": (303, "/")]) {
            $0.method = "POST"
            $0.body = Array("name=value".utf8)
        }
        #expect(asked.map(\.method) == ["POST", "GET"])
        // The page itself leads to itself, and that is a circle.
        #expect(result.outcome.failure?.code == .tooManyRedirects)
    }

    @Test func withoutAZoneOnlyTheNamedHostIsAsked() async throws {
        let (_, asked, evidence) = try await run(["https://a.test/": (302, "https://b.test/")]) {
            $0.zone = nil
        }
        #expect(asked.count == 1)
        #expect(evidence.stoppedBecause == "the redirect leads to another host than the one that was named")
        let (_, askedBelow, _) = try await run(["https://a.test/": (302, "https://www.a.test/")]) {
            $0.zone = nil
        }
        #expect(askedBelow.count == 2)
    }

    @Test(
        "the pin's address holds on the leg; its port only where it can mean the same",
        arguments: [
            ("192.0.2.1", "https://a.test/x", "192.0.2.1"),
            ("192.0.2.1:8443", "https://a.test/x", "192.0.2.1:8443"),
            ("192.0.2.1:8443", "https://www.a.test/", "192.0.2.1:8443"),
            ("192.0.2.1:8443", "http://a.test/x", "192.0.2.1"),
            ("[2001:db8::1]:8443", "http://www.a.test/", "2001:db8::1"),
        ])
    func pins(pin: String, location: String, expected: String) async throws {
        let (_, asked, _) = try await run(["https://a.test/": (302, location)]) { $0.pin = Endpoint(pin) }
        #expect(asked.count == 2)
        #expect(asked.last?.pin == Endpoint(expected))
    }

    @Test func credentialsStayWithTheOriginTheyWereMeantFor() async throws {
        let fields = ["Authorization", "Cookie", "X-Case"].map { HTTPField(name: $0, value: "v") }
        let (_, other, _) = try await run(["https://a.test/": (302, "https://www.a.test/")]) {
            $0.fields = fields
        }
        #expect(other.last?.fields.map(\.name) == ["X-Case"])
        let (_, same, _) = try await run(["https://a.test/": (302, "/x")]) { $0.fields = fields }
        #expect(same.last?.fields == fields)
    }

    @Test(
        "methods change as clients change them",
        arguments: [
            ("POST", 301, "GET"), ("POST", 302, "GET"), ("POST", 303, "GET"), ("POST", 307, "POST"),
            ("POST", 308, "POST"), ("HEAD", 303, "HEAD"), ("PUT", 302, "PUT"), ("PUT", 303, "GET"),
        ])
    func methods(method: String, status: Int, expected: String) async throws {
        let (_, asked, _) = try await run(["https://a.test/": (status, "/x")]) { $0.method = method }
        #expect(asked.last?.method == expected)
    }

    @Test func aFailureAtALaterHopIsTheOutcome() async throws {
        let (result, _, evidence) = try await run(["https://a.test/": (302, "/gone")])
        #expect(result.outcome == .failed(Failure(.resolve, .dnsNoAnswer)))
        #expect(evidence.exchanges.count == 2)
    }

    @Test func noTimeMeansNothingIsAsked() async throws {
        let probe = HTTPProbe(leg: .edge, url: try WebURL("a.test"), userAgent: "t")
        let transport = ScriptedTransport([:])
        let result = await runHTTP(probe, deadline: .zero, transport: transport, clock: TestClock())
        guard case .timedOut = result.outcome else {
            Issue.record("\(result.outcome)")
            return
        }
        #expect(transport.asked.isEmpty)
    }

    @Test func aMutatedLocationNeverLeavesTheWebAndResolvesToItself() throws {
        var random = SplitMix64(seed: 17)
        let base = try WebURL("https://a.test/folder/page?q=1")
        let samples = [
            "https://www.a.test:8443/x?y#z", "../up/./here?q", "//b.test/", "?only", "/a%20b c\u{e9}",
        ]
        for sample in samples {
            for _ in 0..<500 {
                let text = String(decoding: random.mutant(of: Array(sample.utf8)), as: UTF8.self)
                guard let url = base.resolving(location: text) else { continue }
                #expect(url.target.hasPrefix("/"))
                #expect(url.description.utf8.allSatisfy { $0 > 32 && $0 < 127 })
                #expect(base.resolving(location: url.description) == url)
            }
        }
    }
}
