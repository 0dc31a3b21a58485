/// A cursor over a part of a DNS message; the bytes come in with every call.
struct DNSReader {
    /// The next byte to read.
    private(set) var position: Int
    /// Nothing is read at or after this place, except by following a compression pointer backwards.
    let end: Int

    init(position: Int, end: Int) {
        self.position = position
        self.end = end
    }

    var isAtEnd: Bool { position >= end }
    var rest: Int { max(0, end - position) }

    mutating func uint8(_ bytes: Span<UInt8>) throws(DNSMessageError) -> UInt8 {
        let start = try take(1, bytes)
        return bytes[start]
    }

    mutating func uint16(_ bytes: Span<UInt8>) throws(DNSMessageError) -> UInt16 {
        let start = try take(2, bytes)
        return UInt16(bytes[start]) << 8 | UInt16(bytes[start + 1])
    }

    mutating func uint32(_ bytes: Span<UInt8>) throws(DNSMessageError) -> UInt32 {
        let high = try uint16(bytes)
        let low = try uint16(bytes)
        return UInt32(high) << 16 | UInt32(low)
    }

    mutating func octets(_ count: Int, _ bytes: Span<UInt8>) throws(DNSMessageError) -> [UInt8] {
        let start = try take(count, bytes)
        return Self.copy(bytes, start..<start + count)
    }

    /// Passes `count` bytes.
    ///
    /// - Returns: Where they start.
    mutating func take(_ count: Int, _ bytes: Span<UInt8>) throws(DNSMessageError) -> Int {
        guard count >= 0, count <= rest, end <= bytes.count else {
            throw DNSMessageError(.truncated, offset: position)
        }
        defer { position += count }
        return position
    }

    /// Reads a name, following compression pointers (RFC 1035 §4.1.4).
    ///
    /// A pointer must lead to a place before the part of the name that holds it, so no loop can be written; hops are
    /// counted as well, as a chain of bare pointers costs time without making the name longer.
    ///
    /// - Parameters:
    ///   - bytes: The whole message.
    ///   - compression: Whether pointers are allowed here (RFC 3597 §4).
    /// - Returns: The name in wire form without pointers, the root label included; at most 255 bytes.
    /// - Throws: `DNSMessageError` where the name is broken.
    mutating func name(_ bytes: Span<UInt8>, compression: Bool = true) throws(DNSMessageError) -> [UInt8] {
        var wire: [UInt8] = []
        var place = DNSReader(position: position, end: end)
        var lowest = position
        var hops = 0
        while true {
            let labelStart = place.position
            let length = Int(try place.uint8(bytes))
            switch length & 0xc0 {
            case 0:
                guard wire.count + 1 + length <= 255 else {
                    throw DNSMessageError(.nameTooLong, offset: labelStart)
                }
                wire.append(UInt8(length))
                wire += try place.octets(length, bytes)
                guard length == 0 else { continue }
                if hops == 0 { position = place.position }
                return wire
            case 0xc0 where compression:
                let target = (length & 0x3f) << 8 | Int(try place.uint8(bytes))
                guard target >= 12, target < lowest else {
                    throw DNSMessageError(.badPointer, offset: labelStart)
                }
                if hops == 0 { position = place.position }
                hops += 1
                guard hops <= 127 else { throw DNSMessageError(.tooManyPointers, offset: labelStart) }
                lowest = target
                place = DNSReader(position: target, end: bytes.count)
            default: throw DNSMessageError(.badLabel, offset: labelStart)
            }
        }
    }

    static func copy(_ bytes: Span<UInt8>, _ range: Range<Int>) -> [UInt8] {
        var copy: [UInt8] = []
        copy.reserveCapacity(range.count)
        for index in range { copy.append(bytes[index]) }
        return copy
    }
}
