import CaseFacts
import CaseModel
import Testing

@testable import CaseAnalyze

/// What no finding may tell anybody to do: weaken TLS, the firewall, DNSSEC or the origin's cover, or get round a block.
struct AdviceTests {
    private static let forbidden = [
        "disable", "turn off", "switch off", "pause", "flexible", "allow all", "allow any", "0.0.0.0/0",
        "insecure",
        " -k ", "--no-check", "no verification", "without verification", "bypass", "dns-only", "dns only",
        "grey cloud",
        "gray cloud", "remove dnssec", "unsigned", "open the firewall", "whitelist", "off the waf",
        "skip the waf", "skips the challenge",
        "another user agent", "change the user agent", "use a vpn", "solve the challenge", "security level",
        "under attack",
        "mode off", "plain http", "tls 1.0", "tls 1.1", "expose", "publish the origin",
    ]
    /// Sentences that name one of these to warn of it.
    private static let allowed = [
        "set the ssl mode to full or strict, never flexible."
    ]

    private static func complaints(_ text: String) -> [String] {
        let text = text.lowercased()
        let judged = allowed.reduce(text) { $0.replacing($1, with: "") }
        return forbidden.filter { judged.contains($0) }
    }

    @Test("no next step of any finding is bad advice", arguments: Scenario.all)
    func nextSteps(scenario: Scenario) throws {
        for finding in try scenario.analysis().findings {
            for text in finding.nextSteps + finding.evidenceToAdd {
                #expect(Self.complaints(text) == [], "\(finding.id): \(text)")
            }
        }
    }

    @Test func ownerActionsOfTheKnowledgeAreNoBadAdviceEither() throws {
        let facts = try Facts.bundled()
        for code in facts.errorCodes {
            #expect(Self.complaints(facts.error(code)?.ownerAction ?? "") == [], "\(code)")
        }
    }

    @Test(
        "the check sees bad advice",
        arguments: [
            "Set the SSL mode to Flexible.", "Pause the zone for a moment.",
            "Try curl -k https://example.com/",
            "Disable the WAF.", "Allow all addresses.",
        ])
    func sees(text: String) { #expect(Self.complaints(text) != []) }

    @Test func blocksOfTheOwnerAreNotFought() throws {
        for scenario in Scenario.all {
            for finding in try scenario.analysis().findings where finding.id.hasPrefix("owner-block") {
                #expect(finding.nextSteps.first?.contains("Security") ?? false)
                #expect(finding.attribution == .edgeConfiguration)
            }
        }
    }
}
