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

    /// Whether some bytes stand at a place.
    static func has(_ text: [UInt8], in bytes: Span<UInt8>, at place: Int) -> Bool {
        guard place >= 0, place + text.count <= bytes.count else { return false }
        for index in text.indices where bytes[place + index] != text[index] { return false }
        return true
    }

    /// The first place of some bytes from `start` on; `nil` when they stand nowhere.
    static func place(of text: [UInt8], in bytes: Span<UInt8>, from start: Int) -> Int? {
        guard let head = text.first else { return nil }
        var place = first(head, in: bytes, from: start)
        while place <= bytes.count - text.count {
            if has(text, in: bytes, at: place) { return place }
            place = first(head, in: bytes, from: place + 1)
        }
        return nil
    }

    /// Eight bytes, the first in the lowest bits.
    @inline(__always)
    static func word(_ bytes: Span<UInt8>, _ index: Int) -> UInt64 {
        let eight = bytes.extracting(index..<index &+ 8)
        var word = UInt64(eight[0])
        word |= UInt64(eight[1]) << 8
        word |= UInt64(eight[2]) << 16
        word |= UInt64(eight[3]) << 24
        word |= UInt64(eight[4]) << 32
        word |= UInt64(eight[5]) << 40
        word |= UInt64(eight[6]) << 48
        word |= UInt64(eight[7]) << 56
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
    /// Copies a span.
    init(copying bytes: Span<UInt8>) {
        self.init(repeating: 0, count: bytes.count)
        overwrite(from: 0, with: bytes)
    }

    /// Adds the bytes of a span.
    mutating func append(copying bytes: Span<UInt8>) { self += [UInt8](copying: bytes) }

    /// Puts the bytes of a span over those that stand from `start` on; all of them must have room.
    ///
    /// With the bounds known before, the loop is one block operation; appending byte by byte is none.
    mutating func overwrite(from start: Int, with bytes: Span<UInt8>) {
        var all = mutableSpan
        let count = bytes.count
        precondition(start >= 0 && start <= all.count && count <= all.count - start)
        for index in 0..<count { all[start &+ index] = bytes[index] }
    }
}
