import CaseModel
import JSONBytes
import TestSupport
import Testing

@testable import CaseRedact
@testable import CaseReport

struct HostileTests {
    static let pieces = [
        "<", ">", "&", "\"", "'", "<script>", "</td>", "<!--", "]]>", "&lt;", "javascript:", "\u{1b}[2J",
        "\u{9b}", "\u{7f}",
        "\u{202e}", "\0", "\r\n", "\u{2028}", "é", "🙂", "x", " ", "</style>", "%3c", "`", "=", "/",
    ]

    static func noise(_ generator: inout SplitMix64) -> String {
        (0..<Int.random(in: 1...12, using: &generator)).compactMap { _ in
            pieces.randomElement(using: &generator)
        }.joined()
    }

    @Test func interpolatedTextNeverOpensATag() {
        var generator = SplitMix64(seed: 7)
        for _ in 0..<500 {
            let noise = Self.noise(&generator)
            let html: HTML = "\(noise)"
            #expect(!html.text.contains { "<>\"'".contains($0) })
            #expect(
                !html.text.unicodeScalars.contains { $0.value < 0x20 || (0x7f...0x9f).contains($0.value) })
        }
    }

    @Test(arguments: [
        ("\u{1b}[31mred", "\\x1b[31mred"), ("a\u{9b}b\u{7f}", "a\\x9bb\\x7f"),
        ("one\ntwo\tthree", "one two three"),
        ("nul\0", "nul\\x00"), ("abc\u{202e}txt", "abc\\u{202e}txt"), ("plain é 🙂", "plain é 🙂"), ("", ""),
    ])
    func controlCharactersAreWritten(raw: String, printable: String) {
        #expect(raw.printable == printable)
        #expect(raw.printable.printable == printable)
    }

    /// A case whose every text is noise.
    static func noisyCase(_ generator: inout SplitMix64) throws -> (
        SealedCase, Sealed<Analysis>, ReportContext
    ) {
        var evidence = try Sample.evidence()
        var incident = evidence.incident.value
        incident.summary = noise(&generator)
        incident.actual = noise(&generator)
        incident.steps = [noise(&generator)]
        incident.errorMessages = [noise(&generator)]
        evidence.incident = Sealed(minting: incident)
        evidence.gaps = [Sealed(minting: Gap(subject: noise(&generator), reason: noise(&generator)))]
        var summary = try Sample.har()
        for index in summary.first.indices {
            summary.first[index].url = "https://www.example.com/" + noise(&generator)
            summary.first[index].error = noise(&generator)
            summary.first[index].phasesMS["wait"] = [.nan, .infinity, -1, 1e300].randomElement(
                using: &generator)
        }
        summary.failed = summary.first
        summary.withRay = summary.first
        evidence.hars[0] = SealedInput(file: evidence.hars[0].file, record: Sealed(minting: summary))
        var path = try Sample.pathRecord()
        path.tool = noise(&generator)
        path.hops[0].lossPercent = .nan
        path.hops[1].avgMS = .infinity
        path.hops[2].sent = 0
        path.hops[0].replies[0].name = noise(&generator)
        evidence.pastedPaths = [
            SealedInput(file: try Sample.path("path/pasted-1.txt"), record: Sealed(minting: path))
        ]
        var analysis = try Sample.analysis().value
        analysis.findings[0].title = noise(&generator)
        analysis.findings[0].because[0].file = noise(&generator)
        analysis.timeline[0].says = noise(&generator)
        analysis.timeline[0].at = Timestamp(nanosecondsSinceEpoch: .min + 1_000_000_000)
        analysis.timeline[1].at = Timestamp(nanosecondsSinceEpoch: .max)
        var context = try Sample.context(evidence)
        context.files.append((noise(&generator), .max, noise(&generator)))
        return (evidence, Sealed(minting: analysis), context)
    }

    @Test(arguments: 0..<20)
    func noiseLeavesThePageWellFormed(seed: Int) throws {
        var generator = SplitMix64(seed: UInt64(seed))
        let (evidence, analysis, context) = try Self.noisyCase(&generator)
        let page = reportPage(evidence, analysis, context)
        #expect(PageCheck(page).problems == [])
        #expect(
            !page.unicodeScalars.contains {
                $0 != "\n" && ($0.value < 0x20 || (0x7f...0x9f).contains($0.value))
            })
        let text = caseText(evidence, analysis, context)
        #expect(
            !text.unicodeScalars.contains {
                $0 != "\n" && ($0.value < 0x20 || (0x7f...0x9f).contains($0.value))
            })
    }

    @Test func aHostileAndAnEmptyCaseLookAsTheyDid() throws {
        var generator = SplitMix64(seed: 11)
        let (evidence, analysis, context) = try Self.noisyCase(&generator)
        try golden.expect(reportPage(evidence, analysis, context), is: "report-hostile.html")
        let nothing = try Sample.emptyContext(missing: ["description"])
        try golden.expect(
            reportPage(try Sample.empty(), Sealed(minting: Analysis()), nothing), is: "report-empty.html")
    }

    @Test(arguments: 0..<10)
    func noiseLeavesTheRecordsReadable(seed: Int) throws {
        var generator = SplitMix64(seed: UInt64(seed))
        let (evidence, analysis, _) = try Self.noisyCase(&generator)
        var records = [
            Records.incident(evidence.incident.value), Records.findings(analysis.value),
            Records.timeline(analysis.value),
        ]
        records +=
            evidence.hars.map { Records.har($0.record.value) }
            + evidence.pastedPaths.map { Records.path($0.record.value) }
        for record in records {
            let bytes = record.serialized()
            #expect(try JSONValue(parsing: bytes) == record)
            let text = String(decoding: bytes, as: UTF8.self)
            #expect(!text.unicodeScalars.contains { (0x7f...0x9f).contains($0.value) })
        }
    }
}
