import CaseFacts
import CaseModel

extension AnalysisRule {
    static let edge1xxx = AnalysisRule(
        "edge-1xxx", .cause,
        help: "Names the 1xxx number on an error page of the edge and who can lift it.",
        needs: .any(.edge, .trace),
        against: "An answer without a mark of the edge, which another server may have made.",
        asks: [.har], source: .edition("errors")
    ) { view, facts in
        // Blocks, and numbers the DNS says more about, have rules of their own.
        let others = view.numberedErrors.filter { error in
            !AnalysisRule.numbersWithRules.contains(error.number)
                && !(facts.error(error.number)?.isOwnersRule ?? false) && !error.isOf530
        }
        return others.compactMap { error -> Finding? in
            guard let fact = facts.error(error.number) else {
                return Finding(
                    "edge-1xxx",
                    "error \(error.number) at the edge for \(error.host), a number that is not known here",
                    .undetermined, .possible, because: error.citations)
            }
            return Finding(
                "edge-1xxx-\(error.number)",
                "error \(error.number) at the edge for \(error.host), \(fact.title): \(fact.meaning)",
                .edgeConfiguration, error.doubts.isEmpty ? .high : .possible, because: error.citations,
                against: error.doubts, next: [fact.ownerAction]
            )?.resting(on: fact.source, asOf: fact.asOf)
        }
    }

    /// Numbers a rule of their own reads together with the DNS.
    static let numbersWithRules: Set = [1000, 1001, 1002, 1014, 1016, 1018, 1023, 1033, 1034]
}

extension NumberedError {
    /// Whether it came in an answer 530, which the rule of that status is about.
    var isOf530: Bool { steps.contains { $0.status == 530 } }
}
