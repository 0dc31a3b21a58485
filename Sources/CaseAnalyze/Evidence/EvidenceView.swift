import CaseModel
import CaseRedact

/// The evidence of a case, sorted by what the rules ask for.
package struct EvidenceView: Sendable {
    let incident: Incident
    let now: Timestamp
    /// Requests that were tried, in plan order.
    let web: [WebStep]
    /// Requests in which one thing was done differently, in plan order.
    let ways: [WebStep]
    /// Questions to name servers that were tried, in plan order.
    let lookups: [Lookup]
    /// What colours the probes of the collecting host.
    let hostNotes: [HostNote]
    /// What the vendor's status page and API said.
    let services: [ServiceReading]
    /// What time servers said of this host's clock, and where it stands.
    let times: [(time: TimeEvidence, file: String)]
    /// Walks from the root of DNS.
    let walks: [DelegationWalk]
    /// Paths that could be read: our own, then pasted ones.
    let paths: [PathTrace]
    let hars: [HARFile]
    let logs: [LogFile]
    let clocks: Clocks
    /// Lines of the logs by the digits of their Ray IDs, at most 16 for each.
    private(set) var linesByRay: [UInt64: [(log: LogFile, line: LogLine)]] = [:]
    /// Answers from 500 up with a Ray ID, the HARs' first.
    private(set) var failingRays: [FailingRay] = []
    /// Numbers the edge answered our own requests with, by number and host, at most 10; its trace and its structured
    /// answers count too.
    private(set) var numberedErrors: [NumberedError] = []

    init(_ evidence: SealedCase, now: Timestamp) {
        incident = evidence.incident.value
        self.now = now
        let requests = evidence.steps.compactMap { WebStep($0) }
        web = requests.filter { $0.probe.way == nil }
        ways = requests.filter { $0.probe.way != nil }
        hostNotes = evidence.hostNotes.map(\.value)
        services = evidence.steps.compactMap { ServiceReading($0) }
        times = evidence.steps.compactMap { step in
            guard case .time(let time) = step.observation.value.evidence, let file = step.files.last else {
                return nil
            }
            return (time, file.description)
        }
        walks = evidence.steps.compactMap { DelegationWalk($0) }
        lookups = evidence.steps.compactMap { Lookup($0) }.filter { !$0.probe.isAboutServer }
        paths =
            evidence.steps.compactMap { PathTrace($0) }
            + evidence.pastedPaths.map {
                PathTrace(file: $0.file.description, record: $0.record.value, probe: nil)
            }
        hars = evidence.hars.map { HARFile(file: $0.file.description, summary: $0.record.value) }
        logs = evidence.logs.map { LogFile(file: $0.file.description, evidence: $0.record.value) }
        clocks = Clocks(web)
        for log in logs {
            for line in log.evidence.matches {
                // A file made to be slow may repeat one ray thousands of times.
                guard let ray = line.ray, linesByRay[ray.value]?.count ?? 0 < 16 else { continue }
                linesByRay[ray.value, default: []].append((log, line))
            }
        }
        failingRays = listFailingRays()
        numberedErrors = listNumberedErrors()
    }

    /// Whether a host is a target or lies in the zone.
    func concerns(_ host: String?) -> Bool {
        guard let host else { return false }
        if incident.targets.contains(where: { $0.host.description == host }) { return true }
        let zone = incident.zone.description
        return host == zone || host.hasSuffix("." + zone)
    }

    /// HAR entries without an answer or with a failing status, of hosts that matter.
    var failedEntries: [(har: HARFile, entry: HAREntry)] {
        hars.flatMap { har in
            har.summary.failed.filter { concerns($0.host) }.map { (har, $0) }
        }
    }

    /// The Cloudflare address that connects to the origin most often, as its log has it.
    var busiestEdgeAddress: String? {
        logs.lazy.compactMap { $0.evidence.edgeAddresses.first?.address }.first
    }
}

/// A HAR and where its copy stands.
struct HARFile: Sendable {
    let file: String
    let summary: HARSummary
    let clockReading: ClockReading?

    init(file: String, summary: HARSummary) {
        self.file = file
        self.summary = summary
        clockReading = ClockReading.middle(of: summary, in: file)
    }

    /// When an entry began by the edge's clock, as far as that is known.
    func edgeTime(of entry: HAREntry) -> Timestamp? {
        entry.startedAt?.advanced(by: .zero - Clocks.skew(of: self))
    }

    func cite(_ entry: HAREntry) -> Finding.Citation {
        Finding.Citation(file: file, pointer: "/log/entries/\(entry.index)", says: entry.says)
    }

    func cite(_ says: String) -> Finding.Citation { Finding.Citation(file: file, says: says) }
}

/// A log and where its copy stands.
struct LogFile: Sendable {
    let file: String
    let evidence: LogEvidence

    func cite(_ line: LogLine) -> Finding.Citation {
        Finding.Citation(file: file, pointer: "line \(line.number)", says: line.says)
    }

    func cite(_ says: String) -> Finding.Citation { Finding.Citation(file: file, says: says) }

    /// Lines by status: of the window, or of the whole log when no line of it is in one.
    var statusCounts: [Int: Int] {
        evidence.windowLines > 0 ? evidence.windowStatusCounts : evidence.summary.statusCounts
    }

    /// Lines of the window with 5xx, without those no visitor saw.
    var failedInWindow: Int {
        let counts = evidence.windowStatusCounts.filter { (500...599).contains($0.key) }
        return max(0, counts.values.reduce(0, +) - evidence.innerTimeouts)
    }

    /// Lines from the edge's busiest addresses.
    var edgeLines: Int { evidence.edgeAddresses.reduce(0) { $0 &+ max(0, $1.count) } }

    /// Whether its times have no fraction of a second, as far as its lines show.
    var isWholeSecond: Bool {
        (evidence.matches + evidence.failures).compactMap(\.time)
            .allSatisfy { $0.nanosecondsSinceEpoch % 1_000_000_000 == 0 }
    }

    /// Whether the log was being written at that time and we read that part of it.
    func covers(_ instant: Timestamp, window: TimeWindow?) -> Bool {
        guard let first = evidence.summary.firstAt, let last = evidence.summary.lastAt else { return false }
        // A last line of 10:00:18 was written at any moment of that second.
        let isWhole = last.nanosecondsSinceEpoch % 1_000_000_000 == 0
        return first <= instant && instant < last.advanced(by: isWhole ? .seconds(1) : .nanoseconds(1))
            && window?.contains(instant) ?? true
    }
}

extension HAREntry {
    /// `GET www.example.com: 522, Ray 9f140b785e57c458-FRA`.
    var says: String {
        let answer = status.map(String.init) ?? error.map { "no answer, \($0)" } ?? "no answer"
        return "\(method) \(host ?? "a host that cannot be read"): \(answer)"
            + (ray.map { ", Ray \($0)" } ?? "")
    }
}

extension LogLine {
    /// `the origin logged 200 after 95.0 s, Ray 9f140b785e57c458`.
    var says: String {
        "the origin logged \(status.map(String.init) ?? "no status")"
            + (duration.map { " after \($0.spoken)" } ?? "") + (ray.map { ", Ray \($0)" } ?? "")
    }

    /// How long the server took, when the line says so and it can be true.
    var duration: Duration? { durationMS.flatMap { Duration(spokenMilliseconds: $0) } }
}
