internal import CZlib

/// Owns one zlib decompressor.
@safe struct InflateStream: ~Copyable {
    /// The wrapper around the deflate data.
    enum Wrapper { case raw, zlib, gzip }

    // zlib keeps a pointer back to its stream, so the stream has an address of its own and never moves.
    private let stream: UnsafeMutablePointer<z_stream>
    private let isReady: Bool

    init(_ wrapper: Wrapper) {
        unsafe stream = .allocate(capacity: 1)
        unsafe stream.initialize(to: z_stream())
        let windowBits: Int32 =
            switch wrapper {
            case .raw: -15
            case .zlib: 15
            case .gzip: 31
            }
        isReady = unsafe czlib_inflate_init(stream, windowBits) == Z_OK
    }

    deinit {
        if isReady { _ = unsafe inflateEnd(stream) }
        unsafe stream.deallocate()
    }

    /// Starts over.
    mutating func reset() throws(ArchiveError) {
        guard isReady, unsafe inflateReset(stream) == Z_OK else { throw .outOfMemory }
    }

    /// Unpacks until the input is used up, the place in the buffer is full, or the stream ends.
    ///
    /// - Parameters:
    ///   - input: Compressed bytes.
    ///   - position: The next byte of `input`; moved on.
    ///   - buffer: Gets the output.
    ///   - place: The part of `buffer` that may be written.
    /// - Returns: How many bytes were written, and whether this was the end of the stream.
    /// - Throws: `ArchiveError.damaged`, or `.outOfMemory`.
    mutating func step(
        _ input: Span<UInt8>, at position: inout Int, into buffer: inout [UInt8], place: Range<Int>
    ) throws(ArchiveError) -> (written: Int, ended: Bool) {
        guard isReady else { throw .outOfMemory }
        guard position >= 0, position <= input.count, place.lowerBound >= 0, place.upperBound <= buffer.count
        else {
            throw .truncated
        }
        let stream = unsafe self.stream
        let source = input.extracting(position..<position + min(input.count - position, 1 << 30))
        let room = min(place.count, 1 << 30)
        let status = unsafe source.withUnsafeBufferPointer { source in
            unsafe buffer.withUnsafeMutableBufferPointer { buffer in
                unsafe stream.pointee.next_in = UnsafeMutablePointer(mutating: source.baseAddress)
                unsafe stream.pointee.avail_in = uInt(source.count)
                unsafe stream.pointee.next_out = buffer.baseAddress.map { unsafe $0 + place.lowerBound }
                unsafe stream.pointee.avail_out = uInt(room)
                return unsafe inflate(stream, Z_NO_FLUSH)
            }
        }
        position += unsafe source.count - Int(stream.pointee.avail_in)
        let written = unsafe room - Int(stream.pointee.avail_out)
        unsafe stream.pointee.next_in = nil
        unsafe stream.pointee.next_out = nil
        switch status {
        case Z_OK, Z_BUF_ERROR: return (written, false)
        case Z_STREAM_END: return (written, true)
        case Z_MEM_ERROR: throw .outOfMemory
        default: throw .damaged
        }
    }
}
