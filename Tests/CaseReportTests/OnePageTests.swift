import CaseModel
import TestSupport
import Testing

@testable import CaseRedact
@testable import CaseReport

struct OnePageTests {
    private static func section(_ count: Int, floor: Int, rank: Int) -> PageSection {
        PageSection(
            lines: (0..<count).map { "\(rank)/\($0)" }, floor: floor, rank: rank, rest: "file \(rank)")
    }

    @Test func whatFitsIsNotCut() {
        let fitting = PageFitting(
            [Self.section(3, floor: 1, rank: 0), Self.section(6, floor: 1, rank: 1)], limit: 10)
        #expect(fitting.lines.count == 10 && fitting.leftOut == 0)
        #expect(fitting.lines[3].isEmpty)
    }

    @Test func whatIsCutIsCountedAndSaid() {
        let sections = [
            Self.section(3, floor: 3, rank: 0), Self.section(40, floor: 4, rank: 2),
            Self.section(40, floor: 4, rank: 1),
        ]
        let fitting = PageFitting(sections, limit: 30)
        #expect(fitting.lines.count == 30)
        // 30 lines less the head, two empty lines and the note are 24: 4 for one section, 20 for the one of lower rank.
        #expect(fitting.lines.contains("  … 37 lines more in file 2"))
        #expect(fitting.lines.contains("  … 21 lines more in file 1"))
        #expect(fitting.leftOut == 58)
        #expect(fitting.lines[3] == "This page is cut to 30 lines: 58 are left out, each section says where.")
        let shown = fitting.lines.count { $0.contains("/") }
        #expect(shown + fitting.leftOut == 83)
    }

    @Test("a page never gets longer than it may", arguments: 0..<200)
    func keepsItsLength(seed: Int) {
        var random = SplitMix64(seed: UInt64(seed))
        let sections = (0..<12).map { index in
            Self.section(
                .random(in: 0...60, using: &random), floor: 3, rank: .random(in: 0...5, using: &random))
        }
        let limit = (sections.first { !$0.lines.isEmpty }?.lines.count ?? 0) + 12 * 4
        let fitting = PageFitting(sections, limit: limit)
        #expect(fitting.lines.count <= limit)
        let shown = fitting.lines.count { $0.contains("/") }
        #expect(shown + fitting.leftOut == sections.reduce(0) { $0 + $1.lines.count })
    }

    /// A case of thousands of everything, each text as long as it may get.
    private static func huge() throws -> (SealedCase, Sealed<Analysis>, ReportContext) {
        let long = String(repeating: "very long words that go on and on ", count: 20)
        var evidence = try Sample.evidence()
        var incident = evidence.incident.value
        incident.summary = long
        incident.expected = (0..<300).map { "\($0) \(long)" }.joined(separator: "\n")
        incident.actual = incident.expected
        incident.impact = incident.expected
        incident.steps = (0..<500).map { "\($0) \(long)" }
        incident.errorMessages = (0..<500).map { "\($0)\n\(long)" }
        incident.cc = (0..<500).map { "person\($0) (at) example.com" }
        incident.targets = try (0..<500).map { try WebURL("https://www.example.com/\($0)") }
        evidence.incident = Sealed(minting: incident)
        evidence.steps = (0..<40).flatMap { _ in evidence.steps }
        evidence.hars = (0..<200).flatMap { _ in evidence.hars }
        evidence.logs = (0..<200).flatMap { _ in evidence.logs }
        evidence.gaps = (0..<3000).map { Sealed(minting: Gap(subject: "har-\($0)", reason: long)) }
        evidence.pictures = (0..<300).map {
            Sealed(
                minting: Picture(
                    file: "attachments/attachment-\($0).png", kind: "PNG", size: (1280, 720), caption: long))
        }
        var analysis = try Sample.analysis().value
        var finding = analysis.findings[0]
        finding.title = long
        finding.against = (0..<12).map { .init(file: "http/http-edge-\($0).json", says: long) }
        finding.nextSteps = [long, long]
        analysis.findings = (0..<300).map { _ in finding } + (0..<300).map { _ in analysis.findings[1] }
        var context = try Sample.context(evidence)
        context.files = (0..<3000).map { ("har/har-\($0).har", 12, long) }
        context.missing = TicketItem.allCases.map(\.name)
        return (evidence, Sealed(minting: analysis), context)
    }

    @Test func aCaseOfAnySizeIsOnePageAndSaysWhatWasCut() throws {
        let (evidence, analysis, context) = try Self.huge()
        let text = caseText(evidence, analysis, context)
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
        #expect(lines.count <= 150)
        #expect(lines.contains { $0.hasPrefix("This page is cut to 150 lines: ") })
        for heading in [
            "PRIORITY", "ZONE", "TIME", "WHAT HAPPENS", "RAY IDS", "FINDINGS", "MISSING", "FILES",
            "BEFORE FILING",
        ] {
            #expect(lines.contains { $0.hasPrefix(heading) }, "\(heading)")
        }
        #expect(lines.contains { $0.contains("lines more in findings.json") })
        #expect(lines.filter { $0.count > 100 } == [])
    }

    @Test func aPictureIsShownWithWhatNobodyDidWithIt() throws {
        var evidence = try Sample.evidence()
        evidence.pictures = [
            Sealed(
                minting: Picture(
                    file: "attachments/attachment-1.png", kind: "PNG", size: (1280, 720),
                    caption: "the error page"))
        ]
        let text = try caseText(evidence, Sample.analysis(), Sample.context(evidence))
        let words = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        #expect(
            words.contains(
                "attachments/attachment-1.png, PNG 1280×720: \"the error page\"; metadata removed, not checked for secrets "
                    + "in the picture"))
    }

    @Test func theStatusPageIsSaidToBeUncheckedUnlessItWas() throws {
        let evidence = try Sample.evidence()
        var analysis = try Sample.analysis().value
        let without = try caseText(evidence, Sealed(minting: analysis), Sample.context(evidence))
        #expect(without.contains("status page not checked: https://www.cloudflarestatus.com/"))
        analysis.statusPage = "checked 2026-11-22T10:31:00.000Z: no incident"
        let with = try caseText(evidence, Sealed(minting: analysis), Sample.context(evidence))
        #expect(with.contains("status page checked 2026-11-22T10:31:00.000Z: no incident"))
        #expect(!with.contains("not checked: https"))
    }

    @Test func whatSpeaksAgainstAFindingStandsBeforeWhatSpeaksForIt() throws {
        let evidence = try Sample.evidence()
        let text = try caseText(evidence, Sample.analysis(), Sample.context(evidence))
        let against = try #require(text.firstRange(of: "but: 27 requests"))
        let because = try #require(text.firstRange(of: "because: the edge answered 522"))
        #expect(against.lowerBound < because.lowerBound)
    }
}
