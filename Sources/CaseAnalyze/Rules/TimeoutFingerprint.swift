import CaseFacts
import CaseModel

extension AnalysisRule {
    static let timeoutFingerprint = AnalysisRule(
        "timeout-fingerprint", .lead,
        help:
            "Recognises a timeout of the edge by how long a failing answer took, and answers too quick to be one.",
        needs: .any(.edge, .har),
        against: "An origin that takes as long for reasons of its own.",
        asks: [.originLog], source: .timeout("read")
    ) { view, facts in
        var waits: [(status: Int, wait: Duration, citation: Finding.Citation?)] = []
        for step in view.web where step.leg == .edge {
            guard let status = step.status, status >= 500, let wait = step.wait else { continue }
            waits.append((status, wait, step.cite("\(status) after \(wait.spoken)")))
        }
        for (har, entry) in view.failedEntries where entry.ray != nil {
            guard let status = entry.status, status >= 500,
                let wait = Duration(spokenMilliseconds: entry.phasesMS["wait"] ?? entry.timeMS ?? -1)
            else { continue }
            var citation = har.cite(entry)
            citation.says += ", after \(wait.spoken)"
            waits.append((status, wait, citation))
        }
        let slow = facts.timeouts.compactMap { limit -> Finding? in
            let hits = waits.filter { $0.status == limit.status && limit.fits($0.wait) }
            // One answer that took so long may be chance.
            let isSure = hits.count > 1
            return Finding(
                "timeout-fingerprint-\(limit.name)",
                "\(counted(hits.count, "answer")) \(limit.status ?? 0) took about \(limit.duration.spoken): \(limit.says)",
                isSure ? .origin : .undetermined, isSure ? .likely : .possible, because: hits.map(\.citation)
            )?.resting(on: limit.source, asOf: limit.asOf)
        }
        let quick = waits.filter { EdgeError.isTooQuick($0.status, $0.wait) }
        let finding = Finding(
            "timeout-fingerprint-too-quick",
            "\(counted(quick.count, "timeout")) told in under a second: remembered or made up, ask again",
            .undetermined, .possible, because: quick.map(\.citation))
        return slow + [finding].compactMap { $0 }
    }
}

extension TimeoutFact {
    /// Whether a wait may have been ended by this limit or the one older editions name.
    fileprivate func fits(_ wait: Duration) -> Bool {
        let tolerance = Duration.seconds(2)
        return [duration, olderDuration].contains { limit in
            limit.map { (wait - $0).magnitude <= tolerance } ?? false
        }
    }
}
