import ByteBlocks
import CaseModel

/// The clients of a log: how many there are, and which of them are Cloudflare's.
struct ClientTable {
    /// More clients than this are not counted.
    static let limit = 65_536
    /// Clients are known by a hash; with a seed of the process nobody can choose addresses whose hashes meet.
    private static let seed = UInt64(truncatingIfNeeded: Hasher().finalize())

    private let edgeRanges: [IPPrefix]
    /// Those that are none of Cloudflare's.
    private var visitors = HashSet()
    private var edges: [UInt64: (address: String, count: Int)] = [:]
    private var isFull = false

    init(edgeRanges: [IPPrefix]) { self.edgeRanges = edgeRanges }

    /// Different clients, or `nil` when they are too many to say.
    var distinct: Int? { isFull ? nil : visitors.count + edges.count }

    /// The 20 busiest, in order; equal ones by address.
    var busiestEdges: [(address: String, count: Int)] {
        Array(edges.values.sorted { ($1.count, $0.address) < ($0.count, $1.address) }.prefix(20))
    }

    mutating func add(_ line: Span<UInt8>, _ range: Range<Int>) {
        guard range.count > 1 || line[range.lowerBound] != UInt8(ascii: "-") else { return }
        let hash = line.hash(range, seed: Self.seed)
        if visitors.contains(hash) { return }
        if edges[hash] != nil {
            edges[hash]?.count += 1
        } else if hasRoom() {
            if let address = edge(line, range) {
                edges[hash] = (address, 1)
            } else {
                visitors.insert(hash)
            }
        }
    }

    mutating func merge(_ other: ClientTable) {
        isFull = isFull || other.isFull
        for (hash, edge) in other.edges where edges[hash] != nil || hasRoom() {
            edges[hash] = (edge.address, edge.count + (edges[hash]?.count ?? 0))
        }
        other.visitors.forEach { hash in
            if !visitors.contains(hash), hasRoom() { visitors.insert(hash) }
        }
    }

    private mutating func hasRoom() -> Bool {
        isFull = isFull || visitors.count + edges.count >= Self.limit
        return !isFull
    }

    private func edge(_ line: Span<UInt8>, _ range: Range<Int>) -> String? {
        guard !edgeRanges.isEmpty, range.count <= 47, let address = IPAddress(text(line, range)),
            edgeRanges.contains(where: { $0.contains(address) })
        else { return nil }
        return address.unmapped.description
    }
}

/// Hashes that are good in their low bits: they are not hashed again, and one look at memory does for most.
private struct HashSet {
    /// Zero for a place that is free.
    private var places = [UInt64](repeating: 0, count: 1024)
    private(set) var count = 0

    func contains(_ hash: UInt64) -> Bool { places[place(of: max(1, hash))] != 0 }

    /// The hash must not be in the set.
    mutating func insert(_ hash: UInt64) {
        if (count + 1) * 2 > places.count { grow() }
        places[place(of: max(1, hash))] = max(1, hash)
        count += 1
    }

    func forEach(_ body: (UInt64) -> Void) {
        for hash in places where hash != 0 { body(hash) }
    }

    /// Where a hash stands, or would stand.
    private func place(of hash: UInt64) -> Int {
        let mask = places.count &- 1
        var place = Int(truncatingIfNeeded: hash) & mask
        while places[place] != hash, places[place] != 0 { place = (place &+ 1) & mask }
        return place
    }

    private mutating func grow() {
        let old = self
        places = [UInt64](repeating: 0, count: old.places.count * 2)
        count = 0
        old.forEach { insert($0) }
    }
}
