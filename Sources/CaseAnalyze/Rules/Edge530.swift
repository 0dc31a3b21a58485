import CaseFacts
import CaseModel

extension AnalysisRule {
    static let edge530 = AnalysisRule(
        "edge-530", .cause,
        help: "Reads the 1xxx number behind a 530 and says what it means.",
        needs: .any(.edge, .har),
        against: "A structured answer with another number.",
        asks: [.record, .tunnelLog], source: .error(530)
    ) { view, facts in
        view.edgeFindings(530) { error, origin in
            let numbers = view.numberedErrors.filter { $0.host == error.host }.map(\.number)
            if numbers.contains(where: { AnalysisRule.numbersWithRules.contains($0) }) { return nil }
            guard let number = numbers.first,
                let fact = facts.error(number)
            else {
                return error.finding(
                    "unknown", "the 1xxx number that says why was not found", .undetermined, .possible,
                    origin: origin,
                    facts: facts, next: ["Read the number on the error page: curl -s https://\(error.host)/"])
            }
            return error.finding(
                "\(number)", "\(number), \(fact.title): \(fact.meaning)", .edgeConfiguration, .high,
                origin: origin,
                facts: facts, next: [fact.ownerAction]
            )?.resting(on: fact.source, asOf: fact.asOf)
        }
    }
}
