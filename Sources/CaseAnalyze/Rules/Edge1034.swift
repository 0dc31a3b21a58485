import CaseFacts
import CaseModel

extension AnalysisRule {
    static let edge1034 = AnalysisRule(
        "edge-1034", .cause, help: "Says when a record leads to an address no site may have (1034).",
        needs: .any(.edge, .trace), against: "Addresses of the name that are none of those.",
        asks: [.record, .lookups],
        source: .error(1034)
    ) { view, facts in
        view.numberFindings([1034], facts) { error, name in
            let network = facts.network
            let bad = name.addresses(in: network.restricted)
            if let address = bad.first {
                return NumberReading(
                    variant: "restricted",
                    says: "its record holds \(address), an address of the CDN that serves no sites",
                    confidence: .high, because: name.cite(bad),
                    next: ["Put the origin's address into the record, and let it be proxied."])
            }
            let placeholders = name.addresses(in: network.placeholders)
            if let address = placeholders.first {
                return NumberReading(
                    variant: "placeholder",
                    says: "its record shows the placeholder \(address) to everybody: it should be proxied",
                    confidence: .likely, because: name.cite(placeholders),
                    next: [
                        "Switch the record to proxied; behind it a Worker or a redirect rule has to answer."
                    ])
            }
            return NumberReading(
                variant: "", says: "a record of the zone holds an address of the CDN that it may not use",
                confidence: .likely, next: ["Read the records of \(error.host) in the dashboard."])
        }
    }
}
