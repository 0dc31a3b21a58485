import CaseFacts
import CaseModel
import Testing

@testable import CaseAnalyze
@testable import CaseRedact

struct TimelineTests {
    @Test func eventsOfAllSourcesStandInOrderOfTime() throws {
        let scenario = Scenario(
            "", window: ("2026-11-22T10:00Z", "2026-11-22T10:29Z"),
            steps: { [try web(.edge, 522, ray: ray)] },
            hars: { [har([entry(4, 522, ray: ray), entry(5, 200)])] },
            logs: { [log(failures: [line(9, 499, second: -60)])] })
        let timeline = try scenario.analysis().timeline
        #expect(timeline.map(\.source) == ["user", "log", "har", "user", "probe"])
        #expect(timeline.first?.says == "the window begins")
        #expect(timeline.last?.says == "http-edge-1: the edge answered 522 after 83 ms, Ray \(ray)")
        #expect(timeline.last?.file == "http/http-edge-1.json")
    }

    @Test func aLogsEventsSayHowItsZoneIsKnown() throws {
        let scenario = Scenario(
            "",
            logs: {
                let sealed = log(failures: [line(9, 502)])
                var evidence = sealed.record.value
                evidence.summary.zoneSource = .assumed
                return [SealedInput(file: sealed.file, record: Sealed(minting: evidence))]
            })
        #expect(try scenario.analysis().timeline.map(\.zoneSource) == [.assumed])
    }

    @Test(
        "a timeline ends at 500 events, shared by HAR and log, and keeps the probes",
        arguments: [(5000, 200, 299, 200), (5000, 0, 499, 0), (100, 5000, 100, 399), (5000, 5000, 249, 250)])
    func caps(entries: Int, lines: Int, harEvents: Int, logEvents: Int) throws {
        let scenario = Scenario(
            "", steps: { [try web(.edge, 522, ray: ray)] },
            hars: { [har((0..<entries).map { entry($0, 502, second: $0) })] },
            logs: { [log(failures: (0..<lines).map { line($0 + 1, 502, second: $0) })] })
        let timeline = try scenario.analysis().timeline
        #expect(timeline.count { $0.source == "har" } == harEvents)
        #expect(timeline.count { $0.source == "log" } == logEvents)
        #expect(timeline.count { $0.source == "probe" } == 1)
        #expect(timeline.map(\.at) == timeline.map(\.at).sorted())
    }

    @Test func anEventSaysHowFarItsClockIsOffAndHowSureThatIs() throws {
        // The origin's clock is two hours slow; its log has whole seconds.
        let scenario = Scenario(
            "",
            steps: {
                [
                    try web(.edge, 200, ray: otherRay),
                    try web(.origin, 502) { $0.fields = [("Date", "Sun, 22 Nov 2026 08:30:00 GMT")] },
                ]
            }, hars: { [har([entry(0, 502, ray: ray)])] },
            logs: { [log(failures: [line(9, 502, second: -7200)])] })
        let timeline = try scenario.analysis().timeline
        let logged = try #require(timeline.first { $0.source == "log" })
        #expect(logged.at == instant("2026-11-22T08:20:00Z"), "the text stays as it is")
        #expect(
            (logged.instant.nanosecondsSinceEpoch - instant("2026-11-22T10:20:00Z").nanosecondsSinceEpoch)
                .magnitude < 2_000_000_000)
        // Each reading of a clock is good to a second and the request's time, and the line to another second.
        let uncertainty = try #require(logged.uncertainty)
        #expect(uncertainty > .seconds(3) && uncertainty < .seconds(4))
        #expect(
            timeline.map(\.source) == ["har", "log", "probe", "probe"]
                || timeline.map(\.source) == ["log", "har", "probe", "probe"])
        #expect(
            timeline.first { $0.source == "har" }?.uncertainty == nil, "nothing tells of the browser's clock")
        #expect(
            timeline.filter { $0.source == "probe" }.allSatisfy { $0.uncertainty != nil && $0.skew == .zero })
    }

    @Test func nothingIsSureWithoutAReadingOrWithAnAssumedZone() throws {
        let quiet = Scenario("", logs: { [log(failures: [line(9, 502)])] })
        #expect(try quiet.analysis().timeline.map(\.uncertainty) == [nil])
        let assumed = Scenario(
            "", steps: { [try web(.edge, 200, ray: ray), try web(.origin, 200)] },
            logs: { [log(failures: [line(9, 502)]) { $0.summary.zoneSource = .assumed }] })
        #expect(try assumed.analysis().timeline.first { $0.source == "log" }?.uncertainty == nil)
    }

    @Test func somebodyElsesFailuresAreLeftOut() throws {
        let scenario = Scenario("", hars: { [har([entry(0, 502, host: "ads.example.net")])] })
        #expect(try scenario.analysis().timeline.isEmpty)
    }
}

struct RayJoiningTests {
    private static func joins(_ entries: [HAREntry], _ lines: [LogLine], probe: String? = nil) throws
        -> [RayJoin]
    {
        try Scenario(
            "", steps: { try probe.map { [try web(.edge, 502, ray: $0)] } ?? [] }, hars: { [har(entries)] },
            logs: { [log(matches: lines)] }
        ).analysis().rayJoins
    }

    @Test func aRayIsJoinedAcrossHARLogAndProbe() throws {
        let join = try #require(
            try Self.joins([entry(3, 502, ray: ray)], [line(7, 200, ray: "9F140B785E57C458")], probe: ray)
                .first)
        #expect(join.ray.colo == "FRA")
        #expect(join.harEntries.map(\.place) == [3])
        #expect(join.logLines.map(\.place) == [7] && join.logLines.map(\.status) == [200])
        #expect(join.steps == ["http-edge-1"])
    }

    @Test(
        "the same digits join when neither host nor time says otherwise",
        arguments: [
            (0, "www.example.com", true), (600, nil, true), (601, nil, false), (-600, nil, true),
            (5, "WWW.example.com", true), (86_400, "WWW.example.com", false),
            (86_400, "other.example.com", false), (5, "other.example.com", false),
        ] as [(Int, String?, Bool)])
    func agrees(second: Int, host: String?, expected: Bool) throws {
        let joins = try Self.joins(
            [entry(0, 502, ray: ray)], [line(1, 502, ray: ray, second: second, host: host)])
        #expect(joins.isEmpty != expected)
    }

    @Test func joinsUseTimesAsTheyWouldBeByTheEdgesClock() throws {
        // The origin's clock is two hours slow, as its answer says; its log has the ray without a host.
        func joins(originDate: String) throws -> [RayJoin] {
            try Scenario(
                "",
                steps: {
                    [
                        try web(.edge, 200, ray: otherRay),
                        try web(.origin, 200) { $0.fields = [("Date", originDate)] },
                    ]
                }, hars: { [har([entry(0, 502, ray: ray)])] },
                logs: { [log(matches: [line(1, 502, ray: ray, second: -7200)])] }
            ).analysis().rayJoins
        }
        let join = try joins(originDate: "Sun, 22 Nov 2026 08:30:00 GMT").first
        #expect(join?.logLines.first?.at == instant("2026-11-22T08:20:00Z"), "the text stays as it is")
        #expect(try joins(originDate: "Sun, 22 Nov 2026 10:30:00 GMT").isEmpty)
    }

    @Test(
        "an error line is about a failing request when target, client and time agree",
        arguments: [
            ("/checkout", "203.0.113.9", 1, true), ("/checkout", nil, -2, true), ("/checkout", nil, 3, false),
            ("/other", nil, 0, false), ("/checkout", "203.0.113.10", 0, false),
        ] as [(String, String?, Int, Bool)])
    func requestErrors(target: String, client: String?, second: Int, expected: Bool) throws {
        var failure = line(9, 502, target: "/checkout")
        failure.client = "203.0.113.9"
        var problem = LogProblem(
            number: 3, time: instant("2026-11-22T10:20:00Z").advanced(by: .seconds(second)), level: "error",
            message: "connect() failed")
        (problem.target, problem.client) = (target, client)
        let (failed, said) = (failure, problem)
        let scenario = Scenario("", logs: { [log(failures: [failed], problems: [said])] })
        let finding = try #require(try scenario.analysis().findings.first { $0.id == "origin-error-log" })
        #expect((finding.confidence == .likely) == expected)
        #expect(finding.because.contains { $0.pointer == "line 9" } == expected)
    }

    @Test func aRayOfOneKindOfEvidenceIsNotJoined() throws {
        #expect(try Self.joins([entry(0, 502, ray: ray), entry(1, 502, ray: ray)], []).isEmpty)
        #expect(try Self.joins([entry(0, 502, ray: ray)], [line(1, 502, ray: otherRay)]).isEmpty)
    }

    @Test func joinsStandInOrderOfTime() throws {
        let joins = try Self.joins(
            [entry(0, 502, ray: otherRay, second: 9), entry(1, 502, ray: ray, second: 3)],
            [line(1, 502, ray: otherRay, second: 9), line(2, 502, ray: ray, second: 3)])
        #expect(joins.map(\.ray.description) == [ray, otherRay])
    }

    @Test func oneRayForThousandsOfHostsIsBounded() throws {
        let entries = (0..<5000).map { index in
            entry(index, 502, ray: ray, host: "h\(index).example.com", second: index * 700)
        }
        let lines = (0..<5000).map { line($0 + 1, 502, ray: ray, second: $0 * 700) }
        #expect(try Self.joins(entries, lines).count == 8)
    }
}
