import ByteBlocks

/// How the words begin and end that make a name say something; names without them need no closer look.
struct NameStems: Sendable {
    /// A bit for each hash of three bytes.
    private var beginnings = [UInt64](repeating: 0, count: BlockSearch.tableSize)
    private var endings = [UInt64](repeating: 0, count: BlockSearch.tableSize)

    static let standard = NameStems(NameWords.telling)

    /// - Parameter words: In lower case, three bytes at least each.
    init(_ words: [String]) {
        for word in words {
            let bytes = Array(word.utf8)
            guard bytes.count >= 3 else { continue }
            Self.set(&beginnings, BlockSearch.hash(bytes[0], bytes[1], bytes[2]))
            let last = bytes.count - 1
            Self.set(&endings, BlockSearch.hash(bytes[last - 2], bytes[last - 1], bytes[last]))
        }
    }

    /// Whether a name has a word that begins like one of them, or ends like one.
    func mayTell(_ bytes: Span<UInt8>, _ name: Range<Int>) -> Bool {
        // The last three letters or digits in lower case, and which of the last three began a word.
        var last: UInt32 = 0
        var starts: UInt8 = 0
        var count = 0
        var previous: UInt8 = 0
        for index in name {
            let byte = bytes[index]
            defer { previous = byte }
            guard isAlnum(byte) else { continue }
            let turns = isUpper(byte) && !isUpper(previous)
            starts = starts << 1 | (turns || !isAlnum(previous) ? 1 : 0)
            last = (last << 8 | UInt32(lowered(byte))) & 0xff_ffff
            count += 1
            if count >= 3, starts & 4 != 0, has(beginnings, last) { return true }
        }
        return count >= 3 && has(endings, last)
    }

    @inline(__always)
    private func isUpper(_ byte: UInt8) -> Bool { byte &- 65 < 26 }

    @inline(__always)
    private func has(_ table: [UInt64], _ three: UInt32) -> Bool {
        let hash = BlockSearch.hash(
            UInt8(truncatingIfNeeded: three >> 16), UInt8(truncatingIfNeeded: three >> 8),
            UInt8(truncatingIfNeeded: three))
        return table[hash >> 6] >> UInt64(hash & 63) & 1 == 1
    }

    private static func set(_ table: inout [UInt64], _ hash: Int) {
        table[hash >> 6] |= 1 << UInt64(hash & 63)
    }
}
