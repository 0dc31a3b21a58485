import CaseModel
import Testing

@testable import CaseRedact
@testable import CaseReport

/// The way of a request from the asker over the edge to the origin.
struct JourneyTests {
    static func journeys() throws -> [Journey] {
        let (evidence, analysis) = try Sample.rich()
        return Journey.all(evidence, analysis.value)
    }

    @Test func aContradictionComesFirst() throws {
        let first = try #require(try Self.journeys().first)
        #expect(first.contradicts)
        #expect(first.status == 522)
        #expect(first.lines.first?.line.status == 200)
    }

    @Test(
        "a contradiction is a failure on one side alone",
        arguments: [
            (522, 200, true), (200, 502, true), (522, 502, false), (200, 304, false), (404, 200, false),
        ])
    func contradiction(edge: Int, origin: Int, expected: Bool) throws {
        let (evidence, analysis) = try Sample.rich()
        var har = evidence.hars[0].record.value
        har.withRay[0].status = edge
        var log = evidence.logs[0].record.value
        log.matches[0].status = origin
        var changed = evidence
        changed.hars = [SealedInput(file: evidence.hars[0].file, record: Sealed(minting: har))]
        changed.logs = [SealedInput(file: evidence.logs[0].file, record: Sealed(minting: log))]
        let journey = Journey.all(changed, analysis.value).first { $0.ray == har.withRay[0].ray }
        #expect(journey?.contradicts == expected)
    }

    @Test func aRequestToAnotherZoneIsNotOfThisOrigin() throws {
        let (before, analysis) = try Sample.rich()
        var evidence = before
        var har = evidence.hars[0].record.value
        har.withRay[0].url = "https://cdn.other.example/app.js"
        har.withRay[1].url = "https://notexample.com/app.js"
        evidence.hars = [SealedInput(file: evidence.hars[0].file, record: Sealed(minting: har))]
        let rays = Set(Journey.all(evidence, analysis.value).map(\.ray.value))
        #expect(!rays.contains(try #require(har.withRay[0].ray).value))
        #expect(!rays.contains(try #require(har.withRay[1].ray).value))
        #expect(rays.contains(try #require(har.withRay[2].ray).value))
    }

    @Test func theTimesOfThePartsAddUp() throws {
        let journey = try #require(try Self.journeys().first { $0.origin == .logged })
        let parts = [journey.before, journey.edgeMS, journey.originMS, journey.receive].compactMap(\.self)
        #expect(parts.count == 4)
        #expect(abs(parts.reduce(0, +) - (try #require(journey.total))) < 0.001)
    }

    @Test(
        "what the origin's log says of a request",
        arguments: [
            ("MISS", true, true, Journey.OriginSide.absent), ("HIT", true, true, .notAsked),
            ("MISS", false, true, .unknown), ("MISS", true, false, .unknown),
        ])
    func origin(cache: String, hasRayField: Bool, covers: Bool, expected: Journey.OriginSide) throws {
        var (evidence, analysis) = try Sample.rich()
        var har = evidence.hars[0].record.value
        var entry = try #require(har.withRay.last)
        entry.cacheStatus = cache
        entry.startedAt = try Sample.at(covers ? "2026-11-22T10:10:00Z" : "2026-11-22T09:10:00Z")
        har.withRay = [entry]
        evidence.hars = [SealedInput(file: evidence.hars[0].file, record: Sealed(minting: har))]
        var log = evidence.logs[0].record.value
        log.hasRayField = hasRayField
        evidence.logs = [SealedInput(file: evidence.logs[0].file, record: Sealed(minting: log))]
        analysis = Sealed(minting: Analysis())
        let journey = Journey.all(evidence, analysis.value).first { $0.asker == .browser }
        #expect(journey?.origin == expected)
    }

    @Test func aLogThatTookLongerThanTheWaitGivesNoTimeOfTheEdge() throws {
        var journey = try #require(try Self.journeys().first { $0.origin == .logged })
        journey.lines[0].line.durationMS = 1e9
        #expect(journey.edgeMS == nil)
    }

    @Test func theSummaryCountsBothDirections() throws {
        let (evidence, analysis) = try Sample.rich()
        let sentences = JourneySummary(Journey.all(evidence, analysis.value), evidence).sentences
        #expect(sentences.contains { $0.contains("the origin logged another outcome") })
        #expect(
            sentences.contains {
                $0.hasPrefix("1 failing line of the origin's logs has a Ray ID that neither")
            })
    }
}
