import CaseFacts
import CaseModel

extension AnalysisRule {
    static let transfersStall = AnalysisRule(
        "transfers-stall", .lead,
        help:
            "Says when several transfers stand still after about as much as networks that throttle let through.",
        needs: .any(.edge, .har), against: "A bigger answer over the same network that came whole.",
        asks: [.path, .secondNetwork, .har], source: .edition("limits")
    ) { view, facts in
        guard let around = facts.size("throttled-connection")?.byteCount else { return [] }
        // What lies in buffers counts as sent, or not.
        let range = (around - around / 4)...(around + around / 4)
        var stalled: [Finding.Citation?] = []
        var whole: [Finding.Citation?] = []
        for step in view.web + view.ways where step.leg == .edge {
            for exchange in step.exchanges where exchange.status != nil {
                let length = exchange.body.length
                if exchange.failure?.code == .timeout, range.contains(length) {
                    stalled.append(step.cite("the transfer stood still after \(length) bytes"))
                } else if exchange.failure == nil, length > range.upperBound {
                    whole.append(step.cite("\(length) bytes came whole"))
                }
            }
        }
        for (har, entry) in view.failedEntries + view.cutEntries {
            guard let bytes = entry.bodyBytes, range.contains(bytes), entry.error?.isTimeout ?? false else {
                continue
            }
            stalled.append(
                Finding.Citation(
                    file: har.file, pointer: "/log/entries/\(entry.index)",
                    says: "\(entry.says), after \(bytes) bytes"))
        }
        guard stalled.count >= 2 else { return [] }
        return [
            Finding(
                "transfers-stall",
                "\(stalled.count) transfers stood still after about \(around / 1024) KB: a network on the way may throttle them",
                .path, whole.isEmpty ? .likely : .possible, because: stalled, against: Array(whole.prefix(3)),
                next: [
                    "Fetch something of 100 KB from another network: if it comes whole, show both to the visitors' provider."
                ])
        ].compactMap { $0 }
    }
}

extension EvidenceView {
    /// Answered HAR entries of hosts that matter whose transfer ended in an error.
    var cutEntries: [(har: HARFile, entry: HAREntry)] {
        hars.flatMap { har in
            har.summary.first.filter { concerns($0.host) && $0.error != nil && ($0.status ?? 999) < 400 }.map
            { (har, $0) }
        }
    }
}

extension String {
    /// Whether a browser's error says that time ran out or the connection broke off.
    fileprivate var isTimeout: Bool {
        let words = ["TIMED_OUT", "TIMEOUT", "CONNECTION_RESET", "CONTENT_LENGTH_MISMATCH", "INCOMPLETE"]
        return words.contains { uppercased().contains($0) }
    }
}
