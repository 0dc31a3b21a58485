import CaseFacts
import CaseModel

extension AnalysisRule {
    static let ownerBlock = AnalysisRule(
        "owner-block", .cause,
        help:
            "Says when a rule that the zone's owner set blocked or slowed the request, and who can lift it.",
        needs: .any(.edge, .trace),
        against: "The number missing in the answer, for the status alone says nothing.",
        asks: [.securityEvent, .trace], source: .error(1020)
    ) { view, facts in
        view.numberedErrors.compactMap { error -> Finding? in
            guard let fact = facts.error(error.number), fact.isOwnersRule else { return nil }
            let isRate = fact.category == "rate_limit"
            return Finding(
                "owner-block-\(error.number)",
                "error \(error.number) at the edge for \(error.host), \(fact.title): a rule of the zone's owner "
                    + (isRate ? "limits" : "blocks") + " these requests", .edgeConfiguration,
                error.doubts.isEmpty ? .high : .possible, because: error.citations, against: error.doubts,
                next: [
                    Advice.securityEvents,
                    isRate
                        ? "Send fewer requests in the meantime; if the limit is too low for real visitors, its owner can set another."
                        : "If these visitors are meant to pass, the zone's owner can except exactly them in that rule; support cannot override it.",
                ]
            )?.resting(on: fact.source, asOf: fact.asOf)
        }
    }
}
