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

    /// Decodes whole groups of base64 in either alphabet (RFC 4648 §4, §5) up to the first that holds anything else.
    ///
    /// - Returns: The bytes, and where the groups end.
    package func base64Groups(_ range: Range<Int>) -> (bytes: [UInt8], end: Int) {
        let text = extracting(range)
        var read = 0
        let bytes = unsafe [UInt8](unsafeUninitializedCapacity: range.count / 4 * 3 + 3) { output, count in
            // Without a base there are no bytes to read, or none to write.
            read = unsafe text.withUnsafeBufferPointer { source in
                guard let from = source.baseAddress, let to = output.baseAddress else { return 0 }
                return unsafe casefile_decode_base64(from, source.count, to)
            }
            count = read / 4 * 3
        }
        return (bytes, range.lowerBound + read)
    }

    /// Reads the text of a JSON string (RFC 8259 §7) that begins at `start`, behind the quote.
    package func jsonText(from start: Int) -> JSONText {
        guard start >= 0, start < count else {
            return JSONText(end: count, hasEscape: false, hidesText: false)
        }
        let text = unsafe withUnsafeBufferPointer { buffer in
            unsafe buffer.baseAddress.map { unsafe casefile_read_json_text($0 + start, buffer.count - start) }
                ?? casefile_json_text()
        }
        return JSONText(end: start + text.stop, hasEscape: text.has_escape, hidesText: text.hides_text)
    }
}

/// The text of a JSON string, as far as it is one.
package struct JSONText: Sendable {
    /// The quote that ends it, or a control character, an escape that is broken, or the end of the bytes.
    package let end: Int
    package let hasEscape: Bool
    /// Whether an escape stands for a letter, a digit or a mark that could stand there as it is.
    package let hidesText: Bool
}
