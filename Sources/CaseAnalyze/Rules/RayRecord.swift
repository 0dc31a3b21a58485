import CaseFacts
import CaseModel

extension AnalysisRule {
    static let rayRecord = AnalysisRule(
        "ray-record", .cause,
        help:
            "Reads the edge's own record of a failing request: whether the origin answered it, and with what.",
        needs: .all(.api),
        against: "A Worker that made requests of its own, which have records of their own.",
        asks: [.originLog], source: .evidence
    ) { view, _ in
        view.apiItems("api-ray").compactMap { reading, item -> Finding? in
            guard let edge = item["EdgeResponseStatus"].flatMap({ Int($0) }), edge >= 500 else { return nil }
            let ray = item["RayID"] ?? reading.id.description
            let citation = reading.cite(
                "edge \(edge), origin \(item["OriginResponseStatus"] ?? "not said"), cache \(item["CacheCacheStatus"] ?? "not said")"
            )
            switch item["OriginResponseStatus"].flatMap({ Int($0) }) {
            case edge:
                return Finding(
                    "ray-record-origin",
                    "by the edge's record of Ray \(ray), the \(edge) is the origin's own answer", .origin,
                    .high, because: [citation],
                    next: ["Look for the request in the origin's log and its error log."])
            case 0:
                // The origin was not asked for what the cache has.
                guard !CacheStatus.isStored(item["CacheCacheStatus"]) else { return nil }
                return Finding(
                    "ray-record-no-answer",
                    "by the edge's record of Ray \(ray), the origin gave no answer: the edge made the \(edge)",
                    .undetermined, .high, because: [citation],
                    next: [
                        "Look for the Ray ID in the origin's log: whether the request arrived decides whose turn it is."
                    ])
            case let origin?:
                return Finding(
                    "ray-record-changed",
                    "by the edge's record of Ray \(ray), the origin answered \(origin) and the edge \(edge)",
                    .edgeConfiguration, .likely, because: [citation],
                    next: ["Look for Workers, rules and error pages that change answers of this host."])
            case nil: return nil
            }
        }
    }
}
