import CaseFacts
import CaseModel

extension AnalysisRule {
    static let edge524Log = AnalysisRule(
        "edge-524-log", .cause,
        help:
            "Says what the origin's log has of requests the edge answered with 524, or that it has nothing.",
        needs: .either([.rayLog, .har], [.rayLog, .edge]),
        against: "A short duration in the line, or another server behind the name.",
        asks: [.errorLog, .originLog], source: .error(524)
    ) { view, facts in
        let failing = view.failingRays.filter { $0.status == 524 }
        let absent = failing.filter { view.loggedLines(of: $0).isEmpty && view.isCovered($0) }.map(\.citation)
        let logs = view.logs.filter(\.evidence.hasRayField).prefix(2).map { log in
            log.cite("\(counted(log.evidence.matches.count, "line")) with Ray IDs of the case")
        }
        return [
            finished(view, failing, facts.timeout("read")),
            Finding(
                "edge-524-log-absent",
                "the origin's log has no line for \(counted(absent.count, "request")) that ended in 524: they still ran, were "
                    + "killed, or went to another server", .undetermined, .possible,
                because: absent.isEmpty ? [] : absent + logs,
                next: [
                    "Look whether this server logs a request only when it ends, and whether a worker was killed at the time.",
                    "Check that the log is of every server behind the name.",
                ]),
        ].compactMap { $0 }
    }

    /// Lines that took as long as the edge waits, or do not say how long; quick ones speak against it.
    private static func finished(
        _ view: EvidenceView, _ failing: [FailingRay], _ limit: TimeoutFact?
    ) -> Finding? {
        let least = limit.map { min($0.duration, $0.olderDuration ?? $0.duration) } ?? .zero
        var slow: [Finding.Citation?] = []
        var quick: [Finding.Citation?] = []
        for request in failing {
            guard let (log, line) = view.loggedLines(of: request).first else { continue }
            let isQuick = line.duration.map { $0 < least } ?? false
            if isQuick { quick.append(log.cite(line)) } else { slow += [request.citation, log.cite(line)] }
        }
        return Finding(
            "edge-524-log-finished",
            "the origin's log has \(slow.count / 2) of the requests that ended in 524: it took them and was too slow",
            .origin,
            quick.isEmpty ? .high : .likely, because: slow, against: quick,
            next: [
                "Find what these requests wait for; let long work report later instead of holding the answer."
            ])
    }
}

extension EvidenceView {
    /// Whether a log with Ray IDs was being written, and read by us, at the time of an answer.
    func isCovered(_ failing: FailingRay) -> Bool {
        guard let at = failing.at else { return false }
        return isCovered(at)
    }

    /// The same for an instant by the edge's clock.
    func isCovered(_ at: Timestamp) -> Bool {
        logs.contains { log in
            log.evidence.hasRayField && log.evidence.matches.count < HARSummary.listLimit
                && log.evidence.summary.zoneSource != .assumed
                && log.covers(at.advanced(by: clocks.originSkew), window: incident.window)
        }
    }
}
