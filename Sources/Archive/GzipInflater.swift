/// Why bytes are not whole gzip data (RFC 1952).
package enum GzipError: Error, Hashable, Sendable {
    /// The first bytes belong to something else.
    case notGzip
    /// A header or compressed data makes no sense, or the checksum or length at a member's end is wrong.
    case damaged
    /// The input ended inside a member.
    case truncated
    /// Something that is neither a member nor zero padding follows the last member.
    case trailingBytes
    /// zlib got no memory.
    case outOfMemory
}

/// Unpacks gzip data of any number of members, checking each one's checksum and length.
///
/// Pull style keeps memory constant whatever the data unpacks to: hand in a piece of input, call `read` until it
/// gives 0, hand in the next piece, and call `finish` at the end.
package struct GzipInflater: ~Copyable {
    private enum State { case start, inside, between, padding }

    private var stream = InflateStream(.gzip)
    private var state = State.start

    package init() {}

    /// Whether a file that begins so is gzip; two bytes are enough.
    package static func isGzip(_ prefix: [UInt8]) -> Bool { prefix.starts(with: [0x1f, 0x8b]) }

    /// Fills a buffer from its start.
    ///
    /// - Parameters:
    ///   - input: One piece of the compressed bytes.
    ///   - position: The next byte of `input`; 0 for a new piece, moved on to its end.
    ///   - buffer: Its whole count is used and never changed.
    /// - Returns: How many bytes were written; 0 only when all of `input` is used and nothing is held back.
    /// - Throws: `GzipError`; what was unpacked before is lost with it.
    package mutating func read(
        from input: Span<UInt8>, at position: inout Int, into buffer: inout [UInt8]
    ) throws(GzipError) -> Int {
        let end = buffer.count
        return try read(from: input, at: &position, into: &buffer, place: 0..<end)
    }

    /// Appends all that a piece of input unpacks to.
    ///
    /// Deflate can grow a piece a thousandfold, so give pieces of 64 KiB at most, or use `read`.
    package mutating func inflate(_ input: Span<UInt8>, into output: inout [UInt8]) throws(GzipError) {
        var buffer = [UInt8](repeating: 0, count: 65_536)
        var position = 0
        while true {
            let count = try read(from: input, at: &position, into: &buffer)
            guard count > 0 else { return }
            output.append(contentsOf: buffer[..<count])
        }
    }

    /// Says that there is no more input.
    ///
    /// - Throws: `GzipError.truncated` inside a member, or when there was none.
    package func finish() throws(GzipError) {
        guard state == .between || state == .padding else { throw .truncated }
    }

    mutating func read(
        from input: Span<UInt8>, at position: inout Int, into buffer: inout [UInt8], place: Range<Int>
    ) throws(GzipError) -> Int {
        var filled = place.lowerBound
        while filled < place.upperBound {
            if state != .inside {
                // What was unpacked is handed over before what follows may turn out to be damaged.
                guard filled == place.lowerBound else { break }
                guard try nextMember(input, &position) else { break }
            }
            let before = position
            let step: (written: Int, ended: Bool)
            do {
                step = try stream.step(input, at: &position, into: &buffer, place: filled..<place.upperBound)
            } catch {
                throw error == .outOfMemory ? .outOfMemory : .damaged
            }
            filled += step.written
            if step.ended {
                state = .between
            } else if step.written == 0, position == before {
                break
            }
        }
        return filled - place.lowerBound
    }

    /// Stands at the beginning of a member when it gives `true`, at the end of the input when `false`.
    private mutating func nextMember(_ input: Span<UInt8>, _ position: inout Int) throws(GzipError) -> Bool {
        // gzip pads to blocks of tape with zeros.
        while state != .start, position < input.count, input[position] == 0 {
            state = .padding
            position += 1
        }
        guard position < input.count else { return false }
        guard input[position] == 0x1f, state != .padding else {
            throw state == .start ? .notGzip : .trailingBytes
        }
        if state == .between {
            do { try stream.reset() } catch { throw .outOfMemory }
        }
        state = .inside
        return true
    }
}
