import CaseModel
import Testing

@testable import CaseAnalyze
@testable import CaseRedact

struct PriorityTests {
    /// What was measured, and what may be said of it at most.
    struct Case: Sendable {
        var urls = MeasuredScope.Share()
        var samples = MeasuredScope.Share()
        var logs = MeasuredScope.Share()
        var places = 1
        var hasFindings = true
        let priority: Incident.Priority
        let limit: PrioritySuggestion.Limit?
    }

    @Test(
        "a priority is never above what was measured",
        arguments: [
            Case(urls: .init(1, of: 1), samples: .init(20, of: 20), priority: .p2, limit: .onePlace),
            Case(urls: .init(1, of: 1), samples: .init(20, of: 20), places: 2, priority: .p1, limit: nil),
            Case(urls: .init(0, of: 1), samples: .init(10, of: 20), places: 2, priority: .p1, limit: nil),
            Case(urls: .init(0, of: 1), samples: .init(9, of: 20), places: 3, priority: .p2, limit: .partly),
            Case(urls: .init(0, of: 1), samples: .init(4, of: 4), places: 2, priority: .p2, limit: .partly),
            Case(logs: .init(500, of: 500), places: 2, priority: .p2, limit: .partly),
            Case(logs: .init(500, of: 900), places: 2, priority: .p1, limit: nil),
            Case(urls: .init(1, of: 1), places: 1, priority: .p3, limit: .rarely),
            Case(urls: .init(0, of: 1), samples: .init(2, of: 100), places: 2, priority: .p3, limit: .rarely),
            Case(logs: .init(50, of: 1000), priority: .p2, limit: .onePlace),
            Case(logs: .init(49, of: 1000), priority: .p3, limit: .rarely),
            Case(urls: .init(0, of: 3), places: 0, priority: .p3, limit: .nothingFails),
            Case(urls: .init(0, of: 3), places: 0, hasFindings: false, priority: .p4, limit: .nothingFails),
        ])
    func judges(sample: Case) {
        var scope = MeasuredScope()
        scope.urls = sample.urls
        scope.samples = sample.samples
        scope.logLines = sample.logs
        scope.places = (0..<sample.places).map { "place \($0)" }
        let suggestion = judge(scope, hasFindings: sample.hasFindings)
        #expect(suggestion.priority == sample.priority)
        #expect(suggestion.limit == sample.limit)
    }

    @Test func whateverOnePlaceMeasuresIsNeverP1() {
        for failed in 0...40 {
            for places in 0...1 {
                var scope = MeasuredScope()
                scope.urls = .init(min(failed, 5), of: 5)
                scope.samples = .init(failed, of: 40)
                scope.logLines = .init(failed * 100, of: 4000)
                scope.places = places == 1 ? ["this host"] : []
                #expect(judge(scope, hasFindings: true).priority != .p1)
            }
        }
    }

    private func view(
        steps: [SealedStep] = [], hars: [SealedInput<HARSummary>] = [], logs: [SealedInput<LogEvidence>] = []
    ) throws -> EvidenceView {
        var evidence = SealedCase(incident: Sealed(minting: try makeIncident()))
        evidence.steps = steps
        evidence.hars = hars
        evidence.logs = logs
        return EvidenceView(evidence, now: testNow)
    }

    private static let fra = "9f140b785e57c458-FRA"
    private static let ams = "9f140b785e57c459-AMS"

    @Test func theScopeCountsURLsWaysAndSamplesApart() throws {
        let scope = try view(steps: [
            web(.edge, 522, ray: Self.fra), web(.origin, 200),
            web(.edge, 522, ray: Self.fra) { $0.way = .family(.v4) },
            web(.edge, 200, ray: Self.ams) { $0.way = .family(.v6) },
            web(.edge, 522) { ($0.way, $0.samples) = (.samples, [522, 200, nil, 200]) },
        ]).measuredScope
        #expect(scope.urls == .init(1, of: 1))
        #expect(scope.originRequests == .init(0, of: 1))
        #expect(scope.ways == .init(1, of: 2))
        #expect(scope.samples == .init(2, of: 4))
        #expect(scope.triedFamilies == ["IPv4", "IPv6"] && scope.failingFamilies == ["IPv4"])
        #expect(scope.places == ["this host (FRA)"])
    }

    @Test func aBrowserElsewhereIsASecondPlaceAndOneInTheSameDataCentreIsNot() throws {
        let steps = [try web(.edge, 522, ray: Self.fra)]
        let same = try view(steps: steps, hars: [har([entry(0, 522, ray: Self.fra)])])
        #expect(same.measuredScope.places == ["this host (FRA)"])
        let other = try view(
            steps: steps, hars: [har([entry(0, 522, ray: Self.ams), entry(1, 522, ray: Self.ams)])])
        let once = try view(steps: steps, hars: [har([entry(0, 522, ray: Self.ams)])])
        #expect(once.measuredScope.places == ["this host (FRA)"])
        #expect(other.measuredScope.places == ["this host (FRA)", "har/har-1.har (AMS)"])
        let unknown = try view(steps: steps, hars: [har([entry(0, 522)])])
        #expect(unknown.measuredScope.places.count == 1)
        let fine = try view(steps: [web(.edge, 200, ray: Self.fra)], hars: [har([entry(0, 522)])])
        #expect(fine.measuredScope.places == ["har/har-1.har"])
    }

    @Test func aHostThatReachesTwoDataCentresIsOnePlace() throws {
        let scope = try view(steps: [
            web(.edge, 522, ray: Self.fra), web(.edge, 522, ray: Self.ams) { $0.way = .family(.v6) },
        ]).measuredScope
        #expect(scope.places == ["this host (AMS, FRA)"])
    }

    @Test func failuresOfAThirdPartyAreNoneOfTheCase() throws {
        var summary = har([entry(0, 503, host: "ads.example.net"), entry(1, 200)])
        var record = summary.record.value
        record.hostCounts = ["ads.example.net": 1, "www.example.com": 1]
        summary = SealedInput(file: summary.file, record: Sealed(minting: record))
        let scope = try view(hars: [summary]).measuredScope
        #expect(scope.entries == .init(0, of: 1))
        #expect(scope.places.isEmpty)
    }

    @Test func aHostWithoutANetworkMeasuresNothing() throws {
        let scope = try view(steps: [
            webFailure(.edge, .connect, .networkUnreachable),
            webFailure(.origin, .connect, .networkUnreachable),
        ]).measuredScope
        #expect(!scope.isMeasured && scope.places.isEmpty)
    }

    @Test func anErrorTheEdgeMakesInTheSitesSteadIsAFailureWhateverItsStatus() throws {
        let scope = try view(steps: [
            web(.edge, 409, ray: Self.fra) { $0.body = "error code: 1001" }, web(.edge, 404, ray: Self.ams),
        ]).measuredScope
        #expect(scope.urls == .init(1, of: 2))
        #expect(scope.places == ["this host (FRA)"])
    }

    @Test func withoutAMeasurementNothingIsSuggested() throws {
        let evidence = SealedCase(incident: Sealed(minting: try makeIncident()))
        #expect(analyze(evidence, facts: try Scenario.facts.get(), now: testNow).priority == nil)
    }

    @Test("every scenario of one host stays below P1", arguments: Scenario.all)
    func scenariosOfOneHost(scenario: Scenario) throws {
        guard let priority = try scenario.analysis().priority, priority.scope.places.count < 2 else { return }
        #expect(priority.priority != .p1)
    }
}
