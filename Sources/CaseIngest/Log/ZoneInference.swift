package import CaseModel

/// Works out the offset of times without a zone from requests that stand in another log with one.
///
/// A server writes the line of a request and that of its error within a second or so: what is left of their difference
/// is the offset, which is whole quarters of an hour everywhere.
package struct ZoneInference {
    /// An offset and what speaks for it.
    package struct Result: Sendable, Hashable {
        /// Seconds east of UTC.
        package let offset: Int
        /// Lines that stand in both logs and agree.
        package let support: Int

        /// `+01:00`.
        package var name: String {
            let minutes = abs(offset) / 60
            let (hours, rest) = (minutes / 60, minutes % 60)
            return "\(offset < 0 ? "-" : "+")\(hours < 10 ? "0" : "")\(hours):\(rest < 10 ? "0" : "")\(rest)"
        }
    }

    /// Instants of requests by what was asked for.
    private var known: [String: [Int64]] = [:]
    private static let second: Int64 = 1_000_000_000
    private static let quarter: Int64 = 900 * second
    /// How far the two lines of a request may be apart, beyond whole quarters.
    private static let tolerance: Int64 = 3 * second
    /// Offsets are from -12:00 to +14:00 (tz database).
    private static let offsets: ClosedRange<Int64> = -12 * 3600 * second...14 * 3600 * second

    package init() {}

    /// Whether there are enough requests to join with.
    package var canJoin: Bool { known.count >= 1 && known.values.reduce(0) { $0 + $1.count } >= 3 }

    /// The stretch in which the server's clock showed the times of these requests, whatever its zone.
    package var window: TimeWindow? {
        let times = known.values.joined()
        guard let first = times.min(), let last = times.max() else { return nil }
        let day = Duration.seconds(86_400)
        return TimeWindow(
            start: Timestamp(nanosecondsSinceEpoch: first).advanced(by: .zero - day),
            end: Timestamp(nanosecondsSinceEpoch: last).advanced(by: day))
    }

    /// Whether a line of an error log is about one of the requests.
    func knows(_ problem: LogProblem) -> Bool {
        problem.target.map { known["\(problem.method ?? "") \($0)"] != nil } ?? false
    }

    /// Remembers requests of known instants.
    package mutating func know(_ lines: [LogLine]) {
        for line in lines {
            guard let target = line.target, let time = line.time else { continue }
            let key = "\(line.method ?? "") \(target)"
            if known[key]?.count ?? 0 < 100 { known[key, default: []].append(time.nanosecondsSinceEpoch) }
        }
    }

    /// The offset three lines or more agree on, and no other a quarter as many.
    ///
    /// - Parameter problems: Of an error log, their times read as if they were UTC.
    /// - Returns: `nil` when too few agree, or when another offset fits too.
    package func offset(of problems: [LogProblem]) -> Result? {
        var votes: [Int64: Int] = [:]
        for problem in problems {
            guard let target = problem.target else { continue }
            let key = "\(problem.method ?? "") \(target)"
            var offsets: Set<Int64> = []
            for time in known[key] ?? [] {
                let difference = problem.time.nanosecondsSinceEpoch.subtractingReportingOverflow(time)
                    .partialValue
                guard Self.offsets.contains(difference) else { continue }
                let quarters = (difference + Self.quarter * 1000 + Self.quarter / 2) / Self.quarter - 1000
                if abs(difference - quarters * Self.quarter) <= Self.tolerance { offsets.insert(quarters) }
            }
            // A line that fits many says nothing of any.
            for offset in offsets { votes[offset, default: 0] += 1 }
        }
        let ranked = votes.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
        guard let best = ranked.first, best.value >= 3 else { return nil }
        // Another offset that three lines agree on, or a quarter as many: a change of the clock, or jobs that come again.
        if ranked.count > 1, ranked[1].value >= max(3, best.value / 4) { return nil }
        return Result(offset: Int(best.key) * 900, support: best.value)
    }
}
