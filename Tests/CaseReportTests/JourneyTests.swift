import CaseModel
import Testing

@testable import CaseRedact
@testable import CaseReport

/// The way of a request from the asker over the edge to the origin, as the page shows it.
struct JourneyTests {
    private static func row(edge: Int?, origin: Int?, _ change: (inout Journey) -> Void = { _ in })
        -> JourneyRow
    {
        var journey = Journey(file: "har/har-1.har", entry: 3)
        journey.ray = RayID("9f140b785e57c463-FRA")
        journey.status = edge
        if let origin {
            journey.origin = .logged(RayJoin.Seen(file: "logs/log-1.log", place: 8, status: origin, at: nil))
        }
        change(&journey)
        return JourneyRow(journey)
    }

    @Test(
        "a contradiction is a failure on one side alone",
        arguments: [
            (522, 200, true), (200, 502, true), (522, 502, false), (200, 304, false), (404, 200, false),
        ])
    func contradiction(edge: Int, origin: Int, expected: Bool) {
        #expect(Self.row(edge: edge, origin: origin).contradicts == expected)
    }

    @Test func theTimesOfThePartsAddUp() {
        let row = Self.row(edge: 200, origin: 200) {
            $0.parts = [
                .init(.before, .milliseconds(5), source: "har"),
                .init(.wait, .milliseconds(20), source: "har"),
                .init(.edge, .milliseconds(10), source: "server-timing"),
                .init(.origin, .milliseconds(70), source: "log"),
                .init(.receive, .milliseconds(3), source: "har"),
            ]
        }
        #expect(
            row.wait == 100 && row.edgeMS == 30 && row.originMS == 70 && row.before == 5 && row.receive == 3)
    }

    @Test func aLogThatTookLongerThanTheWaitGivesNoTimeOfTheEdge() {
        let row = Self.row(edge: 200, origin: 200) {
            $0.parts = [.init(.wait, .milliseconds(20), source: "har")]
            $0.originTook = .seconds(9)
        }
        #expect(row.originMS == 9000 && row.edgeMS == nil)
    }

    @Test func whatIsMostTellingComesFirst() throws {
        var evidence = try Sample.evidence()
        evidence.steps = []
        var analysis = Analysis()
        analysis.correlation.journeys = [
            Self.row(edge: 200, origin: nil).journey, Self.row(edge: 200, origin: 200).journey,
            Self.row(edge: 522, origin: nil).journey,
            Self.row(edge: 522, origin: nil) { $0.origin = .absent }.journey,
            Self.row(edge: 522, origin: 200).journey,
        ]
        let words = JourneyRow.rows(evidence, analysis).map { "\($0.journey.status ?? 0) \($0.originWords)" }
        #expect(
            words == [
                "522 line 8: 200", "522 no line in its log", "522 no log to say", "200 line 8: 200",
                "200 no log to say",
            ])
    }

    @Test func theSummaryCountsBothDirections() {
        var correlation = Correlation()
        (correlation.journeyCount, correlation.atBoth, correlation.atEdgeOnly) = (9, 4, 3)
        (correlation.notCovered, correlation.atOriginOnly) = (1, 399)
        let sentences = JourneySummary(correlation, [Self.row(edge: 522, origin: 200)]).sentences
        #expect(
            sentences.first
                == "1 of the 1 listed (of 9 requests): the origin logged another outcome than the edge gave.")
        #expect(sentences.contains("4 of 9 requests: seen by the edge and in the origin's log."))
        #expect(
            sentences.last?.hasPrefix("399 lines of the origin's logs have a Ray ID that neither") == true)
    }
}
