import CaseModel
import JSONBytes
import Testing

@testable import CaseRedact
@testable import CaseReport

/// A case as big as they come: 5000 requests of a browser, 60 steps, a busy log, everything at its cap.
struct BigCaseTests {
    static func evidence() throws -> (SealedCase, Sealed<Analysis>) {
        var evidence = try Sample.evidence()
        var steps: [SealedStep] = []
        for index in 0..<60 {
            let source = [try Sample.edge(), try Sample.origin(), try Sample.trace()][index % 3]
            let observation = source.observation.value
            steps.append(
                try Sample.step(
                    StepID("step-\(index)"), observation.step.action, observation.outcome,
                    observation.evidence,
                    path: source.path?.value))
        }
        evidence.steps = steps
        evidence.hars = try (1...10).map { number in
            SealedInput(file: try Sample.path("har/har-\(number).har"), record: Sealed(minting: try har()))
        }
        evidence.logs = try (1...10).map { number in
            SealedInput(file: try Sample.path("logs/log-\(number).log"), record: Sealed(minting: try log()))
        }
        var analysis = try Sample.analysis().value
        analysis.correlation = Sample.correlation(try har(), try log())
        analysis.findings = Array(repeating: analysis.findings[0], count: 60)
        analysis.timeline = try (0..<500).map { index in
            TimelineEvent(
                at: try Sample.at("2026-11-22T10:00:00Z").advanced(by: .seconds(index)), source: "log",
                file: "logs/log-1.log", says: "line \(index): " + String(repeating: "word ", count: 60))
        }
        return (evidence, Sealed(minting: analysis))
    }

    static func har() throws -> HARSummary {
        var summary = try Sample.har()
        let start = try Sample.at("2026-11-22T10:00:00Z")
        let entries = (0..<5000).map { index in
            var entry = summary.first[index % 40]
            entry.index = index
            entry.startedAt = start.advanced(by: .milliseconds(index * 41))
            entry.url = "https://www.example.com/" + String(repeating: "a/long/path/", count: 30) + "\(index)"
            entry.ray = RayID("9f140b785e5\(10_000 + index)-FRA")
            entry.timeMS = index == 4321 ? 30_000 : 20
            entry.phasesMS = ["wait": index == 4321 ? 30_000 : 20, "receive": 3]
            return entry
        }
        summary.entries = 5000
        summary.first = Array(entries.prefix(200))
        summary.failed = entries.filter { $0.status.map { $0 >= 400 } ?? true }
        summary.failedCount = summary.failed.count
        summary.slowest = [entries[4321]]
        summary.withRay = entries
        summary.rayCount = 5000
        return summary
    }

    static func log() throws -> LogEvidence {
        var log = try Sample.log()
        log.failures = (0..<200).map { index in
            var line = log.failures[index % 24]
            line.number = index + 1
            line.target = String(repeating: "/very/long", count: 40)
            return line
        }
        log.problems = (0..<200).map { index in
            var problem = log.problems[0]
            problem.number = index + 1
            problem.message = String(repeating: "upstream failed ", count: 31)
            return problem
        }
        log.spans = try (0..<1440).map { minute in
            var span = LogSpan(
                start: try Sample.at("2026-11-22T00:00:00Z").advanced(by: .seconds(60 * minute)))
            (span.fine, span.failed) = (690, minute % 7)
            return span
        }
        return log
    }

    @Test func thePageStaysBelowTwoMegabytesAndSaysWhatItLeftOut() throws {
        let (evidence, analysis) = try Self.evidence()
        let page = reportPage(evidence, analysis, try Sample.context(evidence))
        #expect(page.utf8.count <= 2_000_000, "\(page.utf8.count) bytes")
        #expect(page.utf8.count > 200_000)
        #expect(PageCheck(page).problems == [])
        #expect(page.contains("Waterfall of the first 20 of 5 000 requests"))
        #expect(page.contains("took longest (1) of 5 000 requests"))
        #expect(page.contains("more in <code>timeline.json</code>"))
        #expect(page.contains("more in <code>findings.json</code>"))
        #expect(page.contains("The 8 most telling of 5 000"))
    }

    @Test func oneBigHARShowsItsSlowestAndItsFailures() throws {
        let summary = try Self.har()
        let figure = Waterfall(
            entries: summary.first, total: summary.entries,
            notable: summary.failed.prefix(99) + summary.slowest
        ).figure.text
        #expect(figure.contains("entry 4321"))
        #expect(figure.contains("Waterfall of the first 200 of 5 000 requests"))
        #expect(figure.ranges(of: "<g class=\"").count <= 300 + 40)
    }
}
