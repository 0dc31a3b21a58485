import CaseFacts
import CaseModel

extension AnalysisRule {
    static let staleCopy = AnalysisRule(
        "stale-copy", .lead,
        help: "Says when the edge serves an old copy because it could not renew it at the origin.",
        needs: .any(.edge, .har),
        against: "A setting that serves old copies while they are renewed.",
        asks: [.originProbe], source: .evidence
    ) { view, _ in
        let steps = view.web.filter {
            $0.leg == .edge && $0.last?.field("cf-cache-status")?.uppercased() == "STALE"
        }
        let entries = view.hars.flatMap { har in
            har.summary.withRay.filter { $0.cacheStatus?.uppercased() == "STALE" && view.concerns($0.host) }
                .prefix(6).map { har.cite($0) }
        }
        return [
            Finding(
                "stale-copy", "the edge serves old copies: it could not reach the origin to renew them",
                .origin, .likely,
                because: steps.map { $0.cite("\($0.says), cf-cache-status: STALE") } + entries,
                next: ["Ask the origin directly; what is not in the cache may already fail."])
        ].compactMap { $0 }
    }
}
