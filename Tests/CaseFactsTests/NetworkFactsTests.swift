import CaseModel
import Testing

@testable import CaseFacts

struct NetworkFactsTests {
    @Test(
        "name servers are the CDN's, misspelled, or somebody else's",
        arguments: [
            ("ada.ns.cloudflare.com", true, false), ("Ada.NS.Cloudflare.com", true, false),
            ("blue.foundationdns.org", true, false), ("x.secondary.cloudflare.com", true, false),
            ("ns.cloudflare.com", false, false), ("ada.ns.cloudfare.com", false, true),
            ("ada.ns.cloudlfare.com", false, true), ("ada.ns.notcloudfare.com", false, false),
            ("ns1.example.net", false, false),
        ])
    func nameServers(name: String, isAssigned: Bool, isMisspelled: Bool) throws {
        let network = try Facts.bundled().network
        #expect(network.isAssigned(name) == isAssigned && network.isMisspelled(name) == isMisspelled)
    }

    @Test func theBlockThatLooksPrivateIsOneOfTheProxys() throws {
        let facts = try Facts.bundled()
        #expect(facts.proxyRanges.contains(facts.network.takenForPrivate))
        #expect(facts.network.isMonitor("Mozilla/5.0+(compatible; UptimeRobot/2.0)"))
        #expect(!facts.network.isMonitor("Mozilla/5.0 (X11; Linux x86_64) Firefox/133.0"))
    }

    @Test(
        "a file that lacks a member or has a wrong one is refused by its name",
        arguments: [
            (#""partial_suffix": "x""#, #""partial": "x""#), (#""domains":["c"]"#, #""domains":[1]"#),
            (#""block": "172.64.0.0/13""#, #""block": "172.64.0.0/99""#), (#"["192.0.2.0/24"]"#, #"["x"]"#),
        ])
    func refuses(part: String, wrong: String) throws {
        let good =
            #"{"as_of":"2026-11","source":"s","name_servers":{"suffixes":["a"],"misspelled":["b"]},"partial_suffix": "x","#
            + #""tunnel_suffix":"t","placeholders":["192.0.2.0/24"],"restricted":[],"taken_for_private":{"block": "172.64.0.0/13"},"#
            + #""certificate_authorities":{"domains":["c"]},"monitors":[]}"#
        _ = try NetworkFacts(FactsFile("network", Array(good.utf8)))
        let bad = good.replacing(part, with: wrong)
        #expect(bad != good)
        #expect(throws: FactsError.self) { try NetworkFacts(FactsFile("network", Array(bad.utf8))) }
    }
}
