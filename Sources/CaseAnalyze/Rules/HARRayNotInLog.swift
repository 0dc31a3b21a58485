import CaseFacts
import CaseModel

extension AnalysisRule {
    static let harRayNotInLog = AnalysisRule(
        "har-ray-not-in-log", .lead,
        help: "Says when requests the edge answered are missing in an origin log that covers their time.",
        needs: .all(.har, .rayLog),
        against:
            "Another server behind the name whose log is not here, or a log that is written only when a request ends.",
        asks: [.originLog], source: .evidence
    ) { view, _ in
        let logs = view.logs.filter {
            $0.evidence.hasRayField && $0.evidence.matches.count < HARSummary.listLimit
        }
        guard !logs.isEmpty else { return [] }
        let logged = Set(logs.flatMap { $0.evidence.matches.compactMap { $0.ray?.value } })
        var expected: [(har: HARFile, entry: HAREntry)] = []
        for har in view.hars {
            for entry in har.summary.withRay
            where view.concerns(entry.host) && !CacheStatus.isWithoutOrigin(entry.cacheStatus) {
                guard let at = har.edgeTime(of: entry), view.isCovered(at) else { continue }
                expected.append((har, entry))
            }
        }
        let missing = expected.filter { pair in pair.entry.ray.map { !logged.contains($0.value) } ?? false }
        let failed = missing.filter { ($0.entry.status ?? 0) >= 500 }
        guard !missing.isEmpty else { return [] }
        let shown = (failed.isEmpty ? missing : failed).prefix(8).map { $0.har.cite($0.entry) }
        let logCitations = logs.prefix(3).map { log in
            log.cite("\(counted(log.evidence.matches.count, "line")) with Ray IDs of the case")
        }
        let title =
            "\(missing.count) of \(expected.count) Ray IDs in the HAR, cache hits aside, not in the origin's log"
        return [
            Finding(
                failed.isEmpty ? "har-ray-not-in-log" : "har-ray-not-in-log-failed",
                failed.isEmpty
                    ? title + ": the edge answered those itself, or another origin did"
                    : title + ", \(failed.count) with 5xx: the edge may not have reached the origin",
                .undetermined, .possible, because: shown + logCitations,
                next: [
                    "Check that this log is of every server behind the name; Workers and redirect rules answer without the origin."
                ])
        ].compactMap { $0 }
    }

}
