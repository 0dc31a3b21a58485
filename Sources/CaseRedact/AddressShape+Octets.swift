extension AddressShape {
    /// 4 or 16 octets in network order, or `nil` when the range is no address (RFC 4291 §2.2).
    static func octets(_ bytes: Span<UInt8>, _ range: Range<Int>) -> [UInt8]? {
        guard bytes.first(UInt8(ascii: ":"), in: range) != nil else { return quad(bytes, range) }
        var head: [UInt8] = []
        var tail: [UInt8] = []
        var hasGap = false
        var position = range.lowerBound
        if starts(bytes, position, range.upperBound) {
            hasGap = true
            position += 2
        }
        while position < range.upperBound {
            guard head.count + tail.count < 16 else { return nil }
            let stop = bytes.run(of: .hex, from: position, end: min(range.upperBound, position + 5))
            if stop < range.upperBound, bytes[stop] == UInt8(ascii: ".") {
                guard let quad = quad(bytes, position..<range.upperBound) else { return nil }
                if hasGap { tail += quad } else { head += quad }
                position = range.upperBound
                break
            }
            guard let group = group(bytes, position..<stop) else { return nil }
            if hasGap { tail += group } else { head += group }
            position = stop
            guard position < range.upperBound else { break }
            guard bytes[position] == UInt8(ascii: ":") else { return nil }
            if starts(bytes, position, range.upperBound) {
                guard !hasGap else { return nil }
                hasGap = true
                position += 2
            } else {
                position += 1
                guard position < range.upperBound else { return nil }
            }
        }
        let count = head.count + tail.count
        guard hasGap ? count <= 14 : count == 16 else { return nil }
        return head + Array(repeating: 0, count: 16 - count) + tail
    }

    private static func starts(_ bytes: Span<UInt8>, _ position: Int, _ end: Int) -> Bool {
        position + 1 < end && bytes[position] == UInt8(ascii: ":") && bytes[position + 1] == UInt8(ascii: ":")
    }

    private static func group(_ bytes: Span<UInt8>, _ range: Range<Int>) -> [UInt8]? {
        guard (1...4).contains(range.count) else { return nil }
        var value: UInt16 = 0
        for index in range {
            guard let nibble = hexNibble(bytes[index]) else { return nil }
            value = value << 4 | UInt16(nibble)
        }
        return [UInt8(value >> 8), UInt8(value & 255)]
    }

    private static func quad(_ bytes: Span<UInt8>, _ range: Range<Int>) -> [UInt8]? {
        guard v4(bytes, at: range.lowerBound, from: range.lowerBound, end: range.upperBound) == range,
            let number = number(bytes, range)
        else { return nil }
        return [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: number >> UInt32($0)) }
    }
}
