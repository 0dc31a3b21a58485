import CaseModel

/// Puts times without a zone on the line of UTC, in the order in which a log has them.
struct LocalClock {
    let zone: LogZone
    /// The instant given last, nanoseconds since 1970.
    private var last = Int64.min
    /// Times that stood for two instants.
    private(set) var repeated = 0
    /// How far back a line may be of the one before it; the hour that comes twice is an hour away.
    private static let disorder: Int64 = 300_000_000_000

    /// - Parameters:
    ///   - zone: Of the times.
    ///   - startsAfter: An instant that the first line does not come before.
    init(_ zone: LogZone, startsAfter: Timestamp?) {
        self.zone = zone
        if let startsAfter { last = startsAfter.nanosecondsSinceEpoch }
    }

    /// The instant of a time that was read as if it were UTC, nanoseconds since 1970.
    mutating func instant(local: Int64) -> Int64 {
        if let offset = zone.fixedOffset { return moved(local, by: offset) }
        let (second, rest) = local.quotientAndRemainder(dividingBy: 1_000_000_000)
        let found = zone.instants(local: second).map { moved($0, rest) }
        guard let first = found.first, let second = found.last, found.count > 1 else {
            last = found.first ?? local
            return last
        }
        repeated += 1
        // Of two, the first: unless the log was later already.
        last = last > first.saturatingAdd(Self.disorder) ? second : first
        return last
    }

    private func moved(_ seconds: Int64, _ rest: Int64) -> Int64 {
        seconds.multipliedReportingOverflow(by: 1_000_000_000).partialValue.saturatingAdd(rest)
    }

    private func moved(_ local: Int64, by offset: Int) -> Int64 {
        local.saturatingAdd(-Int64(offset) * 1_000_000_000)
    }
}
