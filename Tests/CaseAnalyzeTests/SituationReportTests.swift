import CaseModel
import CaseReport
import Foundation
import TestSupport
import Testing

@testable import CaseAnalyze
@testable import CaseRedact

/// What a reader sees of each situation.
struct SituationReportTests {
    private func drawn(_ scenario: Scenario) throws -> (text: String, page: String, analysis: Analysis) {
        let evidence = try scenario.evidence()
        let facts = try Scenario.facts.get()
        let analysis = CaseAnalyze.analyze(evidence, facts: facts, now: testNow)
        var context = ReportContext(
            statusPage: "https://www.cloudflarestatus.com/", bundleName: "example.test-20261122T120000Z",
            madeAt: testNow, toolVersion: "0", redactionTotal: 0,
            ledger: Ledger(), files: [], policyLines: [],
            missing: missingItems(evidence.incident.value, TicketEvidence(evidence, facts)))
        context.advice = TicketAdvice(evidence.incident.value, analysis.priority, facts, madeAt: testNow)
        let sealed = Sealed(minting: analysis)
        return (
            caseText(evidence, sealed, context), reportPage(evidence, sealed, context), analysis
        )
    }

    @Test(
        "case.txt is a page to paste, and nothing of the findings is lost on it",
        arguments: Scenario.situations)
    func theText(scenario: Scenario) throws {
        let (text, page, analysis) = try drawn(scenario)
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        #expect(lines.count <= 151)
        // Lines are broken between words.
        let words = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        let lost = analysis.findings.filter { !words.contains($0.title) || !page.contains($0.id) }
        #expect(lost.map(\.id).isEmpty)
        #expect(page.utf8.count < 2_000_000)
    }

    @Test(
        "each page is inert, readable and asks for nothing in a browser, narrow and wide, light and dark",
        .needsBrowser, .timeLimit(.minutes(6)))
    func thePages() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "situations-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        var names: [String] = []
        for (number, scenario) in Scenario.situations.enumerated() {
            let file = folder.appending(path: "\(number).html")
            try drawn(scenario).page.write(to: file, atomically: true, encoding: .utf8)
            names.append(file.path())
        }
        let look = try await Python.look(at: names, in: folder)
        #expect(look.output == "\(names.count) pages, 4 views each, 0 problems\n", "\(look.errors)")
    }
}
