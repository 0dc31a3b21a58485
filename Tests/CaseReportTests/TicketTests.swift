import CaseFacts
import CaseModel
import JSONBytes
import Testing

@testable import CaseRedact
@testable import CaseReport

struct TicketTests {
    private static func advice(
        _ plan: Incident.SupportPlan?, _ priority: Incident.Priority?,
        _ suggestion: PrioritySuggestion? = nil,
        edition: String? = nil, change: (inout Incident) -> Void = { _ in }
    ) throws -> TicketAdvice {
        var incident = try Sample.incident()
        incident.plan = plan
        incident.priority = priority
        change(&incident)
        let policy = try edition.map {
            try PolicyFile(
                Array(#"{"as_of":"2026","source":"mine","support":{"default_edition":"\#($0)"}}"#.utf8),
                path: "p")
        }
        return TicketAdvice(
            incident, suggestion, try Facts.bundled(policy: policy),
            madeAt: try Sample.at("2026-11-22T22:30:00Z"))
    }

    @Test(
        "the first reply is due so long after the bundle was made, or nothing is promised",
        arguments: [
            (Incident.SupportPlan.premium, Incident.Priority.p1, "within 1 h, by 2026-11-22T23:30:00.000Z"),
            (.enterprise, .p1, "within 2 h, by 2026-11-23T00:30:00.000Z"),
            (.enterprise, .p4, "within 48 h, by 2026-11-24T22:30:00.000Z"),
            (.business, .p2, "within 12 h, by 2026-11-23T10:30:00.000Z"),
            (.pro, .p1, "no promise for pro (2022-23 edition)"),
            (.free, .p3, "no promise for free (2022-23 edition)"),
        ])
    func due(plan: Incident.SupportPlan, priority: Incident.Priority, says: String) throws {
        let advice = try Self.advice(plan, priority)
        #expect(advice.reply.first?.text.contains(says) == true, "\(advice.reply)")
    }

    @Test func whereTheEditionsDifferTheTextSaysSo() throws {
        let older = try Self.advice(.business, .p1).reply.map(\.text)
        #expect(older.count == 2)
        #expect(older[0].contains("8 h") && older[0].contains("SLO, 2022-23 edition"))
        #expect(older[1] == "differs: no promise for business (2026 edition)")
        let current = try Self.advice(.business, .p1, edition: "2026").reply.map(\.text)
        #expect(current.first == "no promise for business (2026 edition)")
        #expect(current.last?.contains("differs: P1 on business: within 8 h") == true)
        #expect(try Self.advice(.premium, .p1).reply.count == 1)
    }

    @Test(
        "the phone is for P1 on plans that have it",
        arguments: [
            (Incident.SupportPlan.enterprise, Incident.Priority.p1, true), (.premium, .p1, true),
            (.enterprise, .p2, false), (.business, .p1, false), (.free, .p1, false),
        ])
    func phones(plan: Incident.SupportPlan, priority: Incident.Priority, isAdvised: Bool) throws {
        let text = try Self.advice(plan, priority).filing.map(\.joined).joined(separator: "\n")
        #expect(text.contains("By phone: 1. sign in") == isAdvised)
        #expect(text.contains("never write the code") == isAdvised)
        #expect(text.contains("emergency phone") == isAdvised)
    }

    @Test func whatMustNeverBeSentStandsLast() throws {
        let last = try Self.advice(.pro, .p3).filing.last
        #expect(last?.joined == "Never send: passwords, card numbers, private keys, API keys")
    }

    @Test func theFreePlanIsSentToTheCommunityWithWhatItMayStillFile() throws {
        let text = try Self.advice(.free, .p2).filing.map(\.joined).joined(separator: "\n")
        #expect(text.contains("community forum"))
        #expect(text.contains("only about: billing, account, registrar"))
        #expect(!text.contains("support case,"))
    }

    @Test func theSuggestionRestsOnItsScopeAndTheUserDecides() throws {
        let lines = try Self.advice(.business, .p1, Sample.suggestion()).priority.map(\.text)
        #expect(lines.first == "P1, given by the user")
        #expect(lines.contains("P2; not higher because it was seen from one place alone"))
        #expect(
            lines.contains {
                $0.hasPrefix("rests on: 1 of 1 URLs at the edge") && $0.contains("3 of 20 samples (15 %)")
            })
        #expect(lines.contains { $0.hasPrefix("P1 is above what this evidence shows") })
        for given in [Incident.Priority.p2, .p3, nil] {
            let lines = try Self.advice(.business, given, Sample.suggestion()).priority.map(\.text)
            #expect(!lines.contains { $0.contains("above what this evidence shows") })
        }
    }

    @Test func aPriorityWithoutAMeasurementRestsOnTheUsersWord() throws {
        let lines = try Self.advice(nil, .p1).priority.map(\.text)
        #expect(lines.contains("none: nothing was measured"))
        #expect(lines.contains { $0.contains("rests on the user's word alone") })
    }

    @Test func whatSupportCannotDoIsFlaggedWithItsFieldAndSource() throws {
        let text = try Self.advice(.pro, .p3) { $0.actual = "Please disable the WAF rule for us" }
            .filing.map(\.joined).joined(separator: "\n")
        #expect(text.contains("Not done: actual asks for"))
        #expect(text.contains("Contacting-Cloudflare-Support"))
        let elsewhere = try WebURL("https://www.example.org/")
        let foreign = try Self.advice(.pro, .p3) { $0.targets.append(elsewhere) }
        #expect(foreign.filing.contains { $0.text.contains("a URL outside the zone") })
        #expect(try !Self.advice(.pro, .p3).filing.contains { $0.name == "Not done" })
    }

    @Test func everyItemOfATicketHasAReasonWithASource() throws {
        let items = try Facts.bundled().support.items
        #expect(Set(items.keys) == Set(TicketItem.allCases.map(\.rawValue)))
        #expect(items.values.allSatisfy { !$0.why.isEmpty && $0.source.hasPrefix("https://") })
        #expect(Set(TicketItem.allCases.map(\.name)).count == TicketItem.allCases.count)
        #expect(TicketItem.allCases.allSatisfy { !$0.how.isEmpty })
    }

    @Test func aScoreCountsWhatIsNeededAlone() throws {
        let check = TicketCheck(try Sample.empty().incident.value, TicketEvidence())
        #expect(check.score == (1, 16))
        #expect(check.rows.map(\.item) == TicketItem.allCases)
        var incident = try Sample.incident()
        incident.steps = ["open it"]
        let whole = TicketCheck(incident, .whole)
        #expect(whole.score == (16, 16) && whole.missing.isEmpty)
        #expect(whole.rows.contains { !$0.isGiven && $0.item == .collaborators })
    }

    @Test func theTicketsFieldsComeBackFromAManifest() throws {
        var incident = try Sample.incident()
        incident.steps = ["one", "two"]
        incident.cc = ["ops (at) example.com"]
        incident.playbook = "522"
        #expect(Records.incident(reading: Records.incident(incident)) == incident)
        #expect(Records.incident(reading: .object([])) == nil)
    }

    @Test func aPlaybookAsksOnlyForWhatIsReallyMissing() throws {
        let playbook = try #require(try Facts.bundled().playbook("522"))
        let incident = try Sample.incident()
        let all = playbook.missing(incident, TicketEvidence()).map(\.has)
        #expect(all == [.reversePath, .text, .log, .origin])
        var evidence = TicketEvidence.whole
        (evidence.reversePaths, evidence.texts, evidence.hasOrigin) = (1, 1, true)
        #expect(playbook.missing(incident, evidence).isEmpty)
        let twoHARs = try #require(try Facts.bundled().playbook("520"))
        evidence.logs = 1
        #expect(twoHARs.missing(incident, evidence).map(\.has) == [.har])
        evidence.hars = 2
        #expect(twoHARs.missing(incident, evidence).isEmpty)
    }

    @Test func theEvidenceOfACaseCountsForItsPlaybook() throws {
        let facts = try Facts.bundled()
        var evidence = try Sample.evidence()
        var given = TicketEvidence(evidence, facts)
        #expect(given.hars == 1 && given.logs == 1 && given.hasOrigin && given.hasOriginCertificate)
        #expect(given.logsWithDurations == 1 && given.reversePaths == 0 && given.hasTestTools)
        // A path to the address visitors are led to is the way there; one to another address of the edge the way back.
        for (target, count) in [("104.16.132.229", 0), ("172.64.1.1", 1), ("203.0.113.34", 0)] {
            var path = try Sample.pathRecord()
            path.targetAddress = IPAddress(target)
            evidence.pastedPaths = [
                SealedInput(file: try Sample.path("path/pasted-1.txt"), record: Sealed(minting: path))
            ]
            given = TicketEvidence(evidence, facts)
            #expect(given.reversePaths == count, "\(target)")
        }
        #expect(!TicketEvidence(try Sample.empty(), facts).hasTestTools)
    }
}
