import CaseFacts
import CaseModel

extension AnalysisRule {
    static let edge1014 = AnalysisRule(
        "edge-1014", .cause, help: "Names the alias that leads into a zone of another account (1014).",
        needs: .any(.edge, .trace), against: "An alias that stays within the zone.",
        asks: [.lookups, .record],
        source: .error(1014)
    ) { view, facts in
        view.numberFindings([1014], facts) { error, name in
            let zone = view.incident.zone.description
            let outside = name.aliases.first { $0 != zone && !$0.hasSuffix("." + zone) }
            guard let outside else {
                return NumberReading(
                    variant: "", says: "a CNAME leads into a zone of another account", confidence: .likely,
                    next: [
                        "Read the record's target in the dashboard; proxied records do not show it in the DNS."
                    ])
            }
            return NumberReading(
                variant: "alias", says: "its CNAME \(outside) leads into a zone of another account",
                confidence: .high, because: name.cite(alias: outside),
                next: ["Let the owner of \(outside) add \(error.host) as a custom hostname."])
        }
    }
}
