import CaseFacts
import CaseModel

extension AnalysisRule {
    static let balancerCookie = AnalysisRule(
        "balancer-cookie", .context,
        help: "Says when a load balancer's cookie tells everybody an address behind it.",
        needs: .any(.edge, .origin), against: "The encrypted form of the cookie.", asks: [],
        source: .evidence
    ) { view, _ in
        var seen: Set<String> = []
        return (view.web + view.ways).compactMap { step -> Finding? in
            guard let server = step.exchanges.lazy.compactMap(\.balancedServer).first,
                seen.insert(step.host).inserted
            else { return nil }
            return Finding(
                "balancer-cookie",
                "a persistence cookie of \(step.host) names the server \(server) behind the load balancer to every visitor",
                .origin, .high,
                because: [
                    step.cite("the answer sets a BIGip cookie in plain form, which reads as \(server)")
                ],
                next: [
                    "Let the load balancer encrypt its persistence cookie.",
                    "The edge sends requests of many visitors over one connection: let the balancer choose a server for each "
                        + "request and not for each connection.",
                ])
        }
    }
}
