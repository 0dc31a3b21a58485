import CaseModel
import JSONBytes
import TestSupport
import Testing

@testable import CaseRedact
@testable import CaseReport

/// The report as JSON and as text says what the page says.
struct ReportTextTests {
    /// The bundle's records, as the corridor would write them.
    static func bundle(_ evidence: SealedCase, _ analysis: Sealed<Analysis>) throws -> BundleRecords {
        let context = try Sample.context(evidence)
        var documents: [String: JSONValue] = [
            "findings.json": Records.findings(analysis.value),
            "timeline.json": Records.timeline(analysis.value),
            "redactions.json": Records.redactions(context.ledger),
        ]
        for step in evidence.steps {
            let file = try #require(step.files.last)
            documents[file.description] = Records.step(step, vantage: "office-1")
        }
        for har in evidence.hars { documents["har/har-1-summary.json"] = Records.har(har.record.value) }
        for log in evidence.logs { documents["logs/log-1-summary.json"] = Records.log(log.record.value) }
        let files = context.files.filter { $0.path != "manifest.json" }.map { file in
            JSONValue(members: [
                "path": .string(file.path), "bytes": .int(file.byteCount),
                "sha256": .string(String(repeating: "0", count: 64)), "media_type": "text/plain",
                "redactions": 0,
            ])
        }
        let manifest = JSONValue(members: [
            "format": "casefile-bundle/1", "made_at": .string(context.madeAt.description),
            "tool": JSONValue(members: ["name": "casefile", "version": "0.1.0"]),
            "case": Records.incident(evidence.incident.value), "vantage": "office-1",
            "missing": .array(context.missing.map { .string($0) }),
            "gaps": .array(evidence.gaps.map { Records.gap($0.value) }), "data_editions": .array([]),
            "steps": .array(evidence.steps.map { Records.stepIndexEntry($0, vantage: "office-1") }),
            "files": .array(files),
        ])
        return BundleRecords(
            root: context.bundleName, manifest: manifest, documents: documents, unread: [])
    }

    static func page(_ evidence: SealedCase, _ analysis: Sealed<Analysis>) throws -> ReportPage {
        ReportPage(
            evidence: evidence, incident: evidence.incident.value, analysis: analysis.value,
            context: try Sample.context(evidence))
    }

    @Test func theReportReadsAsItDid() throws {
        let (evidence, analysis) = try Sample.rich()
        let bundle = try Self.bundle(evidence, analysis)
        let report = Records.report(bundle)
        try golden.expect(String(decoding: report.serialized(), as: UTF8.self), is: "report.json")
        try golden.expect(String(decoding: bundle.manifest.serialized(), as: UTF8.self), is: "manifest.json")
        try golden.expect(TextRecords.report(report), is: "report.txt")
        try golden.expect(try Self.page(evidence, analysis).document.text, is: "report-rich.html")
    }

    @Test func theTextHasThePagesSectionsInThePagesOrder() throws {
        let (evidence, analysis) = try Sample.rich()
        let titles = try Self.page(evidence, analysis).sections.filter { !$0.body.text.isEmpty }.map(\.title)
        let text = TextRecords.report(Records.report(try Self.bundle(evidence, analysis)))
        let lines = Set(titles)
        #expect(text.split(separator: "\n").map(String.init).filter(lines.contains) == titles)
    }

    @Test func whatThePageSaysTheTextSays() throws {
        let (evidence, analysis) = try Sample.rich()
        // Lines are broken between words.
        let text = TextRecords.report(Records.report(try Self.bundle(evidence, analysis)))
            .split(whereSeparator: \.isWhitespace).joined(separator: " ")
        var facts = analysis.value.findings.flatMap { finding in
            [finding.title, finding.id] + finding.because.map(\.says) + finding.against.map(\.says)
                + finding.nextSteps
        }
        facts +=
            analysis.value.timeline.map(\.says)
            + evidence.steps.prefix(3).map { $0.observation.value.step.id.description }
        facts += JourneyRow.rows(evidence, analysis.value).compactMap(\.journey.ray?.hex)
        facts += ["bogus", "502", "edge-gw.example.net", "upstream timed out", "visitor-address"]
        for fact in facts {
            let words = fact.split(whereSeparator: \.isWhitespace).joined(separator: " ")
            #expect(text.contains(words), "\(fact)")
        }
    }

    @Test func aBundleOfSomebodyElseCannotBreakIt() throws {
        let odd: [JSONValue] = [.null, .int(3), "x", .array([.null, "\u{1b}[2J", .array([])]), .object([])]
        for value in odd {
            let names = [
                "case", "missing", "gaps", "steps", "files", "made_at", "tool", "vantage", "data_editions",
            ]
            let manifest = JSONValue.object(names.map { JSONValue.Member($0, value) })
            let documents = [
                "findings.json": JSONValue(members: ["findings": value]),
                "timeline.json": JSONValue(members: [
                    "events": value, "correlation": value, "ray_joins": value,
                ]),
                "redactions.json": value, "har/x.json": value, "logs/y.json": value, "path/z.json": value,
            ]
            let report = Records.report(
                BundleRecords(root: "b", manifest: manifest, documents: documents, unread: ["dns/a.json"]))
            let text = TextRecords.report(report)
            #expect(!text.unicodeScalars.contains { $0 != "\n" && $0.value < 0x20 })
            #expect(report["notices"]?.array?.count == 1)
        }
    }
}
