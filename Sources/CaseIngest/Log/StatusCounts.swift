/// Counts of three-digit statuses, by an index instead of a hash.
struct StatusCounts {
    private var table = [Int](repeating: 0, count: 1000)

    /// 0 means that the line has none.
    @inline(__always)
    mutating func add(_ status: Int) {
        guard status > 0, status < table.count else { return }
        table[status] &+= 1
    }

    mutating func merge(_ other: StatusCounts) {
        for (status, count) in other.table.enumerated() { table[status] += count }
    }

    var counts: [Int: Int] {
        var counts: [Int: Int] = [:]
        for (status, count) in table.enumerated() where count > 0 { counts[status] = count }
        return counts
    }
}
