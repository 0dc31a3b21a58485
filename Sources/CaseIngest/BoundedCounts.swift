/// Counts by key, for a bounded number of keys; later ones are only counted together.
struct BoundedCounts<Key: Hashable & Sendable>: Sendable {
    private(set) var counts: [Key: Int] = [:]
    /// What was counted for keys past the limit.
    private(set) var beyond = 0
    let limit: Int

    init(limit: Int) { self.limit = limit }

    mutating func add(_ key: Key) {
        if counts.count < limit || counts[key] != nil {
            counts[key, default: 0] += 1
        } else {
            beyond += 1
        }
    }
}
