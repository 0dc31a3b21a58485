/// How far from UTC the clock was that wrote times without a zone.
package struct LogZone: Sendable, Hashable {
    /// From an instant on, an offset holds.
    package struct Change: Sendable, Hashable {
        /// Seconds since 1970.
        package let from: Int64
        /// Seconds east of UTC.
        package let offset: Int

        package init(from: Int64, offset: Int) {
            self.from = from
            self.offset = offset
        }
    }

    /// What the user called it: `+02:00`, `Europe/Berlin`.
    package let name: String
    /// In order of time; the first one holds before its time too.
    private let changes: [Change]

    /// A clock that is never set forward or back.
    package init(name: String, offset: Int) {
        self.name = name
        changes = [Change(from: .min, offset: offset)]
    }

    /// The clock of UTC.
    package static let utc = LogZone(name: "UTC", offset: 0)

    /// - Parameters:
    ///   - name: What the user called it.
    ///   - changes: In order of time, one at least.
    package init?(name: String, changes: [Change]) {
        guard !changes.isEmpty else { return nil }
        self.name = name
        self.changes = changes
    }

    /// The offset when there is but one.
    package var fixedOffset: Int? { changes.count == 1 ? changes[0].offset : nil }

    /// The offset at an instant.
    package func offset(at instant: Int64) -> Int { changes[index(at: instant)].offset }

    /// The instants at which the clock showed a time, the earliest first: two in the hour that comes twice.
    ///
    /// Of a time that was left out when the clock was set forward, the instant it would have been.
    package func instants(local: Int64) -> [Int64] {
        let near = index(at: local)
        var found: [Int64] = []
        for change in changes[max(0, near - 1)...min(changes.count - 1, near + 1)] {
            let instant = local.subtractingReportingOverflow(Int64(change.offset)).partialValue
            if offset(at: instant) == change.offset, !found.contains(instant) { found.append(instant) }
        }
        if found.isEmpty {
            found = [local.subtractingReportingOverflow(Int64(changes[max(0, near - 1)].offset)).partialValue]
        }
        return found.sorted()
    }

    /// Whether a time of the clock in a stretch stands for two instants.
    package func repeats(in window: TimeWindow) -> Bool {
        // No offset is more than a day.
        let first = window.start.nanosecondsSinceEpoch / 1_000_000_000 - 86_400
        let last = window.end.nanosecondsSinceEpoch / 1_000_000_000 + 86_400
        return zip(changes, changes.dropFirst()).contains { before, after in
            after.offset < before.offset && (first...max(first, last)).contains(after.from)
        }
    }

    private func index(at instant: Int64) -> Int {
        var (low, high) = (0, changes.count)
        while high - low > 1 {
            let middle = (low + high) / 2
            if changes[middle].from <= instant { low = middle } else { high = middle }
        }
        return low
    }
}
