package import CaseModel

/// Which edition of a data file is in use.
package struct DataEdition: Sendable, Hashable {
    /// `errors`, `support`, …; `policy` for a file of the user's.
    package let name: String
    /// `2026`, `2026-11` or `2026-11-22`.
    package let asOf: String
    package let source: String
    /// How many days after `asOf` it can be relied on; `nil` for a file of the user's that does not say.
    package let freshDays: Int?
    /// The data files a user's file changes; empty for the others.
    package var overrides: [String] = []

    /// How many days lie between the first day of the edition and an instant; negative for one of the future.
    package func age(at now: Timestamp) -> Int? {
        let parts = asOf.split(separator: "-").compactMap { Int($0) }
        return CivilTime(dateParts: parts).map { now.civilUTC.daysSinceEpoch - $0.daysSinceEpoch }
    }

    /// Whether the data is older than it says it can be relied on.
    package func isStale(at now: Timestamp) -> Bool {
        guard let freshDays, let age = age(at: now) else { return false }
        return age > freshDays
    }
}

extension CivilTime {
    /// The first day of a year, of a month of it, or the day; `nil` when there is none.
    init?(dateParts parts: [Int]) {
        guard let year = parts.first else { return nil }
        self.init(year: year, month: parts.count > 1 ? parts[1] : 1, day: parts.count > 2 ? parts[2] : 1)
    }
}
