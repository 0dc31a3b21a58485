import CaseModel
import TestSupport
import Testing

@testable import CaseRedact

struct RecordTests {
    private func url(_ text: String) throws -> WebURL { try WebURL(text) }

    private func observation(_ exchange: HTTPExchange) throws -> Observation {
        let probe = HTTPProbe(leg: .edge, url: exchange.url, userAgent: "casefile/1.0")
        return Observation(
            step: Step(id: "http-edge-1", action: .http(probe), deadline: .seconds(30)),
            outcome: .failed(Failure(.request, .unclassified, detail: "curl 56: token=abcdef123456")),
            startedAt: Timestamp(nanosecondsSinceEpoch: 0), duration: .seconds(1),
            command: "curl -H 'Cookie: a=b' '\(exchange.url)'",
            evidence: .http(HTTPEvidence(exchanges: [exchange])))
    }

    @Test func anExchangeLosesSecretsInEveryPlace() throws {
        var exchange = HTTPExchange(
            url: try url("https://www.example.com/cb?code=c0deC0de&page=2"),
            startedAt: Timestamp(nanosecondsSinceEpoch: 0))
        exchange.remote = Endpoint("104.16.132.229:443")
        exchange.requestFields = [HTTPField(name: "Authorization", value: "Bearer sEcr3tOne")]
        exchange.fields = [
            HTTPField(name: "Set-Cookie", value: "sid=sEcr3tTwo; Path=/"),
            HTTPField(name: "cf-ray", value: "9f140b785e57c458-FRA"),
            HTTPField(name: "Content-Type", value: "text/plain"),
            HTTPField(name: "X-Api-Key", value: "sEcr3tThree"),
        ]
        exchange.body.bytes = bytes("fl=80f417\nip=203.0.113.9\nvia=104.16.132.229\n")
        exchange.body.length = 44
        exchange.verbose =
            "* Connected to 104.16.132.229\n> Authorization: Bearer sEcr3tOne\r\n< Set-Cookie: sid=sEcr3tTwo; Path=/\r\n"
        var redactor = makeRedactor()
        let sealed = redactor.seal(try observation(exchange), in: somewhere).value
        let dump = String(reflecting: sealed)
        for secret in [
            "c0deC0de", "sEcr3tOne", "sEcr3tTwo", "sEcr3tThree", "203.0.113.9", "abcdef123456", "a=b",
        ] {
            #expect(!dump.contains(secret))
        }
        let evidence = try sealed.evidence.http
        let clean = try #require(evidence.exchanges.first)
        #expect(clean.url.host == exchange.url.host)
        #expect(outline(clean.url.target) == "/cb?code=<query>&page=2")
        #expect(clean.ray == exchange.ray)
        #expect(outline(text(clean.body.bytes)) == "fl=80f417\nip=<visitor-address>\nvia=104.16.132.229\n")
        #expect(clean.body.length == 44)
        #expect(clean.verbose.contains("Connected to 104.16.132.229"))
    }

    @Test(
        "a body that is no text leaves its length only", arguments: ["image/png", "application/octet-stream"])
    func binaryBody(type: String) throws {
        var exchange = HTTPExchange(
            url: try url("https://e.com/"), startedAt: Timestamp(nanosecondsSinceEpoch: 0))
        exchange.fields = [HTTPField(name: "content-type", value: type)]
        exchange.body.bytes = [1, 2, 3]
        exchange.body.length = 3
        var redactor = makeRedactor()
        let evidence = try redactor.seal(try observation(exchange), in: somewhere).value.evidence.http
        #expect(evidence.exchanges.first?.body.bytes == [])
        #expect(evidence.exchanges.first?.body.length == 3)
    }

    @Test func addressesOfAPathStayAndSecretsInTextsGo() throws {
        var path = PathRecord(tool: "mtr")
        var hop = PathRecord.Hop(ttl: 1)
        hop.replies = [PathRecord.Reply(address: IPAddress("203.0.113.9"), name: "gw.example.net")]
        path.hops = [hop]
        path.target = "203.0.113.9"
        var redactor = makeRedactor()
        #expect(redactor.seal(path, in: somewhere).value == path)
        #expect(
            outline(
                redactor.seal(Gap(subject: "har-1", reason: "jo@example.com"), in: somewhere).value.reason)
                == "<email>")
    }

    @Test func anIncidentIsCleanedInEveryText() throws {
        var incident = Incident(
            zone: try Hostname("example.com"), targets: [try url("https://example.com/?token=t0kenT0ken")])
        incident.summary = "jo@example.com cannot log in"
        incident.steps = ["curl -H 'X-Api-Key: k3yK3y' https://example.com"]
        incident.errorMessages = ["Error 522 Ray ID: 9f140b785e57c458"]
        incident.cc = ["boss@example.com"]
        incident.actual = "client 203.0.113.9"
        var redactor = makeRedactor()
        let sealed = redactor.seal(incident, in: somewhere).value
        let dump = String(reflecting: sealed)
        for secret in ["t0kenT0ken", "jo@", "k3yK3y", "boss@", "203.0.113.9"] {
            #expect(!dump.contains(secret))
        }
        #expect(sealed.errorMessages == incident.errorMessages)
    }

    @Test func summariesOfHARAndLogAreCleaned() throws {
        var entry = HAREntry(index: 0, method: "GET", url: "https://e.com/?token=t0kenT0ken")
        entry.serverAddress = "203.0.113.34"
        var summary = HARSummary()
        summary.failed = [entry]
        summary.hostCounts = ["e.com": 2]
        var line = LogLine(number: 1)
        line.client = "203.0.113.9"
        line.target = "/a?q=blue"
        var log = LogEvidence(summary: LogSummary())
        log.matches = [line]
        var redactor = makeRedactor()
        let har = redactor.seal(summary, in: somewhere).value
        #expect(har.failed.first.map { outline($0.url) } == "https://e.com/?token=<secret>")
        #expect(har.failed.first?.serverAddress == "203.0.113.34")
        #expect(har.hostCounts == ["e.com": 2])
        let sealed = redactor.seal(log, in: somewhere).value
        #expect(sealed.matches.first?.client.map(outline) == "<visitor-address>")
        #expect(sealed.matches.first?.target.map(outline) == "/a?q=<query>")
    }

    @Test func conclusionsAreCleaned() {
        var analysis = Analysis()
        analysis.findings = [
            Finding(
                id: "x", title: "jo@example.com", attribution: .origin, confidence: .high,
                because: [Finding.Citation(file: "a.txt", says: "Cookie: a=b at 203.0.113.34")])
        ]
        var redactor = makeRedactor()
        let sealed = redactor.seal(analysis, in: somewhere).value
        #expect(sealed.findings.first.map { outline($0.title) } == "<email>")
        #expect(sealed.findings.first?.because.first.map { outline($0.says) } == "Cookie: a=<cookie>")
    }
}
