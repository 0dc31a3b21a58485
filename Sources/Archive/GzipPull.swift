/// Unpacks gzip data from a source, as many bytes as are asked for.
struct GzipPull: ~Copyable {
    private let source: ArchiveSource
    private let limits: ArchiveLimits
    private var inflater = GzipInflater()
    private var input: [UInt8] = []
    private var position = 0
    private var taken = 0
    private var given = 0

    init(_ source: ArchiveSource, limits: ArchiveLimits) {
        self.source = source
        self.limits = limits
    }

    /// Fills the first `count` bytes of a buffer.
    ///
    /// - Returns: Fewer than `count` only at the end of whole, checked data.
    mutating func read(into buffer: inout [UInt8], count: Int) throws(ArchiveError) -> Int {
        var filled = 0
        while filled < count {
            let step: Int
            // A span of a property would hold all of self.
            let piece = input
            do throws(GzipError) {
                step = try inflater.read(
                    from: piece.span, at: &position, into: &buffer, place: filled..<count)
            } catch {
                throw Self.error(error)
            }
            filled += step
            given += step
            guard !limits.isBomb(unpacked: given, packed: taken) else { throw .bomb }
            if step == 0, try !refill() { break }
        }
        return filled
    }

    /// Gets the next piece of input.
    ///
    /// - Returns: `false` at the end.
    private mutating func refill() throws(ArchiveError) -> Bool {
        guard taken < source.byteCount else {
            do throws(GzipError) { try inflater.finish() } catch { throw Self.error(error) }
            return false
        }
        input = try source.bytes(at: taken, count: min(65_536, source.byteCount - taken))
        taken += input.count
        position = 0
        return true
    }

    private static func error(_ error: GzipError) -> ArchiveError {
        switch error {
        case .notGzip: .notAnArchive
        case .damaged: .damaged
        case .truncated: .truncated
        case .trailingBytes: .hiddenBytes
        case .outOfMemory: .outOfMemory
        }
    }
}
