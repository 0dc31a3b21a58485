import CByteBlocks

extension Span<UInt8> {
    /// A copy of some bytes, made in one go.
    package func copy(_ range: Range<Int>) -> [UInt8] {
        unsafe extracting(range).withUnsafeBufferPointer { unsafe Array($0) }
    }

    /// Appends some bytes to an array in one go.
    package func append(_ range: Range<Int>, to output: inout [UInt8]) {
        unsafe extracting(range).withUnsafeBufferPointer { unsafe output.append(contentsOf: $0) }
    }

    /// The first place in the range where the byte stands.
    package func first(_ byte: UInt8, in range: Range<Int>) -> Int? {
        let found = unsafe extracting(range).withUnsafeBufferPointer { buffer in
            unsafe buffer.baseAddress.map { unsafe casefile_find($0, byte, buffer.count) } ?? -1
        }
        return found < 0 ? nil : range.lowerBound + found
    }

    /// A number that is the same for the same bytes and seed; for tables that live as long as the seed.
    package func hash(_ range: Range<Int>, seed: UInt64) -> UInt64 {
        let part = extracting(range)
        return unsafe part.withUnsafeBufferPointer { buffer in
            unsafe buffer.baseAddress.map { unsafe casefile_hash($0, buffer.count, seed) } ?? seed
        }
    }

    /// The first quote, backslash or control character from `start`, or the end: where plain text of a JSON string ends.
    package func endOfPlainJSON(from start: Int) -> Int {
        guard start >= 0, start < count else { return count }
        let found = unsafe withUnsafeBufferPointer { buffer in
            unsafe buffer.baseAddress.map { unsafe casefile_find_json($0 + start, buffer.count - start) } ?? 0
        }
        return start + found
    }
}
