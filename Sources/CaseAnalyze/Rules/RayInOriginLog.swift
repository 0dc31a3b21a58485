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
        var same: [Finding.Citation?] = []
        var late: [Finding.Citation?] = []
        var strange: [Finding.Citation?] = []
        var unusable: [Finding.Citation?] = []
        var isLateForSure = true
        for failing in view.failingRays {
            guard let (log, line) = view.loggedLines(of: failing).first(where: { $0.line.status != nil }),
                let logged = line.status
            else { continue }
            let pair = [failing.citation, log.cite(line)]
            if logged == failing.status {
                same += pair
            } else if logged < 500, [520, 522, 524].contains(failing.status) {
                late += pair
                // After 522 there may have been no exchange at all.
                if failing.status == 522 { isLateForSure = false }
            } else if logged < 500, [521, 523, 525, 526].contains(failing.status) {
                strange += pair
            } else if logged < 400, failing.status == 502 {
                unusable += pair
            }
        }
        return [
            Finding(
                "ray-in-origin-log-same-status",
                "the origin logged the same error for \(counted(same.count / 2, "failing Ray ID")): the error is its own",
                .origin, .high, because: same, next: ["Read the origin's error log at these times."]),
            Finding(
                "ray-in-origin-log-answered-late",
                "the origin logged another status for \(counted(late.count / 2, "Ray ID")) that failed at the edge: it answered too "
                    + "late or was cut off", .origin, isLateForSure ? .likely : .possible, because: late,
                next: ["Compare the logged durations with the edge's timeouts."]),
            Finding(
                "ray-in-origin-log-contradiction",
                "the origin logged answers for \(counted(strange.count / 2, "Ray ID")) of which the edge says that it got no "
                    + "connection: something stands between the two", .undetermined, .possible,
                because: strange,
                next: ["Look for a load balancer or a proxy before the server that wrote this log."]),
            Finding(
                "ray-in-origin-log-unusable",
                "the origin logged a good answer for \(counted(unusable.count / 2, "Ray ID")) that ended in 502: the edge could "
                    + "not use it, or something between broke it", .undetermined, .possible,
                because: unusable,
                next: [
                    "Compare Content-Length with what the origin sends, and whether what it calls gzip unpacks."
                ]),
        ].compactMap { $0 }
    }
}
