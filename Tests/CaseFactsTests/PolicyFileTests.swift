import CaseModel
import Foundation
import TestSupport
import Testing

@testable import CaseFacts

struct PolicyFileTests {
    private static func facts(_ json: String) throws -> Facts {
        let text = #"{"as_of": "2026-12-01", "source": "our contract", \#(json)}"#
        return try Facts.bundled(policy: try PolicyFile(Array(text.utf8), path: "policy.json"))
    }

    @Test func onePlansHoursChangeAndTheRestStays() throws {
        let facts = try Self.facts(
            #""support": {"editions": [{"id": "2023", "first_response": [{"plan": "business", "hours": {"P1": 4}}]}]}"#
        )
        let changed = try #require(facts.firstResponse(plan: .business, priority: .p1))
        #expect(changed.hours == 4 && changed.policyVersion == "our contract")
        #expect(facts.firstResponse(plan: .business, priority: .p2)?.hours == 12)
        let other = try #require(facts.firstResponse(plan: .premium, priority: .p1))
        #expect(other.hours == 1 && other.policyVersion == "2022-23 edition")
        #expect(facts.support.policy.source.hasPrefix("https://"))
    }

    @Test func itsEditionStandsLastAndNamesWhatItChanges() throws {
        let facts = try Self.facts(
            #""limits": {"timeouts": [{"name": "read", "seconds": 300}]}, "ranges": {"ipv4": ["198.51.100.0/24"]}"#
        )
        let edition = try #require(facts.editions.last)
        #expect(edition.name == "policy" && edition.asOf == "2026-12-01" && edition.source == "our contract")
        #expect(edition.overrides == ["ranges", "limits"])
        #expect(facts.timeout("read")?.duration == .seconds(300))
        #expect(facts.timeout("read")?.status == 524)
        #expect(facts.timeout("read")?.source == "our contract")
        #expect(facts.timeout("read")?.asOf == "2026-12-01")
        #expect(facts.timeout("connect")?.duration == .seconds(19))
        #expect(facts.proxyRanges.count == 8)
    }

    @Test func oneOfSeveralNumbersOfAnEntryChangesAlone() throws {
        let facts = try Self.facts(#""errors": {"errors": [{"codes": [1106], "owner_action": "Ask Bob."}]}"#)
        #expect(facts.error(1106)?.ownerAction == "Ask Bob.")
        #expect(facts.error(1106)?.title == "address banned")
        #expect(facts.error(1006)?.ownerAction != "Ask Bob.")
        #expect(facts.error(1109)?.title == "address banned")
    }

    @Test func whatIsNewIsAddedWhenItIsWhole() throws {
        let facts = try Self.facts(
            #""limits": {"sizes": [{"name": "upload", "leg": "client to edge", "bytes": 500, "says": "ours"}]}"#
        )
        #expect(facts.size("upload")?.byteCount == 500)
        #expect(facts.size("url") != nil)
    }

    @Test func theCurrentEditionCanBeChosen() throws {
        let facts = try Self.facts(#""support": {"default_edition": "2026"}"#)
        #expect(facts.support.policy.id == "2026")
        #expect(facts.firstResponse(plan: .business, priority: .p1) == nil)
        #expect(facts.channels(plan: .free).contains { $0.name == "Discord" })
    }

    @Test(
        "what is wrong is named with its place",
        arguments: [
            (#""suport": {}"#, FactsError.PolicyProblem.unknown(place: "suport", known: FactsFiles.names)),
            (#""fresh_days": 9"#, .empty),
            (
                #""limits": {"timeout": []}"#,
                .unknown(
                    place: "limits.timeout",
                    known: ["as_of", "fresh_days", "rates", "sizes", "source", "timeouts"])
            ),
            (
                #""limits": {"timeouts": [{"name": "read", "second": 3}]}"#,
                .unknown(
                    place: "limits.timeouts[read].second",
                    known: ["leg", "name", "older_seconds", "says", "seconds", "source", "status"])
            ),
            (
                #""limits": {"timeouts": [{"name": "read", "seconds": "3"}]}"#,
                .wrong(place: "limits.timeouts[read].seconds")
            ),
            (#""limits": {"timeouts": 3}"#, .wrong(place: "limits.timeouts")),
            (
                #""limits": {"timeouts": [{"name": "new", "seconds": 3}]}"#,
                .wrong(place: "limits.timeouts[new].leg")
            ),
            (#""support": {"default_edition": "2031"}"#, .wrong(place: "support.default_edition")),
            (
                #""support": {"editions": [{"id": "2023", "first_response": [{"plan": "pro", "kind": "SLA", "hours": {"P1": 0}}]}]}"#,
                .wrong(place: "support.editions[2023].first_response[pro].hours.P1")
            ),
            (
                #""errors": {"errors": [{"codes": [522], "evidence": ["NOPE"]}]}"#,
                .wrong(place: "errors.errors[522].evidence")
            ),
            (#""ranges": {"ipv4": ["1.2.3.4/40"]}"#, .wrong(place: "ranges.ipv4[0]")),
            (#""errors": {"errors": ["x"]}"#, .unknown(place: "errors.errors[0]", known: [])),
        ])
    func refuses(json: String, problem: FactsError.PolicyProblem) {
        #expect(throws: FactsError.policy(path: "policy.json", problem)) { try Self.facts(json) }
        #expect(FactsError.policy(path: "policy.json", problem).explanation.problem.contains("policy.json"))
    }

    @Test("a day there never is is no edition", arguments: ["2026-02-30", "2026-13", "2026-99-01", "26"])
    func refusesDays(date: String) {
        let text = #"{"as_of": "\#(date)", "source": "our contract", "limits": {"timeouts": []}}"#
        #expect(throws: FactsError.policy(path: "p", .wrong(place: "as_of"))) {
            try PolicyFile(Array(text.utf8), path: "p")
        }
    }

    @Test("a file that is no policy is refused", arguments: [("{x", 1), ("[]", 0), ("", 0)])
    func refusesOtherFiles(text: String, offset: Int) {
        #expect(throws: FactsError.policy(path: "p", .notJSON(offset: offset))) {
            try PolicyFile(Array(text.utf8), path: "p")
        }
    }

    @Test("mutants of a policy file are read or refused as one, never a crash", arguments: 0..<4)
    func survivesMutants(seed: Int) {
        let text = """
            {"as_of": "2026-12", "source": "x", "limits": {"timeouts": [{"name": "read", "seconds": 300}]},
            "errors": {"errors": [{"codes": [1106], "causes": ["a"]}]}, "ranges": {"ipv4": ["198.51.100.0/24"]},
            "support": {"editions": [{"id": "2023", "queue": ["pro"], "channels": [{"channel": "x"}]}]}}
            """
        var random = SplitMix64(seed: UInt64(seed) + 99)
        for _ in 0..<40 {
            let bytes = random.mutant(of: Array(text.utf8))
            do { _ = try Facts.bundled(policy: try PolicyFile(bytes, path: "p")) } catch {
                guard case .policy = error else {
                    Issue.record(
                        "\(error) is not about the user's file: \(String(decoding: bytes, as: UTF8.self))")
                    continue
                }
            }
        }
    }

    /// The page on policy files shows one that works, and names every data file.
    @Test func theExampleOfTheDocumentationIsRead() throws {
        let page = try String(
            contentsOf: Repository.root.appending(path: "Sources/casefile/Documentation.docc/Policy-file.md"),
            encoding: .utf8)
        let parts = page.components(separatedBy: "```")
        let json = try #require(parts.first { $0.hasPrefix("json") }).dropFirst(4)
        let facts = try Facts.bundled(policy: try PolicyFile(Array(json.utf8), path: "example.json"))
        #expect(facts.firstResponse(plan: .business, priority: .p1)?.hours == 3)
        #expect(facts.firstResponse(plan: .business, priority: .p1)?.kind == .agreement)
        #expect(facts.timeout("read")?.duration == .seconds(300))
        #expect(facts.error(522)?.ownerAction.contains("runbook 12") == true)
        #expect(facts.editions.last?.overrides == ["errors", "support", "limits"])
        for name in FactsFiles.names { #expect(page.contains("| `\(name)` |"), "\(name)") }
    }

    @Test func aPolicyWithoutADateOrASourceIsRefused() {
        for (text, place) in [
            (#"{"source": "x", "limits": {}}"#, "as_of"), (#"{"as_of": "2026", "limits": {}}"#, "source"),
        ] {
            #expect(throws: FactsError.policy(path: "p", .wrong(place: place))) {
                try PolicyFile(Array(text.utf8), path: "p")
            }
        }
    }
}

struct SupportPolicyTests {
    @Test func theOlderEditionIsTheOneTheTextGoesBy() throws {
        let support = try Facts.bundled().support
        #expect(support.policy.id == "2023")
        #expect(support.others.map(\.id) == ["2026"])
        #expect(support.editions.allSatisfy { $0.queue == [.premium, .enterprise, .business, .pro, .free] })
        #expect(support.editions.allSatisfy { $0.freeMayFile == ["billing", "account", "registrar"] })
        #expect(!support.policy.channels(plan: .pro).contains { $0.name == "Discord" })
        #expect(
            support.policy.channels(plan: .pro).first { $0.name == "community forum" }?.availability
                == .recommended)
    }

    @Test(
        "requests support turns down are told from others",
        arguments: [
            ("Please change the SSL setting of our zone", ["change-for-you"]),
            ("Could you purge the cache for us?", ["change-for-you"]),
            ("Site is down. Please look into the DNS record", []),
            ("We changed the DNS record and the site is down", []),
            ("We ask you to reset my password", ["change-for-you"]),
            ("Please call us about the billing account", ["account-data-by-phone"]),
            ("This is not our domain but our client's account", ["another-account"]),
            ("Please debug my Worker", ["debug-code"]),
            ("Our Worker throws 1101 since the last deploy", []),
            ("Checkout answers 522", []), ("", []),
            ("Can you tell us what to change in the WAF rules?", []),
            ("Please please turn off the WAF", ["change-for-you"]),
            ("Please help. The page where visitors change their password is slow", []),
        ])
    func refusals(text: String, ids: [String]) throws {
        let support = try Facts.bundled().support
        let current = try #require(support.others.first)
        #expect(current.refusals.filter { $0.isAsked(in: text) }.map(\.id) == ids)
    }

    @Test func theOlderEditionSaysNothingAboutCode() throws {
        let support = try Facts.bundled().support
        #expect(!support.policy.refusals.contains { $0.id == "debug-code" })
        #expect(support.policy.refusals.count == 3)
    }
}
