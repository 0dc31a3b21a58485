import ByteBlocks

extension AddressShape {
    /// 4 or 16 octets in network order, or `nil` when the range is no address (RFC 4291 §2.2).
    static func octets(_ bytes: Span<UInt8>, _ range: Range<Int>) -> [UInt8]? {
        guard bytes.first(UInt8(ascii: ":"), in: range) != nil else { return quad(bytes, range) }
        var halves = Halves()
        var position = range.lowerBound
        if starts(bytes, position, range.upperBound) { position = halves.gap(at: position) }
        while position < range.upperBound {
            guard halves.count < 16 else { return nil }
            let stop = bytes.run(of: .hex, from: position, end: min(range.upperBound, position + 5))
            if stop < range.upperBound, bytes[stop] == UInt8(ascii: ".") {
                guard let quad = quad(bytes, position..<range.upperBound) else { return nil }
                halves.append(quad)
                break
            }
            guard let group = group(bytes, position..<stop) else { return nil }
            halves.append(group)
            position = stop
            guard position < range.upperBound else { break }
            guard bytes[position] == UInt8(ascii: ":") else { return nil }
            if starts(bytes, position, range.upperBound) {
                guard !halves.hasGap else { return nil }
                position = halves.gap(at: position)
            } else {
                position += 1
                guard position < range.upperBound else { return nil }
            }
        }
        return halves.octets
    }

    /// What stands before and behind `::`.
    private struct Halves {
        private(set) var hasGap = false
        private var head: [UInt8] = []
        private var tail: [UInt8] = []

        var count: Int { head.count + tail.count }

        /// Sixteen octets, or `nil` when there are too few or too many.
        var octets: [UInt8]? {
            guard hasGap ? count <= 14 : count == 16 else { return nil }
            return head + Array(repeating: 0, count: 16 - count) + tail
        }

        mutating func append(_ octets: [UInt8]) { if hasGap { tail += octets } else { head += octets } }

        /// Passes `::`.
        mutating func gap(at position: Int) -> Int {
            hasGap = true
            return position + 2
        }
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
