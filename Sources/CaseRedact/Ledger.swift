package import CaseModel

/// How often each rule removed something from each file; holds no removed text.
package struct Ledger: Sendable, Equatable {
    /// Rule and file.
    package struct Entry: Hashable, Comparable, Sendable {
        package let rule: String
        package let file: BundlePath

        package static func < (a: Entry, b: Entry) -> Bool { (a.file, a.rule) < (b.file, b.rule) }
    }

    private(set) package var counts: [Entry: Int] = [:]

    package init() {}

    /// Notes removals.
    package mutating func note(_ rule: String, in file: BundlePath, count: Int = 1) {
        counts[Entry(rule: rule, file: file), default: 0] += count
    }

    /// Adds the removals of another.
    mutating func add(_ other: Ledger) { counts.merge(other.counts, uniquingKeysWith: +) }

    /// Sorted by file, then rule.
    package var rows: [(entry: Entry, count: Int)] {
        counts.sorted { $0.key < $1.key }.map { (entry: $0.key, count: $0.value) }
    }

    /// Everything removed, pseudonymised addresses included.
    package var total: Int { counts.values.reduce(0, +) }

    /// Removals in one file.
    package func total(in file: BundlePath) -> Int {
        counts.reduce(0) { $1.key.file == file ? $0 + $1.value : $0 }
    }
}
