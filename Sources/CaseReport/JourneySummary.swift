import CaseModel

/// What the edge saw and the origin did not, and the reverse, in sentences with their counts.
///
/// What is counted among the rows is so among the listed requests alone (200 at most); the rest is of all.
struct JourneySummary {
    let sentences: [String]

    init(_ correlation: Correlation, _ rows: [JourneyRow]) {
        var sentences: [String] = []
        let total = Measure.count(correlation.journeyCount, "request")
        func say(_ count: Int, _ words: String) {
            if count > 0 { sentences.append("\(Measure.count(count)) of \(total): \(words).") }
        }
        say(rows.count(where: \.contradicts), "the origin logged another outcome than the edge gave")
        say(
            rows.count { $0.isFailed && $0.journey.origin == .absent },
            "failed at the edge and not in the origin's log, which covers the time")
        say(correlation.atEdgeOnly, "at the edge and not in the origin's log, which covers the time")
        say(correlation.atBoth, "seen by the edge and in the origin's log")
        say(
            rows.count { $0.journey.origin == .notAsked },
            "answered from the edge's cache, the origin not asked")
        say(correlation.notCovered, "no log of the origin could have it")
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
