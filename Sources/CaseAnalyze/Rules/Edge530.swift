import CaseFacts
import CaseModel

extension AnalysisRule {
    static let edge530 = AnalysisRule(
        "edge-530", .cause, help: "Reads the 1xxx number behind a 530 and says what it means."
    ) { view, facts in
        view.edgeFindings(530) { error, origin in
            guard let number = error.steps.lazy.compactMap({ $0.last.flatMap(EdgeErrorNumber.of) }).first,
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
                facts: facts, next: [fact.ownerAction] + Self.steps(number, error.host)
            )?.resting(on: fact.source, asOf: fact.asOf)
        }
    }

    private static func steps(_ number: Int, _ host: String) -> [String] {
        switch number {
        case 1016: [Advice.dig(host, "CNAME")]
        case 1033: ["On the origin run: cloudflared tunnel info TUNNEL"]
        default: []
        }
    }
}
