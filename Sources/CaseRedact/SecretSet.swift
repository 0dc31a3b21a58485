import ByteBlocks

/// Secrets that were seen in places where secrets stand, so that they are known again where none is expected.
///
/// Holds lengths and keyed hashes, no values; bounded.
struct SecretSet: Sendable {
    private let seed: UInt64
    /// A bit for each hash of the first eight bytes; the check that every word pays for.
    private(set) var starts = [UInt64](repeating: 0, count: BlockSearch.secretTableSize)
    /// The same by a keyed hash, which a second look costs.
    private var eights = [UInt64](repeating: 0, count: 1024)
    private var lengths: [UInt16: [UInt16]] = [:]
    private var hashes: Set<UInt64> = []
    private static let limit = 8192

    init(seed: UInt64) { self.seed = seed }

    /// Remembers a value if it could not be anything else when it is met again.
    mutating func insert(_ bytes: Span<UInt8>, _ range: Range<Int>) {
        guard (8...2048).contains(range.count), hashes.count < Self.limit, Self.isTelling(bytes, range),
            hashes.insert(bytes.hash(range, seed: seed)).inserted
        else { return }
        let place = range.lowerBound
        let first = BlockSearch.secretHash(bytes, at: place)
        starts[first >> 6] |= 1 << UInt64(first & 63)
        let start = start(bytes, place)
        eights[Int(start >> 6)] |= 1 << UInt64(start & 63)
        var known = lengths[start] ?? []
        guard known.count < 16, !known.contains(UInt16(range.count)) else { return }
        known.append(UInt16(range.count))
        lengths[start] = known.sorted(by: >)
    }

    /// Where the known secret that begins at `position` ends.
    @inline(__always)
    func end(_ bytes: Span<UInt8>, at position: Int, end: Int) -> Int? {
        guard end - position >= 8 else { return nil }
        let start = start(bytes, position)
        guard eights[Int(start >> 6)] >> UInt64(start & 63) & 1 == 1 else { return nil }
        return confirm(bytes, position, end, start)
    }

    private func confirm(_ bytes: Span<UInt8>, _ position: Int, _ end: Int, _ start: UInt16) -> Int? {
        for length in lengths[start] ?? [] {
            let stop = position + Int(length)
            guard stop <= end, stop == end || !isAlnum(bytes[stop]) else { continue }
            if hashes.contains(bytes.hash(position..<stop, seed: seed)) { return stop }
        }
        return nil
    }

    /// Not a word, a number, a date or a flag: letters and digits mixed, or long.
    private static func isTelling(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
        guard isAlnum(bytes[range.lowerBound]) else { return false }
        var letters = 0
        var digits = 0
        for index in range {
            let byte = bytes[index]
            if isDigit(byte) { digits += 1 } else if isAlnum(byte) { letters += 1 }
            if byte <= 0x20 { return false }
        }
        return letters >= 3 && digits >= 1 || letters >= 20 && range.count - letters - digits == 0
    }

    @inline(__always)
    private func start(_ bytes: Span<UInt8>, _ position: Int) -> UInt16 {
        UInt16(truncatingIfNeeded: bytes.hash(position..<position + 8, seed: seed) >> 40)
    }
}
