import CaseFacts
import CaseModel

extension AnalysisRule {
    static let challenge = AnalysisRule(
        "challenge", .lead,
        help: "Says when an answer is a challenge page, which the zone's own security rules ask for.",
        needs: .any(.edge, .har),
        against: "The same answer without cf-mitigated.",
        asks: [.securityEvent], source: .evidence
    ) { view, _ in
        let steps = view.web.filter { $0.exchanges.contains { $0.field("cf-mitigated") == "challenge" } }
        let entries = view.hars.flatMap { har in
            (har.summary.failed + har.summary.withRay)
                .filter { $0.mitigated == "challenge" && view.concerns($0.host) }.map { har.cite($0) }
        }
        let what = steps.isEmpty ? "the browser" : "this host"
        return [
            Finding(
                "challenge", "the edge challenged \(what): a security rule of the zone, not a failure",
                .benign, .high,
                because: steps.prefix(6).map { $0.cite("\($0.says), cf-mitigated: challenge") } + entries,
                next: [
                    Advice.securityEvents,
                    "If these visitors are meant to pass, the zone's owner can except exactly them in the rule that challenges.",
                ])
        ].compactMap { $0 }
    }
}
