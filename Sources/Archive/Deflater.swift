internal import CZlib

/// Owns one zlib compressor that makes raw deflate (RFC 1951) piece by piece.
///
/// Data never shrinks to less than a two-hundredth once there are more than 8 MiB of it: pieces are stored as they
/// are when that would happen, so a reader may refuse anything denser as a bomb. Not Sendable by nature of the
/// pointer; the same pieces give the same bytes.
@safe package struct Deflater: ~Copyable {
    // zlib keeps a pointer back to its stream, so the stream has an address of its own and never moves.
    private let stream: UnsafeMutablePointer<z_stream>
    private let isReady: Bool
    private var scratch = [UInt8](repeating: 0, count: 65_536)
    private var wantedLevel: Int32
    private var level: Int32
    /// Bytes taken in since the start or the last reset.
    private(set) package var inputBytes = 0
    /// Bytes given out since then.
    private(set) package var outputBytes = 0

    /// - Parameter level: zlib's 0...9.
    package init(level: Int = 6) {
        wantedLevel = Int32(clamping: level)
        self.level = Int32(clamping: level)
        unsafe stream = .allocate(capacity: 1)
        unsafe stream.initialize(to: z_stream())
        isReady = unsafe czlib_deflate_init(stream, Int32(clamping: level), -15) == Z_OK
    }

    deinit {
        if isReady { _ = unsafe deflateEnd(stream) }
        unsafe stream.deallocate()
    }

    /// Starts over, as a new compressor of that level.
    package mutating func reset(level: Int) throws(ArchiveError) {
        guard isReady, unsafe deflateReset(stream) == Z_OK else { throw .outOfMemory }
        inputBytes = 0
        outputBytes = 0
        wantedLevel = Int32(clamping: level)
        var unused: [UInt8] = []
        if wantedLevel != self.level { try change(to: wantedLevel, into: &unused) }
    }

    /// Compresses more input and appends what comes out of it.
    package mutating func write(_ input: Span<UInt8>, into output: inout [UInt8]) throws(ArchiveError) {
        guard isReady else { throw .outOfMemory }
        var start = 0
        // Small steps keep the watch over the ratio close and zlib's 32-bit counters safe.
        while start < input.count {
            let count = min(65_536, input.count - start)
            try holdRatio(into: &output)
            try step(input.extracting(start..<start + count), flush: Z_NO_FLUSH, into: &output)
            start += count
        }
    }

    /// Ends the stream and appends the rest of it.
    package mutating func finish(into output: inout [UInt8]) throws(ArchiveError) {
        guard isReady else { throw .outOfMemory }
        let nothing: [UInt8] = []
        try step(nothing.span, flush: Z_FINISH, into: &output)
    }

    private mutating func holdRatio(into output: inout [UInt8]) throws(ArchiveError) {
        let tooDense = inputBytes > 8 << 20 && inputBytes / 200 > outputBytes
        let level = tooDense ? 0 : wantedLevel
        if level != self.level { try change(to: level, into: &output) }
    }

    private mutating func change(to level: Int32, into output: inout [UInt8]) throws(ArchiveError) {
        let stream = unsafe self.stream
        var status: Int32
        repeat {
            var code: Int32 = 0
            let count = unsafe scratch.withUnsafeMutableBufferPointer { buffer in
                unsafe stream.pointee.next_in = nil
                unsafe stream.pointee.avail_in = 0
                unsafe stream.pointee.next_out = buffer.baseAddress
                unsafe stream.pointee.avail_out = uInt(buffer.count)
                code = unsafe deflateParams(stream, level, Z_DEFAULT_STRATEGY)
                return unsafe buffer.count - Int(stream.pointee.avail_out)
            }
            status = code
            append(count, to: &output)
        } while status == Z_BUF_ERROR
        guard status == Z_OK else { throw .damaged }
        self.level = level
    }

    private mutating func step(
        _ input: Span<UInt8>, flush: Int32, into output: inout [UInt8]
    ) throws(ArchiveError) {
        let stream = unsafe self.stream
        var status: Int32 = Z_OK
        var isFull = true
        unsafe input.withUnsafeBufferPointer { source in
            unsafe stream.pointee.next_in = UnsafeMutablePointer(mutating: source.baseAddress)
            unsafe stream.pointee.avail_in = uInt(source.count)
            while isFull {
                let count = unsafe scratch.withUnsafeMutableBufferPointer { buffer in
                    unsafe stream.pointee.next_out = buffer.baseAddress
                    unsafe stream.pointee.avail_out = uInt(buffer.count)
                    status = unsafe deflate(stream, flush)
                    return unsafe buffer.count - Int(stream.pointee.avail_out)
                }
                isFull = count == scratch.count
                append(count, to: &output)
            }
        }
        unsafe stream.pointee.next_in = nil
        inputBytes += input.count
        // Z_BUF_ERROR says only that there was nothing left to do.
        guard status == Z_OK || status == Z_STREAM_END || status == Z_BUF_ERROR else { throw .damaged }
    }

    private mutating func append(_ count: Int, to output: inout [UInt8]) {
        output.append(contentsOf: scratch[..<count])
        outputBytes += count
    }
}
