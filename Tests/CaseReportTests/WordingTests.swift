import CaseModel
import Foundation
import Testing

@testable import CaseRedact
@testable import CaseReport

struct WordingTests {
    @Test(
        arguments: [
            (0.0, 1, "0"), (1.25, 1, "1.3"), (-1.2, 1, "-1.2"), (-0.01, 1, "0"), (12.0, 2, "12"),
            (0.05, 2, "0.05"),
            (1e13, 0, "10000000000000"), (.nan, 1, nil), (.infinity, 1, nil), (1e300, 1, nil),
        ] as [(Double, Int, String?)])
    func decimals(value: Double, places: Int, text: String?) {
        #expect(Measure.decimal(value, places: places) == text)
    }

    @Test(
        arguments: [(0.42, "0.4 ms"), (83, "83 ms"), (999, "999 ms"), (19_120, "19.1 s"), (1e9, "1000000 s")]
            as [(Double, String)])
    func durations(value: Double, text: String) { #expect(Measure.milliseconds(value) == text) }

    @Test(arguments: [
        (0, "0 bytes"), (999, "999 bytes"), (1000, "1 KB"), (1_204_331, "1.2 MB"), (999_999, "1 MB"),
        (3_000_000_000, "3 GB"), (-5, "-5 bytes"),
    ])
    func sizes(value: Int, text: String) { #expect(Measure.bytes(value) == text) }

    @Test(arguments: [
        (0, "0"), (999, "999"), (1843, "1 843"), (9_201_334, "9 201 334"), (-1843, "-1 843"),
        (Int.min, "-9 223 372 036 854 775 808"),
    ])
    func counts(value: Int, text: String) { #expect(Measure.count(value) == text) }

    @Test func nothingIsMissingWhenAllWasSaid() throws {
        var incident = try Sample.incident()
        incident.steps = ["open the page"]
        #expect(missingItems(incident, .whole) == [])
    }

    @Test func whatWasNotSaidIsNamedInTheTicketsOrder() throws {
        let bare = try Sample.empty().incident.value
        #expect(
            missingItems(bare, TicketEvidence()) == [
                "description", "time window (UTC)", "zone ID", "frequency", "steps to reproduce",
                "expected result",
                "actual result", "example URLs", "exact error messages", "HAR file", "screenshot",
                "origin server logs", "output of test tools", "priority",
                "impact",
            ])
    }

    @Test func blankWordsAreNoWords() throws {
        var incident = try Sample.incident()
        incident.steps = [" ", "\n"]
        incident.impact = "  "
        var noPicture = TicketEvidence.whole
        noPicture.screenshots = 0
        #expect(
            missingItems(incident, noPicture) == [
                "steps to reproduce", "screenshot", "impact",
            ])
    }

    @Test func linesOfTheCaseFitAHundredColumns() throws {
        let evidence = try Sample.evidence()
        let text = try caseText(evidence, Sample.analysis(), Sample.context(evidence))
        #expect(text.split(separator: "\n").filter { $0.count > 100 } == [])
        #expect((60...150).contains(text.split(separator: "\n", omittingEmptySubsequences: false).count))
    }

    @Test func theHeadNamesTheGapsAndTheRestStandsInTheFormsOrder() throws {
        let evidence = try Sample.evidence()
        let text = try caseText(evidence, Sample.analysis(), Sample.context(evidence))
        let order = [
            "PRIORITY", "ZONE", "TIME", "WHAT HAPPENS", "  Steps", "  Expected", "  Actual", "  URLs",
            "  Errors",
            "RAY IDS", "FINDINGS", "CHECKED", "MISSING", "EDGE AND", "DNS", "PATH", "FILES", "REDACTION",
        ]
        let places = try order.map { try #require(text.firstRange(of: "\n\($0)"), "\($0)").lowerBound }
        #expect(places == places.sorted())
        let head = try #require(text.components(separatedBy: "\n\n").first)
        #expect(head.contains("Not gathered: path-mtr-edge-v6 (see MISSING)"))
        #expect(head.contains("Not given: steps to reproduce, screenshot (see MISSING)"))
    }

    @Test(arguments: [
        ([4, 16, 41, 42, 100, 120], ["dns 4", "connect 12", "tls 25", "send 1", "wait 58", "receive 20"]),
        ([0, 10, 9, 12, 30, 30], ["dns 0", "connect 10", "tls 0", "send 2", "wait 18", "receive 0"]),
    ])
    func phasesAreWhatLiesBetweenTheEnds(ends: [Int], phases: [String]) {
        let found = Phase.phases(Sample.timings(ends)).map { "\($0.name) \(Int($0.length))" }
        #expect(found == phases)
    }

    @Test func aTransferThatDiedWaitingShowsTheWait() {
        var timings = HTTPTimings()
        timings.connect = .milliseconds(10)
        timings.total = .milliseconds(5000)
        #expect(Phase.phases(timings).map(\.name) == ["connect", "wait"])
    }

    @Test(arguments: [1, 0.004, 83, 19_131, 3_600_000, 0, -1, .nan, .infinity] as [Double])
    func anAxisHasFewTicks(span: Double) {
        let ticks = Chart.ticks(span)
        #expect(ticks.count <= 7)
        #expect(ticks.allSatisfy { $0 <= span })
        #expect(span > 0 && span.isFinite ? ticks.count >= 2 : ticks.isEmpty)
    }
}

extension TicketEvidence {
    /// Everything a ticket may have.
    static var whole: TicketEvidence {
        var evidence = TicketEvidence()
        (evidence.hars, evidence.logs, evidence.screenshots) = (1, 1, 1)
        evidence.hasTestTools = true
        return evidence
    }
}
