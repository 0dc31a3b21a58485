/// SipHash-2-4 (Aumasson and Bernstein, 2012): a number that nobody without the key can compute or check.
///
/// Made for short inputs, of which a case has hundreds of thousands; a hash-based MAC costs a hundred times as much.
struct KeyedHash: Sendable {
    private let low: UInt64
    private let high: UInt64

    /// - Parameter key: 16 bytes; missing ones are zero, further ones are not read.
    init(key: [UInt8]) {
        let bytes = Array(key.prefix(16)) + Array(repeating: 0, count: max(0, 16 - key.count))
        low = Self.word(bytes.span, 0, 8)
        high = Self.word(bytes.span, 8, 8)
    }

    /// The hash of some bytes.
    func hash(_ bytes: Span<UInt8>) -> UInt64 {
        var state = State(low, high)
        var position = 0
        while bytes.count - position >= 8 {
            state.take(Self.word(bytes, position, 8))
            position += 8
        }
        let last = Self.word(bytes, position, bytes.count - position)
        state.take(UInt64(truncatingIfNeeded: bytes.count) << 56 | last)
        return state.finish()
    }

    /// The hash of one number, as of its eight bytes, the lowest first.
    func hash(_ number: UInt64) -> UInt64 {
        var state = State(low, high)
        state.take(number)
        state.take(8 << 56)
        return state.finish()
    }

    private static func word(_ bytes: Span<UInt8>, _ start: Int, _ count: Int) -> UInt64 {
        var word: UInt64 = 0
        for offset in 0..<count { word |= UInt64(bytes[start + offset]) << UInt64(8 * offset) }
        return word
    }

    private struct State {
        private var v0, v1, v2, v3: UInt64

        init(_ low: UInt64, _ high: UInt64) {
            v0 = low ^ 0x736f_6d65_7073_6575
            v1 = high ^ 0x646f_7261_6e64_6f6d
            v2 = low ^ 0x6c79_6765_6e65_7261
            v3 = high ^ 0x7465_6462_7974_6573
        }

        @inline(__always)
        mutating func take(_ word: UInt64) {
            v3 ^= word
            round()
            round()
            v0 ^= word
        }

        mutating func finish() -> UInt64 {
            v2 ^= 0xff
            for _ in 0..<4 { round() }
            return v0 ^ v1 ^ v2 ^ v3
        }

        @inline(__always)
        private mutating func round() {
            v0 &+= v1
            v1 = rotated(v1, 13) ^ v0
            v0 = rotated(v0, 32)
            v2 &+= v3
            v3 = rotated(v3, 16) ^ v2
            v0 &+= v3
            v3 = rotated(v3, 21) ^ v0
            v2 &+= v1
            v1 = rotated(v1, 17) ^ v2
            v2 = rotated(v2, 32)
        }

        @inline(__always)
        private func rotated(_ word: UInt64, _ count: UInt64) -> UInt64 {
            word &<< count | word &>> (64 &- count)
        }
    }
}
