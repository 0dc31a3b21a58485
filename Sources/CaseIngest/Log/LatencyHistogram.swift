import CaseModel

/// Counts of durations in steps that grow with them: 32 in each doubling, so a step is at most a 32nd of its value.
struct LatencyHistogram {
    private var counts = [Int](repeating: 0, count: 64 * 32)
    private var total = 0
    private var most = 0

    mutating func add(_ microseconds: Int) {
        guard microseconds >= 0 else { return }
        counts[Self.place(microseconds)] &+= 1
        total &+= 1
        most = max(most, microseconds)
    }

    mutating func merge(_ other: LatencyHistogram) {
        for (place, count) in other.counts.enumerated() { counts[place] += count }
        total += other.total
        most = max(most, other.most)
    }

    /// `nil` without a duration.
    var latency: LogLatency? {
        guard total > 0 else { return nil }
        var latency = LogLatency()
        latency.count = total
        latency.p50 = milliseconds(50)
        latency.p90 = milliseconds(90)
        latency.p99 = milliseconds(99)
        latency.max = Double(most) / 1000
        return latency
    }

    /// What so many of a hundred did not pass (nearest rank).
    private func milliseconds(_ percent: Int) -> Double {
        let rank = max(1, (total * percent + 99) / 100)
        var seen = 0
        for (place, count) in counts.enumerated() {
            seen += count
            if seen >= rank { return Double(min(Self.middle(place), most)) / 1000 }
        }
        return Double(most) / 1000
    }

    /// Values below 32 have a step of their own.
    private static func place(_ value: Int) -> Int {
        guard value >= 32 else { return value }
        let octave = Int.bitWidth - 1 - value.leadingZeroBitCount
        return (octave - 4) * 32 + (value >> (octave - 5)) - 32
    }

    private static func middle(_ place: Int) -> Int {
        guard place >= 32 else { return place }
        let shift = place / 32 - 1
        return (place % 32 + 32) << shift + (1 << shift) / 2
    }
}
