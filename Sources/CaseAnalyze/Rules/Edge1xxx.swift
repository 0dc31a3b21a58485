import CaseFacts
import CaseModel

extension AnalysisRule {
    static let edge1xxx = AnalysisRule(
        "edge-1xxx", .cause, help: "Names the 1xxx number on an error page of the edge and who can lift it."
    ) { view, facts in
        var hits: [(number: Int, host: String, steps: [WebStep])] = []
        for step in view.web where step.leg != .origin {
            guard let last = step.last, last.status != 530, let number = EdgeErrorNumber.of(last) else {
                continue
            }
            let host = last.url.host.description
            if let place = hits.firstIndex(where: { $0.number == number && $0.host == host }) {
                hits[place].steps.append(step)
            } else {
                hits.append((number, host, [step]))
            }
        }
        return hits.prefix(10).compactMap { number, host, steps in
            guard let fact = facts.error(number) else {
                return Finding(
                    "edge-1xxx", "error \(number) at the edge for \(host), a number that is not known here",
                    .undetermined, .possible, because: steps.map { $0.cite() })
            }
            let who = fact.isOwnersRule ? "; only a rule of the zone's owner does that" : ""
            return Finding(
                "edge-1xxx-\(number)",
                "error \(number) at the edge for \(host), \(fact.title): \(fact.meaning)\(who)",
                .edgeConfiguration, .high, because: steps.map { $0.cite() }, next: [fact.ownerAction]
            )?.resting(on: fact.source, asOf: fact.asOf)
        }
    }
}
