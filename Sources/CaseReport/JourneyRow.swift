import CaseModel
import CaseRedact

/// One request on its way, as the page shows it: who asked, what the edge answered, what the origin logged.
struct JourneyRow {
    let journey: Journey
    /// Below the host; `nil` when it is not kept.
    let path: String?

    init(_ journey: Journey, path: String? = nil) {
        self.journey = journey
        self.path = path
    }

    /// Contradictions first, then what failed and the origin has no line of, then what failed, then the slow.
    static func rows(_ evidence: SealedCase, _ analysis: Analysis) -> [JourneyRow] {
        let paths = RequestPaths(evidence)
        return analysis.correlation.journeys.map { JourneyRow($0, path: paths.of($0)) }
            .map { (order: $0.order, row: $0) }.sorted { $0.order < $1.order }.map(\.row)
    }

    /// `entry 11`, or the step's name.
    var place: String {
        journey.entry.map { "entry \($0)" }
            ?? journey.file.split(separator: "/").last.map { String($0.prefix { $0 != "." }) } ?? journey.file
    }

    var isBrowser: Bool { journey.entry != nil }
    var isFailed: Bool { journey.status.map { $0 >= 500 } ?? true }

    /// The line of the origin's log, where it has one.
    var line: RayJoin.Seen? {
        if case .logged(let seen) = journey.origin { seen } else { nil }
    }

    /// Whether the edge says the request failed and the origin that it did not, or the reverse.
    var contradicts: Bool {
        guard let logged = line?.status, let status = journey.status else { return false }
        return (logged >= 500) != (status >= 500)
    }

    /// What the origin's side says, in words.
    var originWords: String {
        switch journey.origin {
        case .logged(let line): "line \(line.place): \(line.status.map(String.init) ?? "no status")"
        case .absent: "no line in its log"
        case .notAsked: "not asked"
        case .unknown: "no log to say"
        }
    }

    /// Milliseconds of the parts at these places; `nil` when none of them is known.
    private func time(_ places: Journey.Part.Place...) -> Double? {
        let found = journey.parts.filter { places.contains($0.place) }
        return found.isEmpty ? nil : found.reduce(0) { $0 + $1.duration.milliseconds }
    }

    var before: Double? { time(.before) }
    var receive: Double? { time(.receive) }
    /// From the request to the first byte, whoever took it.
    var wait: Double? { time(.wait, .edge, .origin) }
    /// What edge or the origin's log say the origin took.
    var originMS: Double? { time(.origin) ?? journey.originTook?.milliseconds }
    var total: Double? { journey.total?.milliseconds }

    /// The wait without the origin's time: the edge, and the ways to both sides.
    var edgeMS: Double? {
        guard let wait, let originMS, originMS <= wait else { return nil }
        return wait - originMS
    }

    /// Smaller is more telling.
    private var order: (Int, Double, UInt64, String) {
        let rank =
            contradicts
            ? 0 : isFailed && journey.origin == .absent ? 1 : isFailed ? 2 : line != nil ? 3 : 4
        return (rank, -(total ?? 0), journey.ray?.value ?? 0, place)
    }
}

/// Paths of requests, by where they stand.
private struct RequestPaths {
    private var paths: [String: String] = [:]

    init(_ evidence: SealedCase) {
        for har in evidence.hars {
            for entry in har.record.value.withRay + har.record.value.failed {
                paths["\(har.file) \(entry.index)"] = Waterfall.path(of: entry.url)
            }
        }
        for row in ExchangeRow.rows(evidence) {
            if let file = row.file, let url = row.exchange?.url { paths["\(file) "] = url.target }
        }
    }

    func of(_ journey: Journey) -> String? {
        paths["\(journey.file) \(journey.entry.map(String.init) ?? "")"]
    }
}
