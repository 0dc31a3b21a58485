import CaseModel

/// The clients of a log: how many there are, and which of them are Cloudflare's.
///
/// Clients are known by a hash of 64 bits. The dictionary behind the small cache hashes it again with a key of its
/// own, so nobody can make it slow by choosing addresses.
struct ClientTable {
    /// More clients than this are not counted.
    static let limit = 65_536

    private let edgeRanges: [IPPrefix]
    /// By hash: the place in `edges`, or -1 for a client that is none.
    private var places: [UInt64: Int32] = [:]
    private var cachedHashes = [UInt64](repeating: 0, count: 4096)
    private var cachedPlaces = [Int32](repeating: -2, count: 4096)
    private var edges: [(address: String, count: Int)] = []
    private var isFull = false

    init(edgeRanges: [IPPrefix]) { self.edgeRanges = edgeRanges }

    /// Different clients, or `nil` when they are too many to say.
    var distinct: Int? { isFull ? nil : places.count }

    /// The 20 busiest, in order; equal ones by address.
    var busiestEdges: [(address: String, count: Int)] {
        Array(edges.sorted { ($1.count, $0.address) < ($0.count, $1.address) }.prefix(20))
    }

    mutating func add(_ line: Span<UInt8>, _ range: Range<Int>) {
        guard range.count > 1 || line[range.lowerBound] != UInt8(ascii: "-") else { return }
        let hash = ByteHash.exact(line, range)
        let slot = Int(truncatingIfNeeded: (hash ^ hash >> 32) & 4095)
        if cachedHashes[slot] == hash, cachedPlaces[slot] > -2 { return count(cachedPlaces[slot]) }
        let place = lookUp(hash, line, range)
        guard place > -2 else { return }
        cachedHashes[slot] = hash
        cachedPlaces[slot] = place
        count(place)
    }

    @inline(__always)
    private mutating func count(_ place: Int32) {
        if place >= 0 { edges[Int(place)].count &+= 1 }
    }

    /// - Returns: -2 for a client that came too late.
    private mutating func lookUp(_ hash: UInt64, _ line: Span<UInt8>, _ range: Range<Int>) -> Int32 {
        if let place = places[hash] { return place }
        guard places.count < Self.limit else {
            isFull = true
            return -2
        }
        let place = edgePlace(line, range)
        places[hash] = place
        return place
    }

    private mutating func edgePlace(_ line: Span<UInt8>, _ range: Range<Int>) -> Int32 {
        guard !edgeRanges.isEmpty, range.count <= 47, let address = IPAddress(text(line, range)),
            edgeRanges.contains(where: { $0.contains(address) })
        else { return -1 }
        edges.append((address.unmapped.description, 0))
        return Int32(edges.count - 1)
    }
}
