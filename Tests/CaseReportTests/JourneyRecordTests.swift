import CaseModel
import JSONBytes
import Testing

@testable import CaseReport

struct JourneyRecordTests {
    private static func journey(_ change: (inout Journey) -> Void) -> JSONValue? {
        var journey = Journey(file: "har/har-1.har", entry: 3)
        (journey.ray, journey.host) = (RayID("9f140b785e57c463-FRA"), "www.example.com")
        journey.startedAt = Timestamp(nanosecondsSinceEpoch: 0)
        (journey.status, journey.total) = (522, .milliseconds(162))
        journey.parts = [Journey.Part(.origin, .microseconds(90_500), source: "server-timing")]
        change(&journey)
        var analysis = Analysis()
        analysis.correlation.journeys = [journey]
        (analysis.correlation.journeyCount, analysis.correlation.atOriginOnly) = (7, 399)
        return Records.timeline(analysis)["correlation"]
    }

    @Test func aJourneyHasItsPartsAndWhatTheOriginSaw() throws {
        let record = Self.journey {
            $0.origin = .logged(.init(file: "logs/log-1.log", place: 7, status: 200, at: nil))
            $0.originTook = .seconds(131)
        }
        let text = String(decoding: try #require(record).serialized(pretty: false), as: UTF8.self)
        #expect(
            text
                == #"{"journeys":[{"ray":"9f140b785e57c463","colo":"FRA","host":"www.example.com","#
                + #""started_at":"1970-01-01T00:00:00.000Z","status":522,"total_ms":162,"#
                + #""parts":[{"place":"origin","duration_ms":90.5,"source":"server-timing"}],"#
                + #""origin":{"seen":"logged","file":"logs/log-1.log","line":7,"status":200,"took_ms":131000},"#
                + #""file":"har/har-1.har","index":3}],"journey_count":7,"at_both":0,"at_edge_only":0,"not_covered":0,"#
                + #""at_origin_only":399,"failed_at_origin_only":[]}"#)
    }

    @Test(
        "the origin's side is one of four words",
        arguments: [
            (Journey.Origin.absent, "absent"), (.unknown, "unknown"), (.notAsked, "not_asked"),
        ])
    func words(origin: Journey.Origin, word: String) {
        let record = Self.journey { $0.origin = origin }
        #expect(record?["journeys"]?.array?.first?["origin"]?["seen"]?.string == word)
    }

    @Test func anEventSaysItsClocksSkewAndHowSureItsTimeIs() throws {
        var event = TimelineEvent(
            at: Timestamp(nanosecondsSinceEpoch: 0), source: "log", file: nil, says: "x")
        (event.skew, event.uncertainty) = (.seconds(-7200), .milliseconds(1083))
        var analysis = Analysis()
        analysis.timeline = [event]
        let record = try #require(Records.timeline(analysis)["events"]?.array?.first)
        #expect(record["skew_ms"]?.double == -7_200_000 && record["uncertainty_ms"]?.double == 1083)
        analysis.timeline[0].skew = .zero
        analysis.timeline[0].uncertainty = nil
        let plain = try #require(Records.timeline(analysis)["events"]?.array?.first)
        #expect(plain["skew_ms"] == nil && plain["uncertainty_ms"] == nil)
    }

    @Test func findingsSayWhatToAddAndWhatWasSetAside() throws {
        var finding = Finding(
            id: "edge-524-log-absent", title: "t", attribution: .undetermined, confidence: .possible,
            because: [.init(file: "logs/log-1.log", says: "no line")])
        finding.evidenceToAdd = ["the origin's error log of the window"]
        var analysis = Analysis()
        analysis.findings = [finding]
        analysis.setAside = [SetAside(.earlyHints, 10, file: "logs/log-1.log", says: "look-ups")]
        let record = Records.findings(analysis)
        #expect(
            record["findings"]?.array?.first?["evidence_to_add"]?.array?.compactMap(\.string)
                == finding.evidenceToAdd)
        let aside = try #require(record["set_aside"]?.array?.first)
        #expect(aside["kind"]?.string == "early_hints" && aside["count"]?.int == 10)
    }
}
