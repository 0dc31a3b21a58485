import CaseModel

@testable import CaseRedact

/// A hop with its address and the packets it lost of ten.
struct TestHop {
    var ttl: Int
    var address: String?
    var lost: Int

    init(_ ttl: Int, _ address: String?, lost: Int) {
        self.ttl = ttl
        self.address = address
        self.lost = lost
    }
}

/// A path our own mtr walked.
func path(
    _ hops: [TestHop], reached: Bool, target: String = "www.example.com", leg: HTTPProbe.Leg = .edge,
    annotation: String? = nil
) -> SealedStep {
    let record = pathRecord(hops, reached: reached, target: target, annotation: annotation)
    let probe = PathProbe(tool: .mtr, target: target, family: .v4, leg: leg)
    let output = ToolOutput(output: [], ending: .exited(0), truncated: false)
    return sealed(
        Observation(
            step: Step(
                id: StepID("path-mtr-\(leg.rawValue)-v4"), action: .path(probe), deadline: .seconds(30)),
            outcome: .saw, startedAt: testStart, duration: .seconds(10), command: "mtr",
            evidence: .path(output)),
        folder: .path, path: record)
}

func pathRecord(
    _ hops: [TestHop], reached: Bool?, target: String = "www.example.com", annotation: String? = nil
) -> PathRecord {
    var record = PathRecord(tool: "mtr")
    record.target = target
    record.reached = reached
    record.startedAt = testStart
    record.hops = hops.map { test in
        var hop = PathRecord.Hop(ttl: test.ttl)
        hop.sent = 10
        hop.lost = test.lost
        if let address = test.address {
            var reply = PathRecord.Reply(address: IPAddress(address))
            if test.ttl == hops.last?.ttl { reply.annotation = annotation }
            hop.replies = [reply]
        }
        return hop
    }
    return record
}

/// An entry of the case's host, seconds after 10:20.
func entry(
    _ index: Int, _ status: Int?, ray: String? = nil, host: String = "www.example.com", second: Int = 0,
    _ change: (inout HAREntry) -> Void = { _ in }
) -> HAREntry {
    var entry = HAREntry(index: index, method: "GET", url: "https://\(host)/checkout")
    entry.status = status
    entry.ray = ray.flatMap { RayID($0) }
    entry.startedAt = instant("2026-11-22T10:20:00Z").advanced(by: .seconds(second))
    change(&entry)
    return entry
}

/// A HAR of these entries, listed as the reader of HARs lists them.
func har(_ entries: [HAREntry]) -> SealedInput<HARSummary> {
    var summary = HARSummary()
    summary.entries = entries.count
    summary.failed = entries.filter { $0.status.map { $0 >= 400 } ?? true }
    summary.withRay = entries.filter { $0.ray != nil }
    summary.first = entries
    return SealedInput(file: bundlePath("har/har-1.har"), record: Sealed(minting: summary))
}

/// A line of the origin's log, seconds after 10:20.
func line(
    _ number: Int, _ status: Int, ray: String? = nil, second: Int = 0, host: String? = nil,
    target: String? = nil, took: Double? = nil, agent: String? = nil
)
    -> LogLine
{
    var line = LogLine(number: number)
    line.status = status
    line.ray = ray.flatMap { RayID($0) }
    line.time = instant("2026-11-22T10:20:00Z").advanced(by: .seconds(second))
    line.host = host
    line.target = target
    (line.durationMS, line.userAgent) = (took, agent)
    return line
}

/// A log of 1000 lines from 10:00 to 11:00.
func log(
    rayField: Bool = true, matches: [LogLine] = [], failures: [LogLine] = [],
    edge: [(address: String, count: Int)] = [], statuses: [Int: Int] = [200: 1000], errors: [String] = [],
    problems: [LogProblem] = [], _ change: (inout LogEvidence) -> Void = { _ in }
) -> SealedInput<LogEvidence> {
    var summary = LogSummary()
    summary.lines = 1000
    summary.parsed = 1000
    summary.firstAt = instant("2026-11-22T10:00Z")
    summary.lastAt = instant("2026-11-22T11:00Z")
    summary.statusCounts = statuses
    var evidence = LogEvidence(summary: summary)
    evidence.hasRayField = rayField
    evidence.matches = matches
    evidence.failures = failures
    evidence.edgeAddresses = edge
    evidence.problems =
        errors.enumerated().map { index, message in
            LogProblem(
                number: index + 1, time: instant("2026-11-22T10:30Z"), level: "error", message: message)
        } + problems
    change(&evidence)
    return SealedInput(file: bundlePath("logs/log-1.log"), record: Sealed(minting: evidence))
}

private func bundlePath(_ text: String) -> BundlePath {
    BundlePath(text) ?? BundlePath(folder: .attachments, step: "unreadable", suffix: ".txt")
}
