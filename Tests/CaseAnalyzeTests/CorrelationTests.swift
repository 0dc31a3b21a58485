import CaseFacts
import CaseModel
import Testing

@testable import CaseAnalyze
@testable import CaseRedact

struct CorrelationTests {
    private static func correlation(
        _ hars: [SealedInput<HARSummary>] = [], _ logs: [SealedInput<LogEvidence>] = [],
        steps: [SealedStep] = []
    ) throws -> Correlation {
        try Scenario("", steps: { steps }, hars: { hars }, logs: { logs }).analysis().correlation
    }

    @Test func aJourneySaysWhereTheTimeWent() throws {
        let entry = ReadEvidence.entry(
            200, ray: ray, wait: 140,
            fields: [("server-timing", "cfCacheStatus;desc=\"MISS\", cfEdge;dur=12, cfOrigin;dur=90")])
        let journey = try #require(try Self.correlation([ReadEvidence.har([entry])]).journeys.first)
        #expect(journey.ray?.colo == "FRA" && journey.entry == 0 && journey.host == "www.example.com")
        #expect(
            journey.parts == [
                Journey.Part(.before, .milliseconds(21), source: "har"),
                Journey.Part(.wait, .milliseconds(38), source: "har"),
                Journey.Part(.edge, .milliseconds(12), source: "server-timing"),
                Journey.Part(.origin, .milliseconds(90), source: "server-timing"),
                Journey.Part(.receive, .milliseconds(1), source: "har"),
            ])
        #expect(journey.total == .milliseconds(162) && journey.origin == .unknown)
    }

    @Test func theOriginsLogSaysWhatTheEdgeDoesNot() throws {
        let journeys = try Self.correlation(
            [har([entry(3, 200, ray: ray) { $0.phasesMS = ["wait": 100] }])],
            [log(matches: [line(7, 200, ray: ray, second: 1, took: 60)])]
        ).journeys
        let journey = try #require(journeys.first)
        guard case .logged(let seen) = journey.origin else {
            Issue.record("\(journey.origin)")
            return
        }
        #expect(seen.place == 7 && seen.status == 200 && journey.originTook == .milliseconds(60))
        #expect(
            journey.parts == [
                Journey.Part(.wait, .milliseconds(40), source: "har"),
                Journey.Part(.origin, .milliseconds(60), source: "log"),
            ])
    }

    @Test func anOriginThatSaysItTookLongerThanTheBrowserWaitedLeavesNothing() throws {
        let journeys = try Self.correlation(
            [har([entry(3, 200, ray: ray) { $0.phasesMS = ["wait": 50] }])],
            [log(matches: [line(7, 200, ray: ray, took: 60)])]
        ).journeys
        #expect(journeys.first?.parts.first == Journey.Part(.wait, .zero, source: "har"))
    }

    @Test(
        "what the origin saw of a request is known, absent, not asked or unknown",
        arguments: [
            (ray, nil, 0, "absent"), (ray, "HIT", 0, "notAsked"), (ray, nil, 7200, "unknown"),
            (otherRay, nil, 0, "logged"), (nil, nil, 0, "unknown"),
        ] as [(String?, String?, Int, String)])
    func originSide(seen: String?, cache: String?, second: Int, expected: String) throws {
        let correlation = try Self.correlation(
            [har([entry(0, 502, ray: seen, second: second) { $0.cacheStatus = cache }])],
            [log(matches: [line(7, 200, ray: otherRay)])])
        let origin = try #require(correlation.journeys.first).origin
        #expect("\(origin)".hasPrefix(expected))
        #expect(correlation.atBoth == (expected == "logged" ? 1 : 0))
        #expect(correlation.atEdgeOnly == (expected == "absent" ? 1 : 0))
        #expect(correlation.notCovered == (expected == "unknown" && seen != nil ? 1 : 0))
    }

    @Test func linesWithRaysNobodyElseHasAreCounted() throws {
        let correlation = try Self.correlation(
            [har([entry(0, 502, ray: ray)])],
            [
                log(
                    matches: [line(7, 502, ray: ray)],
                    failures: [line(7, 502, ray: ray), line(9, 502, ray: "aaaaaaaaaaaaaaaa")]
                ) { $0.summary.rayIDLines = 400 }
            ])
        #expect(correlation.atOriginOnly == 399)
        #expect(correlation.failedAtOriginOnly.map(\.place) == [9])
    }

    @Test func failingRequestsStandFirstAndTheListIsBounded() throws {
        let correlation = try Self.correlation([
            har((0..<300).map { entry($0, $0 == 299 ? 522 : 200, ray: ray, second: $0) })
        ])
        #expect(correlation.journeys.count == 200 && correlation.journeyCount == 300)
        #expect(correlation.journeys.first?.status == 522)
        #expect(correlation.journeys.dropFirst().map(\.entry) == (0..<199).map { $0 })
    }

    @Test func aLogWhoseZoneWasOnlyAssumedCoversNothing() throws {
        let correlation = try Self.correlation(
            [har([entry(0, 502, ray: ray)])], [log { $0.summary.zoneSource = .assumed }])
        #expect(correlation.atEdgeOnly == 0 && correlation.notCovered == 1)
    }

    @Test func aSkewIsTakenOffBeforeCoverageIsJudged() throws {
        // The origin's clock is two hours slow, and so is its log.
        let steps = [
            try web(.edge, 200, ray: otherRay),
            try web(.origin, 200) { $0.fields = [("Date", "Sun, 22 Nov 2026 08:30:00 GMT")] },
        ]
        let slow = log {
            $0.summary.firstAt = instant("2026-11-22T08:00Z")
            $0.summary.lastAt = instant("2026-11-22T09:00Z")
        }
        let journey = try Self.correlation([har([entry(0, 502, ray: ray)])], [slow], steps: steps).journeys
            .first
        #expect(journey?.origin == .absent)
        #expect(try Self.correlation([har([entry(0, 502, ray: ray)])], [slow]).atEdgeOnly == 0)
    }

    @Test func noiseIsCountedByKindAndFile() throws {
        let analysis = try Scenario(
            "",
            hars: {
                [
                    har([
                        entry(0, nil) { $0.error = "net::ERR_ABORTED" },
                        entry(1, 503) { $0.resourceType = "prefetch" },
                        entry(2, 503) { $0.resourceType = "document" },
                        entry(3, nil, host: "ads.example.net") { $0.error = "net::ERR_ABORTED" },
                    ])
                ]
            },
            logs: {
                [
                    log(
                        failures: [line(1, 503, agent: "kube-probe/1.31"), line(2, 503, agent: "Firefox")],
                        statuses: [200: 5, 499: 4]
                    ) { $0.innerTimeouts = 2 }
                ]
            }
        ).analysis()
        #expect(
            analysis.setAside.map { "\($0.kind.rawValue) \($0.count) \($0.file)" } == [
                "abandoned 4 logs/log-1.log", "early_hints 2 logs/log-1.log", "prefetch 1 har/har-1.har",
                "browser 1 har/har-1.har", "monitoring 1 logs/log-1.log",
            ])
        let failures = try #require(analysis.findings.first { $0.id == "har-failures" })
        #expect(failures.title.hasPrefix("1 of 4 requests"))
    }

    @Test func asksForWhatTheCaseHasNot() throws {
        func asked(_ logs: [SealedInput<LogEvidence>]) throws -> [String] {
            let finding = try Scenario(
                "", steps: { [try web(.edge, 524, ray: ray), try web(.origin, 200)] }, logs: { logs }
            ).analysis().findings.first { $0.id == "edge-524-origin-answers" }
            return try #require(finding).evidenceToAdd
        }
        let without = try asked([])
        let with = try asked([log()])
        #expect(without.contains("the origin's access log around that time"))
        #expect(!with.contains("the origin's access log around that time"))
        #expect(with.contains("a filtered packet capture at the origin"))
    }
}
