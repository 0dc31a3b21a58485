import CaseFacts
import CaseModel

extension AnalysisRule {
    static let edge1001 = AnalysisRule(
        "edge-1001", .cause,
        help: "Says why the edge does not know the host it was asked for (1001, 1018, 1023).",
        needs: .any(.edge, .trace), against: "A delegation of the zone to the name servers it was assigned.",
        asks: [.walk, .assignedServers], source: .error(1001)
    ) { view, facts in
        view.numberFindings([1001, 1018, 1023], facts) { error, name in
            if error.host == facts.network.partialSuffix
                || error.host.hasSuffix("." + facts.network.partialSuffix)
            {
                return NumberReading(
                    variant: "partial-name",
                    says: "it was asked by the name other DNS providers lead to, which no visitor uses",
                    confidence: .high, next: ["Ask by the site's own name."])
            }
            if let lost = name.dangling.first, let target = lost.aliases.last {
                return NumberReading(
                    variant: "dangling", says: "the name leads on to \(target), which has no address",
                    confidence: .high, because: name.dangling.prefix(3).map { $0.cite() },
                    next: ["Correct the CNAME's target, or create it."])
            }
            if let outside = view.outsideDelegation(of: error.host, facts) {
                return NumberReading(
                    variant: "not-delegated",
                    says:
                        "the zone \(outside.zone.name) is delegated to other name servers, so it is not active at the CDN",
                    confidence: .likely, because: [outside.walk.citeParent(of: outside.zone)],
                    next: [
                        "Enter the assigned name servers at the registrar, or set the zone up as a partial one."
                    ])
            }
            return NumberReading(
                variant: "", says: "the edge has no such host, or its record's target does not resolve",
                confidence: .likely,
                next: [
                    "Check that the host is in a zone that is active, and follow its CNAME: dig \(error.host) CNAME"
                ])
        }
    }
}
