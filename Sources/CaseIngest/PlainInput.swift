import Archive
import CaseModel

/// The bytes of a source, inflated when they are gzip.
///
/// What a damaged file gives before the damage is handed over first; then the failure is thrown, once and for all.
struct PlainInput<Source: ByteSource>: ~Copyable {
    private var source: Source
    private var isOpen = false
    private var inflater: GzipInflater?
    private var isDrained = false
    private var failure: Failure?
    /// Bytes as they came: the head that was looked at, and what the inflater eats.
    private var raw: [UInt8] = []
    private var start = 0
    private var end = 0

    init(_ source: consuming Source) { self.source = source }

    /// Fills `buffer` from its start.
    ///
    /// - Returns: How many bytes; 0 at the end.
    mutating func read(into buffer: inout [UInt8]) throws(Failure) -> Int {
        if let failure { throw failure }
        do {
            if !isOpen { try open() }
            if inflater != nil { return try inflate(into: &buffer) }
            guard start < end else { return try source.read(into: &buffer) }
            let count = min(buffer.count, end - start)
            buffer.replaceSubrange(0..<count, with: raw[start..<start + count])
            start += count
            return count
        } catch {
            failure = error
            throw error
        }
    }

    private mutating func open() throws(Failure) {
        isOpen = true
        var head: [UInt8] = []
        while head.count < 3 {
            var more = [UInt8](repeating: 0, count: 3 - head.count)
            let count = try source.read(into: &more)
            guard count > 0 else { break }
            head += more[..<count]
        }
        end = head.count
        if GzipInflater.isGzip(head) {
            inflater = GzipInflater()
            head += [UInt8](repeating: 0, count: 65_536 - head.count)
        } else if let tool = Self.otherTool(head) {
            throw Failure(
                .read, .badInput,
                detail:
                    "it is packed; only a file is unpacked by its tool, a pipe is to come through `\(tool) -dc` first"
            )
        }
        raw = head
    }

    /// The program that unpacks what begins so; files go through it before they come here.
    private static func otherTool(_ head: [UInt8]) -> String? {
        switch head {
        case [0x28, 0xb5, 0x2f]: "zstd"
        case [0xfd, 0x37, 0x7a]: "xz"
        case Array("BZh".utf8): "bzip2"
        default: nil
        }
    }
}

extension PlainInput {
    /// Unpacks small slices, so that damage costs at most one slice of what stands before it.
    private mutating func inflate(into buffer: inout [UInt8]) throws(Failure) -> Int {
        var slice = [UInt8](repeating: 0, count: min(4096, buffer.count))
        var filled = 0
        while buffer.count - filled >= slice.count {
            let count: Int
            do { count = try unpack(into: &slice) } catch {
                guard filled > 0 else { throw error }
                failure = error
                return filled
            }
            guard count > 0 else { break }
            buffer.replaceSubrange(filled..<filled + count, with: slice[..<count])
            filled += count
        }
        return filled
    }

    /// - Returns: 0 at the end of whole, checked data.
    private mutating func unpack(into slice: inout [UInt8]) throws(Failure) -> Int {
        while true {
            // A span of a property would hold all of self.
            let piece = raw
            do throws(GzipError) {
                let count = try inflater?.read(from: piece.span.extracting(0..<end), at: &start, into: &slice)
                if let count, count > 0 { return count }
            } catch {
                throw Self.failure(error)
            }
            guard !isDrained else { return 0 }
            try refill()
        }
    }

    private mutating func refill() throws(Failure) {
        start = 0
        end = try source.read(into: &raw)
        guard end == 0 else { return }
        isDrained = true
        do throws(GzipError) { try inflater?.finish() } catch { throw Self.failure(error) }
    }

    private static func failure(_ error: GzipError) -> Failure {
        switch error {
        case .truncated: Failure(.read, .truncatedInput, detail: "the gzip data ends too early")
        case .trailingBytes: Failure(.read, .badInput, detail: "something follows the gzip data")
        case .notGzip, .damaged: Failure(.read, .badInput, detail: "the gzip data is damaged")
        case .outOfMemory: Failure(.read, .unclassified, detail: "no memory to unpack gzip data")
        }
    }
}
