import CaseFacts
import CaseModel

extension AnalysisRule {
    static let statusDiffers = AnalysisRule(
        "status-differs", .lead,
        help: "Says when the origin answers the same request with another status than the edge.",
        needs: .all(.edge, .origin),
        against: "A cache, a redirect rule or a Worker that answers in the origin's place on purpose.",
        asks: [.securityEvent], source: .evidence
    ) { view, _ in
        var seen: Set<WebURL> = []
        return view.web.compactMap { step -> Finding? in
            guard step.leg == .edge, let first = step.exchanges.first, let edge = first.status, edge < 500,
                first.field("cf-mitigated") == nil, step.circle == nil, EdgeErrorNumber.of(first) == nil,
                case .answered(let direct, let origin) = view.origin(of: step.host, url: step.probe.url),
                direct.probe.url == step.probe.url, origin != edge,
                // An origin that turns away direct requests is locked, which has a rule of its own.
                !(edge < 400 && origin >= 400), seen.insert(step.probe.url).inserted
            else { return nil }
            let isRefusal = edge >= 400
            return Finding(
                "status-differs", "the edge answers \(step.host) with \(edge), the origin with \(origin)",
                .edgeConfiguration, isRefusal ? .likely : .possible,
                because: [
                    step.cite("the edge answered \(edge)" + (first.ray.map { ", Ray \($0)" } ?? "")),
                    direct.cite("the origin answered \(origin)"),
                ],
                next: isRefusal
                    ? [
                        Advice.securityEvents,
                        "Look for a rule or a Worker that answers in the origin's place.",
                    ]
                    : ["Look for a redirect rule, Always Use HTTPS, a Worker or an old copy in the cache."])
        }
    }
}
