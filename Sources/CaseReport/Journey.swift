import CaseModel
import CaseRedact

/// One request on its way: who asked, what the edge answered, what the origin logged, and the time spent in each.
struct Journey {
    enum Asker: String { case browser, probe }

    /// What the origin's logs say of it.
    enum OriginSide: String, CaseIterable {
        case logged
        /// A log that has Ray IDs and covers the time has no line of it.
        case absent
        /// The edge answered from its cache; the origin was not asked.
        case notAsked = "not_asked"
        /// No log could have it.
        case unknown
    }

    let ray: RayID
    let asker: Asker
    let file: String
    /// Entry of the HAR.
    var entry: Int?
    var step: StepID?
    let url: String
    let at: Timestamp?
    let status: Int?
    let cacheStatus: String?
    /// As the asker measured it.
    let phases: [Phase]
    var lines: [(file: String, line: LogLine)] = []
    var origin = OriginSide.unknown

    /// `entry 11`, or the step's name.
    var place: String { step?.description ?? entry.map { "entry \($0)" } ?? file }

    private func time(_ names: Set<String>) -> Double? {
        let found = phases.filter { names.contains($0.name) }
        return found.isEmpty ? nil : found.reduce(0) { $0 + $1.length }
    }

    /// Milliseconds until the request was sent: waiting for a connection, looking up, connecting, sending.
    var before: Double? { time(["blocked", "dns", "connect", "tls", "send"]) }
    var wait: Double? { time(["wait"]) }
    var receive: Double? { time(["receive"]) }
    var total: Double? { phases.isEmpty ? nil : phases.reduce(0) { $0 + $1.length } }
    /// Milliseconds by the origin's own log.
    var originMS: Double? { lines.lazy.compactMap(\.line.durationMS).first { $0.isFinite && $0 >= 0 } }

    /// The wait without the origin's time: the edge, and the ways to both sides; `nil` when the clocks disagree.
    var edgeMS: Double? {
        guard let wait, let originMS, originMS <= wait else { return nil }
        return wait - originMS
    }

    /// Whether the edge says the request failed and the origin that it did not, or the reverse.
    var contradicts: Bool {
        let logged = lines.compactMap(\.line.status)
        guard !logged.isEmpty, let status else { return false }
        return logged.allSatisfy { ($0 >= 500) != (status >= 500) }
    }

    var isFailed: Bool { status.map { $0 >= 500 } ?? true }

    /// What the origin's side says, in words.
    var originWords: String {
        switch origin {
        case .logged:
            let first = lines.first
            let status = first?.line.status.map(String.init) ?? "no status"
            let more = lines.count > 1 ? " and \(Measure.count(lines.count - 1)) more" : ""
            return "line \(first?.line.number ?? 0)\(more): \(status)"
        case .absent: return "no line in its log"
        case .notAsked: return "not asked"
        case .unknown: return "no log to say"
        }
    }
}

extension Journey {
    /// Every request of the zone with a Ray ID: contradictions first, then what failed, then the slow.
    ///
    /// A page loads from other zones too, and no log of this origin could have those.
    static func all(_ evidence: SealedCase, _ analysis: Analysis) -> [Journey] {
        let logs = LoggedRays(evidence, analysis)
        let journeys = (probes(evidence) + requests(evidence)).map { logs.completed($0) }
        return journeys.map { (order: $0.order, journey: $0) }.sorted { $0.order < $1.order }.map(\.journey)
    }

    /// Smaller is more telling.
    private var order: (Int, Double, UInt64) {
        let rank =
            contradicts ? 0 : isFailed && origin == .absent ? 1 : isFailed ? 2 : origin == .logged ? 3 : 4
        return (rank, -(total ?? 0), ray.value)
    }

    private static func probes(_ evidence: SealedCase) -> [Journey] {
        ExchangeRow.rows(evidence).compactMap { row in
            guard row.probe.leg == .edge, let exchange = row.exchange, let ray = exchange.ray else {
                return nil
            }
            return Journey(
                ray: ray, asker: .probe, file: row.file ?? "", step: row.step,
                url: exchange.url.description, at: exchange.startedAt, status: exchange.status,
                cacheStatus: exchange.field("cf-cache-status"), phases: Phase.phases(exchange.timings))
        }
    }

    private static func requests(_ evidence: SealedCase) -> [Journey] {
        let zone = evidence.incident.value.zone.description
        let targets = Set(evidence.incident.value.targets.map(\.host.description))
        return evidence.hars.flatMap { har in
            har.record.value.withRay.compactMap { entry -> Journey? in
                guard let host = entry.host,
                    targets.contains(host) || host == zone || host.hasSuffix(".\(zone)")
                else { return nil }
                return entry.ray.map { ray in
                    Journey(
                        ray: ray, asker: .browser, file: har.file.description, entry: entry.index,
                        url: entry.url, at: entry.startedAt, status: entry.status,
                        cacheStatus: entry.cacheStatus, phases: Waterfall.phases(entry))
                }
            }
        }
    }
}

/// The lines of the origin's logs that were joined, by who asked.
private struct LoggedRays {
    private var lines: [String: [(file: String, line: LogLine)]] = [:]
    private let logs: [LogEvidence]
    private let window: TimeWindow?

    init(_ evidence: SealedCase, _ analysis: Analysis) {
        logs = evidence.logs.map(\.record.value)
        window = evidence.incident.value.window
        var known: [String: LogLine] = [:]
        for log in evidence.logs {
            for line in log.record.value.matches { known["\(log.file) \(line.number)"] = line }
        }
        for join in analysis.rayJoins where !join.logLines.isEmpty {
            let found = join.logLines.map { seen -> (file: String, line: LogLine) in
                var line = known["\(seen.file) \(seen.place)"] ?? LogLine(number: seen.place)
                line.status = line.status ?? seen.status
                line.time = line.time ?? seen.at
                return (seen.file, line)
            }
            for entry in join.harEntries { lines["\(entry.file) \(entry.place)"] = found }
            for step in join.steps { lines["\(step) \(join.ray.hex)"] = found }
        }
    }

    func completed(_ journey: Journey) -> Journey {
        var journey = journey
        let key = journey.step.map { "\($0) \(journey.ray.hex)" } ?? "\(journey.file) \(journey.entry ?? -1)"
        journey.lines = lines[key] ?? []
        if !journey.lines.isEmpty {
            journey.origin = .logged
        } else if ["HIT", "STALE", "UPDATING"].contains(journey.cacheStatus?.uppercased() ?? "") {
            journey.origin = .notAsked
        } else if let at = journey.at, logs.contains(where: { covers($0, at) }) {
            journey.origin = .absent
        }
        return journey
    }

    /// Whether the log would have the request: it has Ray IDs, all that match were kept, and it was written at the time.
    private func covers(_ log: LogEvidence, _ at: Timestamp) -> Bool {
        guard log.hasRayField, log.matches.count < HARSummary.listLimit, let first = log.summary.firstAt,
            let last = log.summary.lastAt
        else { return false }
        return first <= at && at <= last && window?.contains(at) ?? true
    }
}
