import CaseModel

/// What a server's clock said while ours ran.
struct ClockReading {
    /// The least the server's clock runs ahead of ours (positive) or behind; zero when they may agree.
    let skew: Duration
    /// How much more it may be: what the server's clock does not show, and how long the request took.
    let width: Duration
    let citation: Finding.Citation?

    /// Compares a server's time with the stretch of ours in which it was written.
    ///
    /// The server's time may be later than it says by `precision`.
    static func skew(of server: Timestamp, precision: Duration, within ours: ClosedRange<Timestamp>)
        -> Duration
    {
        let latest = server.advanced(by: precision)
        if latest < ours.lowerBound { return ours.lowerBound.duration(to: latest) }
        if server > ours.upperBound { return ours.upperBound.duration(to: server) }
        return .zero
    }
}

extension [WebStep] {
    /// Readings of the clocks behind our own requests; a trace is read to the millisecond, `Date` to the second.
    func clockReadings(_ legs: [HTTPProbe.Leg]) -> [ClockReading] {
        var readings: [ClockReading] = []
        for step in self where legs.contains(step.leg) {
            guard let last = step.last, last.status != nil else { continue }
            let start = last.startedAt.advanced(by: last.timings.requestSent ?? .zero)
            let end = last.startedAt.advanced(
                by: last.timings.firstByte ?? last.timings.total ?? step.duration)
            let ours = start...Swift.max(start, end)
            if step.leg == .trace, let server = HTTPDate.parseTrace(last.body.bytes) {
                let skew = ClockReading.skew(of: server, precision: .milliseconds(1), within: ours)
                readings.append(
                    ClockReading(
                        skew: skew, width: .milliseconds(1) + ours.length,
                        citation: step.cite("the edge's clock said \(server) in the trace")))
            } else if last.field("age") == nil, let server = last.field("date").flatMap(HTTPDate.parse) {
                // A copy from a cache keeps its old date.
                let skew = ClockReading.skew(of: server, precision: .seconds(1), within: ours)
                readings.append(
                    ClockReading(
                        skew: skew, width: .seconds(1) + ours.length,
                        citation: step.cite(
                            "the answer to the request of \(last.startedAt) is dated \(server)")))
            }
        }
        return readings
    }
}

extension ClockReading {
    /// The middle reading of a browser's clock against the edge's; `nil` from fewer than three answers.
    static func middle(of summary: HARSummary, in file: String) -> ClockReading? {
        var seen: Set<Int> = []
        var readings: [ClockReading] = []
        for entry in summary.withRay + summary.first
        where entry.ray != nil && seen.insert(entry.index).inserted {
            guard let server = entry.serverDate, let start = entry.startedAt,
                !CacheStatus.isStored(entry.cacheStatus),
                let time = Duration(spokenMilliseconds: entry.timeMS ?? 0)
            else { continue }
            let skew = ClockReading.skew(
                of: server, precision: .seconds(1), within: start...start.advanced(by: time))
            readings.append(
                ClockReading(
                    skew: skew, width: .seconds(1) + time,
                    citation: Finding.Citation(
                        file: file, pointer: "/log/entries/\(entry.index)",
                        says: "a request of \(start) was answered with the date \(server)")))
        }
        guard readings.count >= 3 else { return nil }
        return readings.sorted { $0.skew < $1.skew }[readings.count / 2]
    }
}

extension ClosedRange<Timestamp> {
    /// From one end to the other.
    var length: Duration { lowerBound.duration(to: upperBound) }
}
