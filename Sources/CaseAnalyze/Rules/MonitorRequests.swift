import CaseFacts
import CaseModel

extension AnalysisRule {
    static let monitorRequests = AnalysisRule(
        "monitor-requests", .context,
        help: "Counts the failing requests of a log that are monitors' and not visitors'.",
        needs: .all(.log), against: "Visitors whose requests fail at the same times.", asks: [],
        source: .edition("network")
    ) { view, facts in
        view.logs.compactMap { log -> Finding? in
            let failures = log.evidence.failures
            let monitors = log.monitored(facts)
            let isAll = !monitors.isEmpty && monitors.count == failures.count
            return Finding(
                "monitor-requests",
                isAll
                    ? "every failing request that is listed of the log (\(monitors.count)) is a monitor's: no visitor is seen to fail"
                    : "of \(failures.count) failing requests that are listed of the log \(monitors.count) came from monitors and not from visitors",
                .benign, isAll ? .likely : .high, because: monitors.prefix(4).map { log.cite($0) },
                next: isAll ? ["Ask the monitor's way: same address, method and user agent."] : [])
        }
    }
}

extension LogFile {
    /// Failing lines whose user agent is a monitor's.
    func monitored(_ facts: Facts) -> [LogLine] {
        evidence.failures.filter { $0.userAgent.map(facts.network.isMonitor) ?? false }
    }
}
