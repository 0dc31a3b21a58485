import CaseFacts
import CaseModel
import TestSupport
import Testing

@testable import CaseAnalyze
@testable import CaseRedact

struct RuleTests {
    @Test("evidence leads to these findings and no others of these rules", arguments: Scenario.all)
    func concludes(scenario: Scenario) throws {
        let ids = try scenario.analysis().findings.map(\.id)
        for id in scenario.finds { #expect(ids.contains(id), "found \(ids)") }
        for rule in scenario.silent {
            #expect(!ids.contains { AnalysisRule.rule(ofFinding: $0)?.id == rule }, "found \(ids)")
        }
    }

    @Test(
        "every finding cites files that are in the evidence, and says what they say", arguments: Scenario.all)
    func cites(scenario: Scenario) throws {
        let evidence = try scenario.evidence()
        let files = Set(
            evidence.steps.flatMap(\.files).map(\.description) + evidence.hars.map(\.file.description)
                + evidence.logs.map(\.file.description) + evidence.hostNotes.map { _ in "host/host.json" }
                + evidence.pastedPaths.map(\.file.description))
        for finding in try scenario.analysis().findings {
            #expect(!finding.because.isEmpty)
            for citation in finding.because + finding.against {
                #expect(files.contains(citation.file))
                #expect(!citation.says.isEmpty)
            }
        }
    }

    @Test("the same evidence gives the same analysis", arguments: Scenario.all)
    func repeats(scenario: Scenario) throws {
        let first = try scenario.analysis()
        let second = try scenario.analysis()
        #expect(first.findings == second.findings)
        #expect(first.timeline == second.timeline)
        #expect(first.rayJoins == second.rayJoins)
    }

    @Test(
        "a rule has evidence that wakes it, and evidence of the kinds it needs that leaves it asleep",
        arguments: AnalysisRule.all.map(\.id))
    func isTested(id: String) throws {
        let rule = try #require(AnalysisRule.all.first { $0.id == id })
        #expect(Scenario.all.contains { $0.finds.contains { AnalysisRule.rule(ofFinding: $0)?.id == id } })
        let facts = try Scenario.facts.get()
        #expect(
            try Scenario.all.contains { scenario in
                let view = EvidenceView(try scenario.evidence(), now: testNow)
                // Of some rules the evidence alone is the finding; for those a scenario says that it is not there.
                return scenario.silent.contains(id)
                    || view.satisfies(rule.needs) && rule.evaluate(view, facts).isEmpty
            })
    }

    @Test(
        "a finding's ID names its rule, whose needs the evidence satisfies", arguments: Scenario.all)
    func belongs(scenario: Scenario) throws {
        let facts = try Scenario.facts.get()
        let view = EvidenceView(try scenario.evidence(), now: testNow)
        for rule in AnalysisRule.all {
            let findings = rule.evaluate(view, facts)
            #expect(findings.isEmpty || view.satisfies(rule.needs), "\(rule.id)")
            for finding in findings { #expect(AnalysisRule.rule(ofFinding: finding.id)?.id == rule.id) }
        }
    }

    @Test func idsAreUniqueKebabCase() {
        let ids = AnalysisRule.all.map(\.id)
        #expect(Set(ids).count == ids.count)
        for id in ids {
            #expect(id.utf8.allSatisfy { (97...122).contains($0) || (48...57).contains($0) || $0 == 45 })
            #expect(!id.hasPrefix("-") && !id.hasSuffix("-") && !id.contains("--"))
        }
    }

    @Test("help and doubt are one sentence", arguments: AnalysisRule.all.flatMap { [$0.help, $0.against] })
    func helps(help: String) {
        #expect(help.hasSuffix(".") && !help.dropLast().contains(". ") && help.utf8.count <= 140)
    }

    @Test func noEvidenceGivesNoFinding() throws {
        let evidence = SealedCase(incident: Sealed(minting: try makeIncident()))
        let analysis = analyze(evidence, facts: try Scenario.facts.get(), now: testNow)
        #expect(analysis.findings.isEmpty && analysis.timeline.isEmpty && analysis.rayJoins.isEmpty)
    }

    @Test func aSkippedStepIsNoEvidence() throws {
        var evidence = SealedCase(incident: Sealed(minting: try makeIncident()))
        let ran = try webFailure(.edge, .connect, .timeout)
        var observation = ran.observation.value
        observation.outcome = .skipped(SkipReason("this host has no IPv6 route"))
        evidence.steps = [sealed(observation, folder: .http)]
        #expect(analyze(evidence, facts: try Scenario.facts.get(), now: testNow).findings.isEmpty)
    }

    @Test func whatFailedStandsBeforeWhatMerelyHelps() throws {
        let scenario = Scenario(
            "",
            steps: {
                [
                    try web(.edge, 522, ray: ray) {
                        $0.tls = tls(until: "2026-11-25T00:00Z")
                        $0.firstByte = .seconds(50)
                    },
                    path(
                        [TestHop(1, "192.0.2.1", lost: 5), TestHop(2, "104.16.0.1", lost: 0)], reached: true),
                ]
            })
        let ids = try scenario.analysis().findings.map(\.id)
        #expect(ids == ["edge-522-origin-unknown", "certificate-expires-soon", "path-loss-middle-hop"])
    }

    @Test func severalToolsOnOnePathMakeOneFinding() throws {
        let hops = [TestHop(1, "192.0.2.1", lost: 6), TestHop(2, "104.16.0.1", lost: 0)]
        let scenario = Scenario("", steps: { [path(hops, reached: true), path(hops, reached: true)] })
        #expect(try scenario.analysis().findings.map(\.id) == ["path-loss-middle-hop"])
    }

    @Test func aCookieIsADoubtAboutACircle() throws {
        let scenario = Scenario(
            "",
            steps: {
                [try web(.edge, 302) { $0.fields = [("location", "/checkout"), ("set-cookie", "seen=1")] }]
            })
        let finding = try #require(try scenario.analysis().findings.first { $0.id == "redirect-loop" })
        #expect(finding.confidence == .possible && finding.against.count == 1)
    }

    @Test func anAnswerBehindARefusedCertificateSaysSo() throws {
        let scenario = Scenario(
            "",
            steps: {
                [
                    try web(.edge, 522, ray: ray),
                    try web(.origin, 200) { $0.refusal = Failure(.tls, .tlsUnknownAuthority) },
                ]
            })
        let finding = try #require(try scenario.analysis().findings.first)
        #expect(finding.id == "edge-522-origin-answers")
        #expect(finding.because.contains { $0.says.hasSuffix("though its certificate was not accepted") })
    }

    @Test func knowledgeSaysWhereItComesFrom() throws {
        let scenario = Scenario("", steps: { [try web(.edge, 522, ray: ray), try web(.origin, 200)] })
        let finding = try #require(try scenario.analysis().findings.first)
        #expect(finding.source?.hasPrefix("https://developers.cloudflare.com/") ?? false)
        #expect(finding.asOf == "2026-11")
        #expect(
            finding.title
                == "522 at the edge for www.example.com: the origin answers this host in 83 ms and may drop Cloudflare's addresses"
        )
        // Told at once: nobody waited for a connection.
        #expect(finding.attribution == .origin && finding.confidence == .possible)
        #expect(finding.against.contains { $0.says.contains("no timeout just waited for") })
        #expect(finding.nextSteps.contains { $0.contains("mtr -rwbzc 50") })
    }
}
