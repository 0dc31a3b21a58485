import CaseModel
import JSONBytes
import TestSupport
import Testing

@testable import CaseRedact
@testable import CaseReport

let golden = Golden("CaseReportTests/Goldens")

struct GoldenTests {
    @Test func caseTextReadsAsItDid() throws {
        let evidence = try Sample.evidence()
        try golden.expect(caseText(evidence, Sample.analysis(), Sample.context(evidence)), is: "case.txt")
    }

    @Test func anEmptyCaseSaysWhatIsNotGiven() throws {
        let evidence = try Sample.empty()
        let context = try Sample.emptyContext(
            missing: missingItems(evidence.incident.value, TicketEvidence()))
        try golden.expect(caseText(evidence, Sealed(minting: Analysis()), context), is: "case-empty.txt")
    }

    @Test func reportPageLooksAsItDid() throws {
        let evidence = try Sample.evidence()
        try golden.expect(
            reportPage(evidence, Sample.analysis(), Sample.context(evidence)), is: "report.html")
    }

    @Test(arguments: ["http-edge-1", "http-origin-2", "dns-a-1", "path-mtr-edge-v4", "path-mtr-edge-v6"])
    func stepRecordKeepsItsShape(id: String) throws {
        let step = try #require(
            try Sample.evidence().steps.first { $0.observation.value.step.id.description == id })
        let record = Records.step(step, vantage: "office-1")
        try golden.expect(String(decoding: record.serialized(), as: UTF8.self), is: "\(id).json")
    }

    @Test func terminalTextsReadAsTheyDid() throws {
        let http = try Sample.evidence().steps.prefix(3).compactMap { step -> String? in
            guard case .http(let http) = step.observation.value.evidence else { return nil }
            return TextRecords.http(http)
        }
        try golden.expect(http.joined(separator: "\n"), is: "http.txt")
        try golden.expect(
            TextRecords.dns(Sample.dns(.a, "104.16.132.229"), server: Endpoint("1.1.1.1")), is: "dns.txt")
        try golden.expect(TextRecords.path(Sample.pathRecord()), is: "path.txt")
        try golden.expect(TextRecords.har(Sample.har()), is: "har.txt")
        try golden.expect(TextRecords.harComparison(Sample.harComparison()), is: "har-diff.txt")
        try golden.expect(TextRecords.log(Sample.log()), is: "log.txt")
    }

    @Test(arguments: ["findings", "timeline", "redactions", "incident", "har", "log"])
    func documentKeepsItsShape(name: String) throws {
        let evidence = try Sample.evidence()
        let record =
            switch name {
            case "findings": Records.findings(try Sample.analysis().value)
            case "timeline": Records.timeline(try Sample.analysis().value)
            case "redactions": Records.redactions(try Sample.context(evidence).ledger)
            case "incident": Records.incident(try Sample.incident())
            case "har": Records.har(try Sample.har())
            default: Records.log(try Sample.log(), window: try Sample.incident().window)
            }
        try golden.expect(String(decoding: record.serialized(), as: UTF8.self), is: "\(name).json")
    }
}

extension Sample {
    /// A case of which nothing is known but the zone.
    static func empty() throws -> SealedCase {
        SealedCase(incident: Sealed(minting: Incident(zone: try Hostname("example.com"), targets: [])))
    }
}
