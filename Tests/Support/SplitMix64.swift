/// Random numbers that are the same in every run, so that a failing case can be run again.
///
/// Steele, Lea, Flood 2014; the seed is the whole state.
package struct SplitMix64: RandomNumberGenerator, Sendable {
    private var state: UInt64

    package init(seed: UInt64) { state = seed }

    package mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = state
        mixed = (mixed ^ mixed >> 30) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ mixed >> 27) &* 0x94d0_49bb_1331_11eb
        return mixed ^ mixed >> 31
    }

    /// Many copies of bytes, each changed in its own way.
    package static func mutants(of bytes: [UInt8], count: Int, seed: UInt64) -> [[UInt8]] {
        var random = SplitMix64(seed: seed)
        return (0..<count).map { _ in random.mutant(of: bytes) }
    }

    /// A copy of bytes with a few of them changed, taken out, doubled or put in, or with its end cut off.
    ///
    /// - Parameters:
    ///   - bytes: What a reader reads.
    ///   - alphabet: Bytes that mean something to the reader, put in more often than others.
    /// - Returns: What it may have to read.
    package mutating func mutant(of bytes: [UInt8], alphabet: [UInt8] = [0, 0x7f, 0x80, 0xff]) -> [UInt8] {
        var mutant = bytes
        for _ in 0..<Int.random(in: 1...5, using: &self) where !mutant.isEmpty {
            let place = Int.random(in: 0..<mutant.count, using: &self)
            let count = min(mutant.count - place, Int.random(in: 1...40, using: &self))
            let byte = alphabet.randomElement(using: &self) ?? 0
            switch Int.random(in: 0..<16, using: &self) {
            case 0..<3: mutant[place] = UInt8.random(in: .min ... .max, using: &self)
            case 3..<5: mutant[place] ^= 1 << UInt8.random(in: 0..<8, using: &self)
            case 5..<8: mutant[place] = byte
            case 8..<10: mutant.insert(byte, at: place)
            case 10..<12: mutant.remove(at: place)
            case 12..<13: mutant.removeSubrange(place..<place + count)
            case 13..<15: mutant.insert(contentsOf: mutant[place..<place + count], at: place)
            default: mutant.removeLast(mutant.count - place)
            }
        }
        return mutant
    }
}
