import ByteBlocks

/// The first bytes of some words as numbers: which of them begins at a place, without a look at the words themselves.
///
/// Loops over arrays of arrays count references at every step, which costs more than the comparison.
struct WordHeads: Sendable {
    private struct Head {
        let bytes: UInt64
        let mask: UInt64
    }

    private let heads: [Head]

    /// - Parameter words: Of each, eight bytes at most are compared.
    init(_ words: [[UInt8]]) {
        heads = words.map { word in
            let head = word.prefix(8)
            let bytes = head.enumerated().reduce(UInt64(0)) {
                $0 | UInt64($1.element) << UInt64($1.offset * 8)
            }
            return Head(bytes: bytes, mask: head.count == 8 ? .max : (1 << UInt64(head.count * 8)) - 1)
        }
    }

    /// The first word from `index` on whose head stands at a place.
    @inline(__always)
    func next(_ bytes: Span<UInt8>, at place: Int, end: Int, from index: Int) -> Int? {
        var word: UInt64 = 0
        for offset in 0..<min(8, max(0, end - place)) {
            word |= UInt64(bytes[place + offset]) << UInt64(offset * 8)
        }
        for candidate in index..<heads.count where word & heads[candidate].mask == heads[candidate].bytes {
            return candidate
        }
        return nil
    }
}
