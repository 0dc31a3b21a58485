/// Secrets that were seen in places where secrets stand, so that they are known again where none is expected.
///
/// Holds lengths and keyed hashes, no values; bounded.
struct SecretSet: Sendable {
    private let seed: UInt64
    /// A bit for each hash of the first eight bytes.
    private var starts = [UInt64](repeating: 0, count: 1024)
    /// A bit for each pair of first bytes; the check that every word pays for.
    private var pairs = [UInt64](repeating: 0, count: 1024)
    private var lengths: [UInt16: [UInt16]] = [:]
    private var hashes: Set<UInt64> = []
    private static let limit = 8192

    init(seed: UInt64) { self.seed = seed }

    /// Remembers a value if it could not be anything else when it is met again.
    mutating func insert(_ value: [UInt8]) {
        guard (8...2048).contains(value.count), hashes.count < Self.limit, Self.isTelling(value) else {
            return
        }
        let span = value.span
        guard hashes.insert(hash(span, 0, value.count)).inserted else { return }
        let pair = UInt16(value[0]) << 8 | UInt16(value[1])
        pairs[Int(pair >> 6)] |= 1 << UInt64(pair & 63)
        let start = Self.start(span, 0, seed)
        starts[Int(start >> 6)] |= 1 << UInt64(start & 63)
        var known = lengths[start] ?? []
        guard known.count < 16 || known.contains(UInt16(value.count)) else { return }
        if !known.contains(UInt16(value.count)) { known.append(UInt16(value.count)) }
        lengths[start] = known.sorted(by: >)
    }

    /// Whether a secret may begin with two bytes.
    @inline(__always)
    func mayBegin(_ first: UInt8, _ second: UInt8) -> Bool {
        let pair = UInt16(first) << 8 | UInt16(second)
        return pairs[Int(pair >> 6)] >> UInt64(pair & 63) & 1 == 1
    }

    /// Where the known secret that begins at `position` ends.
    @inline(__always)
    func end(_ bytes: Span<UInt8>, at position: Int, end: Int) -> Int? {
        guard end - position >= 8 else { return nil }
        let start = Self.start(bytes, position, seed)
        guard starts[Int(start >> 6)] >> UInt64(start & 63) & 1 == 1 else { return nil }
        return confirm(bytes, position, end, start)
    }

    private func confirm(_ bytes: Span<UInt8>, _ position: Int, _ end: Int, _ start: UInt16) -> Int? {
        for length in lengths[start] ?? [] {
            let stop = position + Int(length)
            guard stop <= end, stop == end || !isAlnum(bytes[stop]) else { continue }
            if hashes.contains(hash(bytes, position, stop)) { return stop }
        }
        return nil
    }

    /// Not a word, a number, a date or a flag: letters and digits mixed, or long.
    private static func isTelling(_ value: [UInt8]) -> Bool {
        guard let first = value.first, isAlnum(first) else { return false }
        var letters = 0
        var digits = 0
        for byte in value {
            if isDigit(byte) { digits += 1 } else if isAlnum(byte) { letters += 1 }
            if byte <= 0x20 { return false }
        }
        return letters >= 3 && digits >= 1 || letters >= 20 && value.count - letters - digits == 0
    }

    @inline(__always)
    private static func start(_ bytes: Span<UInt8>, _ position: Int, _ seed: UInt64) -> UInt16 {
        var word: UInt64 = 0
        for offset in 0..<8 { word |= UInt64(bytes[position &+ offset]) << UInt64(offset &* 8) }
        return UInt16(truncatingIfNeeded: ((word ^ seed) &* 0x9e37_79b9_7f4a_7c15) >> 48)
    }

    private func hash(_ bytes: Span<UInt8>, _ from: Int, _ to: Int) -> UInt64 {
        var state = seed ^ UInt64(to - from)
        for index in from..<to {
            state = (state ^ UInt64(bytes[index])) &* 0x0000_0100_0000_01b3
            state ^= state >> 29
        }
        return state &* 0xbf58_476d_1ce4_e5b9
    }
}
