import CaseFacts
import CaseModel

extension AnalysisRule {
    static let edge1033 = AnalysisRule(
        "edge-1033", .cause,
        help: "Says when no connector of the tunnel is there, and which tunnel it is (1033).",
        needs: .any(.edge, .trace), against: "A log of cloudflared with connections that stand.",
        asks: [.tunnelLog],
        source: .error(1033)
    ) { view, facts in
        view.numberFindings([1033], facts) { _, name in
            let tunnel = name.alias(below: facts.network.tunnelSuffix)
            return NumberReading(
                variant: "", says: "cloudflared is not connected" + (tunnel.map { " for \($0)" } ?? ""),
                confidence: .high, attribution: .origin,
                because: tunnel.map { name.cite(alias: $0) } ?? [],
                next: [
                    "On the origin run: cloudflared tunnel info "
                        + (tunnel.map { String($0.prefix { $0 != "." }) } ?? "TUNNEL"),
                    "Read its log: it says why connections to the edge end or are not made.",
                ])
        }
    }
}
