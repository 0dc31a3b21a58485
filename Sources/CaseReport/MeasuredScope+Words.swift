import CaseModel

extension PrioritySuggestion.Limit {
    /// Why the priority is not higher, after "because".
    var words: String {
        switch self {
        case .onePlace: "it was seen from one place alone"
        case .partly: "P1 needs five failures or more, and half of what was measured"
        case .rarely: "it failed once or rarely (--samples measures how often)"
        case .nothingFails: "no 5xx and no missing answer was measured"
        }
    }
}

extension MeasuredScope {
    /// `1 of 1 URLs at the edge, 14 of 20 samples (70 %) failed; families that fail: IPv4 of IPv4 and IPv6; seen from 1 place:
    /// this host (FRA)`.
    var words: String {
        var parts: [String] = []
        func add(_ share: Share, _ noun: String, asPercent: Bool = false) {
            guard share.total > 0 else { return }
            let percent = asPercent ? Measure.percent(share.part * 100).map { " (\($0))" } ?? "" : ""
            parts.append("\(Measure.count(share.failed)) of \(Measure.count(share.total)) \(noun)\(percent)")
        }
        add(urls, "URLs at the edge")
        add(ways, "further requests over other families and versions")
        add(originRequests, "requests at the origin")
        add(samples, "samples", asPercent: true)
        add(entries, "HAR entries of the zone")
        add(logLines, "log lines of the window (5xx)", asPercent: true)
        var text = parts.joined(separator: ", ") + (parts.isEmpty ? "" : " failed")
        if !triedFamilies.isEmpty {
            let failing = failingFamilies.isEmpty ? "none" : failingFamilies.joined(separator: " and ")
            text += "; families that fail: \(failing) of \(triedFamilies.joined(separator: " and "))"
        }
        if !places.isEmpty {
            text += "; seen from \(Measure.count(places.count, "place")): \(places.joined(separator: ", "))"
        }
        return text
    }
}
