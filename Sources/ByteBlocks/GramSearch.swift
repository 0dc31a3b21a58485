import CByteBlocks

/// Finds where one of many texts may stand, by pieces of five bytes, reading only every fourth place.
///
/// A text that is to be found has to be known by the four pieces that begin at four places in a row: one of them falls
/// on a place that is read.
package struct GramSearch: Sendable {
    /// How many pieces of a text have to be known; also the distance of the places that are read.
    package static let stride = 4
    /// How long a piece is.
    package static let length = 5

    private var table: [UInt64]
    private let shift: UInt32

    /// - Parameter pieces: How many will be known.
    package init(pieces: Int) {
        // 64 bits for each piece, while that stays in the nearer caches: one place of 64 is looked at for nothing.
        var width: UInt32 = 15
        while width < 20 && 1 << Int(width) < pieces * 64 || width < 24 && 1 << Int(width) < pieces * 16 {
            width += 1
        }
        shift = 32 - width
        table = [UInt64](repeating: 0, count: 1 << Int(width - 6))
    }

    /// Makes a piece known by its hash.
    package mutating func insert(_ hash: UInt32) {
        let place = Int(hash >> shift)
        table[place >> 6] |= 1 << UInt64(place & 63)
    }

    /// The hash of the five bytes of a number, the lowest first.
    package static func hash(of bytes: UInt64) -> UInt32 { casefile_gram_number_hash(bytes) }

    /// The hash of the piece at a place, which has to be five bytes before the end at least.
    package static func hash(_ bytes: Span<UInt8>, at place: Int) -> UInt32 {
        let part = bytes.extracting(place..<place + length)
        return unsafe part.withUnsafeBufferPointer { buffer in
            unsafe buffer.baseAddress.map { unsafe casefile_gram_hash($0) } ?? 0
        }
    }

    /// The first of the places `from`, `from + 4`, … where a known piece may stand, one of four in a row.
    package func next(_ bytes: Span<UInt8>, from: Int) -> Int? {
        precondition(from >= 0)
        let found = unsafe bytes.withUnsafeBufferPointer { text in
            unsafe table.withUnsafeBufferPointer { table in
                guard let text = text.baseAddress, let table = table.baseAddress else { return -1 }
                return unsafe casefile_find_gram(text, from, bytes.count, table, shift)
            }
        }
        return found < 0 ? nil : found
    }
}
