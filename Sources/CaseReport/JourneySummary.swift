import CaseModel

/// What the edge saw and the origin did not, and the reverse, in sentences with their counts.
///
/// Of more than 200 requests those that are listed are the ones that were looked at one by one; the sentence says so.
struct JourneySummary {
    let sentences: [String]

    init(_ correlation: Correlation, _ rows: [JourneyRow]) {
        var sentences: [String] = []
        let total = Measure.count(correlation.journeyCount, "request")
        let listed =
            rows.count < correlation.journeyCount
            ? "the \(Measure.count(rows.count)) listed (of \(total))" : total
        func say(_ count: Int, of whole: String, _ words: String) {
            if count > 0 { sentences.append("\(Measure.count(count)) of \(whole): \(words).") }
        }
        say(
            rows.count(where: \.contradicts), of: listed,
            "the origin logged another outcome than the edge gave")
        say(
            rows.count { $0.isFailed && $0.journey.origin == .absent }, of: listed,
            "failed at the edge and not in the origin's log, which covers the time")
        say(
            correlation.atEdgeOnly, of: total,
            "at the edge and not in the origin's log, which covers the time")
        say(correlation.atBoth, of: total, "seen by the edge and in the origin's log")
        say(
            rows.count { $0.journey.origin == .notAsked }, of: listed,
            "answered from the edge's cache, the origin not asked")
        say(correlation.notCovered, of: total, "no log of the origin could have it")
        let others = correlation.atOriginOnly
        if others > 0 {
            let failing = correlation.failedAtOriginOnly.count
            sentences.append(
                "\(Measure.count(others, "line")) of the origin's logs \(others == 1 ? "has" : "have") a Ray ID that "
                    + "neither the browser nor a probe saw"
                    + (failing > 0 ? "; \(Measure.count(failing)) failed." : "."))
        }
        self.sentences = sentences
    }
}
