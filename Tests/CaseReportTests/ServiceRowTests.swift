import CaseModel
import Testing

@testable import CaseRedact
@testable import CaseReport

/// What the status page and the API said, in words.
struct ServiceRowTests {
    private static func step(_ id: StepID, _ record: ServiceRecord) throws -> SealedStep {
        var leg = HTTPProbe.Leg.api
        if case .status = record { leg = .status }
        let probe = HTTPProbe(
            leg: leg, url: try WebURL("https://service.example.net/"), userAgent: "casefile")
        var step = try Sample.step(id, .http(probe), .saw, .none)
        step.service = Sealed(minting: record)
        return step
    }

    private static func api(_ items: [[String: String]]) -> ServiceRecord {
        var answer = APIAnswer(success: true)
        answer.items = items
        return .api(answer)
    }

    private static func evidence() throws -> SealedCase {
        var report = StatusReport()
        report.indicator = "minor"
        report.componentCount = 340
        report.degraded = [.init(name: "Frankfurt, Germany - (FRA)", status: "partial_outage")]
        var refused = APIAnswer(success: false)
        refused.errors = [.init(code: 9109, message: "no")]
        var evidence = try Sample.evidence()
        evidence.steps = [
            try step("status-summary", .status(report)),
            try step(
                "api-zone",
                api([["name": "example.com", "status": "active", "plan.name": "Business", "paused": "false"]])
            ),
            try step("api-setting-ssl", api([["id": "ssl", "value": "strict"]])),
            try step("api-records-1", api([["type": "A", "name": "www.example.com", "proxied": "true"]])),
            try step("api-dnssec", .api(refused)),
        ]
        return evidence
    }

    @Test func eachAnswerIsALine() throws {
        let rows = ServiceRow.rows(try Self.evidence()).map { "\($0.subject): \($0.says)" }
        #expect(
            rows == [
                "status page, summary: indicator minor, 1 of 340 components not in order, 0 events",
                "zone: example.com active Business", "ssl: strict", "records-1: A www.example.com proxied",
                "dnssec: refused (9109)",
            ])
    }

    @Test func thePageAndTheTextSayThem() throws {
        let evidence = try Self.evidence()
        var analysis = try Sample.analysis().value
        analysis.statusPage = "checked 2026-11-22T10:31:00.000Z: nothing"
        let context = try Sample.context(evidence)
        let page = reportPage(evidence, Sealed(minting: analysis), context)
        #expect(page.contains("<section id=\"services\">") && page.contains("refused (9109)"))
        #expect(page.contains("Status page checked 2026-11-22T10:31:00.000Z: nothing."))
        let text = caseText(evidence, Sealed(minting: analysis), context)
        #expect(text.contains("By the API") && text.contains("ssl: strict"))
    }
}
