import CaseFacts
import CaseModel

extension AnalysisRule {
    static let rayInOriginLog = AnalysisRule(
        "ray-in-origin-log", .cause,
        help: "Compares a failing answer with the line the origin logged for the same Ray ID.",
        needs: .either([.rayLog, .har], [.rayLog, .edge]),
        against: "A host or a time that differs, for Ray IDs may repeat.",
        asks: [.errorLog], source: .evidence
    ) { view, _ in
        let pairs = LoggedFailure.list(view)
        return [
            pairs.same.finding(
                "same-status", "the origin logged the same error for", "failing Ray ID",
                ": the error is its own", .origin,
                .high, "Read the origin's error log at these times."),
            pairs.late.finding(
                "answered-late", "the origin logged another status for", "Ray ID",
                " that failed at the edge: it answered too late or was cut off", .origin,
                // After 522 there may have been no exchange at all.
                pairs.late.contains { $0.status == 522 } ? .possible : .likely,
                "Compare the logged durations with the edge's timeouts."),
            pairs.strange.finding(
                "contradiction", "the origin logged answers for", "Ray ID",
                " of which the edge says that it got no connection: something stands between the two",
                .undetermined,
                .possible, "Look for a load balancer or a proxy before the server that wrote this log."),
            pairs.unusable.finding(
                "unusable", "the origin logged a good answer for", "Ray ID",
                " that ended in 502: the edge could not use it, or something between broke it", .undetermined,
                .possible,
                "Compare Content-Length with what the origin sends, and whether what it calls gzip unpacks."),
        ].compactMap { $0 }
    }
}

/// A failing answer and the line the origin logged for it.
private struct LoggedFailure {
    let status: Int
    let citations: [Finding.Citation?]

    /// What the origin logged: the same status, an answer the edge did not wait for, one it says it could not get, one it
    /// could not use.
    static func list(
        _ view: EvidenceView
    ) -> (same: [Self], late: [Self], strange: [Self], unusable: [Self]) {
        var (same, late, strange, unusable): ([Self], [Self], [Self], [Self]) = ([], [], [], [])
        for failing in view.failingRays {
            guard let (log, line) = view.loggedLines(of: failing).first(where: { $0.line.status != nil }),
                let logged = line.status
            else { continue }
            let pair = Self(status: failing.status, citations: [failing.citation, log.cite(line)])
            switch failing.status {
            case logged: same.append(pair)
            case 520, 522, 524: if logged < 500 { late.append(pair) }
            case 521, 523, 525, 526: if logged < 500 { strange.append(pair) }
            case 502: if logged < 400 { unusable.append(pair) }
            default: break
            }
        }
        return (same, late, strange, unusable)
    }
}

extension [LoggedFailure] {
    /// `before 3 nouns after`, resting on all of them.
    fileprivate func finding(
        _ variant: String, _ before: String, _ noun: String, _ after: String,
        _ attribution: Finding.Attribution,
        _ confidence: Finding.Confidence, _ next: String
    ) -> Finding? {
        Finding(
            "ray-in-origin-log-\(variant)", "\(before) \(counted(count, noun))\(after)", attribution,
            confidence,
            because: flatMap(\.citations), next: [next])
    }
}
