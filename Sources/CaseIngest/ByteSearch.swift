/// Finds bytes eight at a time; the search every line and string goes through.
///
/// Bounds are checked once, by `extracting`; inside, the compiler proves them and joins the eight reads into one.
enum ByteSearch {
    /// The first place of `byte` from `start`, or `bytes.count`.
    static func first(_ byte: UInt8, in bytes: Span<UInt8>, from start: Int = 0) -> Int {
        guard start >= 0, start < bytes.count else { return bytes.count }
        let rest = bytes.extracting(start..<bytes.count)
        let count = rest.count
        let pattern = UInt64(byte) &* ones
        var index = 0
        while count &- index >= 8 {
            let zeros = zeroBytes(word(rest, index) ^ pattern)
            if zeros != 0 { return start &+ index &+ (zeros.trailingZeroBitCount >> 3) }
            index &+= 8
        }
        while index < count, rest[index] != byte { index &+= 1 }
        return start &+ index
    }

    /// The first quote or backslash from `start`, or `bytes.count`: where something happens inside a JSON string.
    static func firstQuoteOrBackslash(in bytes: Span<UInt8>, from start: Int) -> Int {
        guard start >= 0, start < bytes.count else { return bytes.count }
        let rest = bytes.extracting(start..<bytes.count)
        let count = rest.count
        let quotes = UInt64(UInt8(ascii: "\"")) &* ones
        let backslashes = UInt64(UInt8(ascii: "\\")) &* ones
        var index = 0
        while count &- index >= 8 {
            let eight = word(rest, index)
            let zeros = zeroBytes(eight ^ quotes) | zeroBytes(eight ^ backslashes)
            if zeros != 0 { return start &+ index &+ (zeros.trailingZeroBitCount >> 3) }
            index &+= 8
        }
        while index < count, rest[index] != UInt8(ascii: "\""), rest[index] != UInt8(ascii: "\\") {
            index &+= 1
        }
        return start &+ index
    }

    /// Eight bytes, the first in the lowest bits.
    @inline(__always)
    static func word(_ bytes: Span<UInt8>, _ index: Int) -> UInt64 {
        var word = UInt64(bytes[index])
        word |= UInt64(bytes[index &+ 1]) << 8
        word |= UInt64(bytes[index &+ 2]) << 16
        word |= UInt64(bytes[index &+ 3]) << 24
        word |= UInt64(bytes[index &+ 4]) << 32
        word |= UInt64(bytes[index &+ 5]) << 40
        word |= UInt64(bytes[index &+ 6]) << 48
        word |= UInt64(bytes[index &+ 7]) << 56
        return word
    }

    private static var ones: UInt64 { 0x0101_0101_0101_0101 }

    /// The high bit of every byte that is zero; bits above the lowest one set may be wrong.
    @inline(__always)
    private static func zeroBytes(_ word: UInt64) -> UInt64 {
        (word &- 0x0101_0101_0101_0101) & ~word & 0x8080_8080_8080_8080
    }
}

/// A copy of part of a span, of `limit` bytes at most.
func copied(_ bytes: Span<UInt8>, _ range: Range<Int>, limit: Int = .max) -> [UInt8] {
    let clamped = range.clamped(to: 0..<bytes.count)
    let part = bytes.extracting(clamped.lowerBound..<(clamped.lowerBound + min(limit, clamped.count)))
    return [UInt8](copying: part)
}

/// Part of a span as text; what is not UTF-8 becomes U+FFFD.
///
/// At most `limit` bytes are taken, so that one hostile field cannot fill memory.
func text(_ bytes: Span<UInt8>, _ range: Range<Int>, limit: Int = 4096) -> String {
    String(decoding: copied(bytes, range, limit: limit), as: UTF8.self)
}

extension [UInt8] {
    /// Copies a span without touching a pointer.
    init(copying bytes: Span<UInt8>) {
        self.init()
        append(copying: bytes)
    }

    /// Adds the bytes of a span.
    mutating func append(copying bytes: Span<UInt8>) {
        reserveCapacity(Swift.max(capacity, count + bytes.count))
        for index in bytes.indices { append(bytes[index]) }
    }
}
