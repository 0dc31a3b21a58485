import CaseModel
import TestSupport
import Testing

@testable import CaseAnalyze

/// What is concluded from each scenario, all of it.
struct GoldenTests {
    @Test(
        "these findings come out and no others, each with its attribution and confidence",
        arguments: Scenario.situations)
    func situations(scenario: Scenario) throws {
        let expected = try #require(scenario.expects)
        let found = try scenario.analysis().findings.map(\.line)
        #expect(Set(found) == Set(expected), "found \(found.sorted())")
        #expect(found.count == Set(found).count)
    }

    @Test func thereAreManySituationsAndManyAreHonestlyOpen() {
        #expect(Scenario.situations.count >= 30)
        let open = Scenario.situations.filter { scenario in
            // Nothing in it names somebody's fault.
            (scenario.expects ?? []).allSatisfy { $0.contains(" benign ") || $0.contains(" undetermined ") }
        }
        #expect(open.count >= 10)
        #expect(Set(Scenario.situations.map(\.testDescription)).count == Scenario.situations.count)
    }

    @Test func everyScenario() throws {
        var text = ""
        for scenario in Scenario.all {
            text += scenario.testDescription + "\n"
            for finding in try scenario.analysis().findings {
                text += "    \(finding.line)\n        \(finding.title)\n"
                for citation in finding.because { text += "        + \(citation.says)\n" }
                for citation in finding.against { text += "        - \(citation.says)\n" }
                for step in finding.nextSteps { text += "        > \(step)\n" }
                for ask in finding.evidenceToAdd { text += "        ? \(ask)\n" }
            }
        }
        try Golden("CaseAnalyzeTests/Goldens").expect(text, is: "scenarios.txt")
    }
}

extension Finding {
    /// `edge-522-origin-answers origin likely`.
    var line: String { "\(id) \(attribution.rawValue) \(confidence.rawValue)" }
}
