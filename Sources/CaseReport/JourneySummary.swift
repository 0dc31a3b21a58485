import CaseModel
import CaseRedact

/// What the edge saw and the origin did not, and the reverse, in sentences with their counts.
struct JourneySummary {
    let sentences: [String]

    init(_ journeys: [Journey], _ evidence: SealedCase) {
        var sentences: [String] = []
        let total = Measure.count(journeys.count, "request")
        func say(_ count: Int, _ words: String) {
            if count > 0 { sentences.append("\(Measure.count(count)) of \(total) with a Ray ID: \(words).") }
        }
        say(
            journeys.count(where: \.contradicts),
            "the origin logged another outcome than the edge gave")
        let absent = journeys.filter { $0.origin == .absent }
        say(
            absent.count(where: \.isFailed),
            "failed at the edge and not in the origin's log, which covers the time")
        say(
            absent.count { !$0.isFailed },
            "answered at the edge and not in the origin's log, which covers the time")
        say(journeys.count { $0.origin == .logged }, "seen by the edge and in the origin's log")
        say(journeys.count { $0.origin == .notAsked }, "answered from the edge's cache, the origin not asked")
        say(journeys.count { $0.origin == .unknown }, "no log of the origin could have it")
        let others = Self.originOnly(journeys, evidence)
        if others > 0 {
            sentences.append(
                "\(Measure.count(others, "failing line")) of the origin's logs "
                    + "\(others == 1 ? "has" : "have") a Ray ID that neither the browser nor a probe saw.")
        }
        self.sentences = sentences
    }

    /// Failing lines of the logs whose request nobody else recorded.
    private static func originOnly(_ journeys: [Journey], _ evidence: SealedCase) -> Int {
        let seen = Set(journeys.map(\.ray.value))
        return evidence.logs.reduce(0) { sum, log in
            sum
                + log.record.value.failures.count { line in
                    line.ray.map { !seen.contains($0.value) } ?? false
                }
        }
    }
}
