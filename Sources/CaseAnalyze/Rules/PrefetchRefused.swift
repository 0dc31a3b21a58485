import CaseFacts
import CaseModel

extension AnalysisRule {
    static let prefetchRefused = AnalysisRule(
        "prefetch-refused", .context,
        help: "Counts 503 answers to what browsers fetch ahead, which no visitor sees (Speed Brain).",
        needs: .either([.har], [.log, .edge]), against: "503 for a page somebody asked for.", asks: [],
        source: .error(503)
    ) { view, _ in
        let ahead = view.hars.compactMap { har -> Finding? in
            let refused = har.refusedAhead.filter { view.concerns($0.host) }
            return Finding(
                "prefetch-refused",
                "\(counted(refused.count, "answer")) with 503 in the HAR to what was fetched ahead, which the edge may refuse",
                .benign, .high, because: refused.prefix(6).map { har.cite($0) })
        }
        return ahead + [logged(view)].compactMap { $0 }
    }

    /// Speed Brain is on, no probe got 503, and a log has some.
    private static func logged(_ view: EvidenceView) -> Finding? {
        let edge = view.web.filter { $0.leg == .edge }
        guard
            let step = edge.first(where: { $0.exchanges.contains { $0.field("speculation-rules") != nil } }),
            !edge.contains(where: { $0.status == 503 })
        else { return nil }
        for log in view.logs {
            guard let count = log.statusCounts[503], count > 0 else { continue }
            return Finding(
                "prefetch-refused-logged",
                "\(counted(count, "line")) with 503 may be of prefetches: the zone has Speed Brain on, and no request here got 503",
                .benign,
                .possible,
                because: [
                    log.cite("\(counted(count, "line")) with status 503"),
                    step.cite("the answer has speculation-rules"),
                ],
                next: ["Look whether these requests carry Sec-Purpose: prefetch."])
        }
        return nil
    }
}
