import ByteBlocks

/// Percent-encoding (RFC 3986 §2.1).
enum Percent {
    /// Takes the encoding off; a broken escape stays as it is.
    static func decoded(_ bytes: [UInt8]) -> [UInt8] {
        guard bytes.span.first(UInt8(ascii: "%"), in: 0..<bytes.count) != nil else { return bytes }
        var output: [UInt8] = []
        output.reserveCapacity(bytes.count)
        var position = 0
        while position < bytes.count {
            if bytes[position] == UInt8(ascii: "%"), position + 2 < bytes.count,
                let high = hexNibble(bytes[position + 1]), let low = hexNibble(bytes[position + 2])
            {
                output.append(high << 4 | low)
                position += 3
            } else {
                output.append(bytes[position])
                position += 1
            }
        }
        return output
    }

    /// Takes the encoding off as often as it was put on, three times at most.
    static func bare(_ bytes: [UInt8]) -> [UInt8] {
        var bare = bytes
        for _ in 0..<3 {
            let decoded = decoded(bare)
            if decoded.count == bare.count { break }
            bare = decoded
        }
        return bare
    }

    /// Encodes everything but unreserved characters (RFC 3986 §2.3) and those that stand in `source` as they are.
    static func encoded(_ bytes: [UInt8], like source: [UInt8] = []) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(bytes.count)
        let unreserved: ByteClass = [.upper, .lower, .digit, .underscore, .hyphen, .dot, .tilde]
        var isPlain = [Bool](repeating: false, count: 256)
        for byte in source where byte != UInt8(ascii: "%") { isPlain[Int(byte)] = true }
        for byte in bytes {
            if unreserved.contains(byte) || isPlain[Int(byte)] {
                output.append(byte)
            } else {
                let low = hexDigit(byte & 15)
                let high = hexDigit(byte >> 4)
                output += [UInt8(ascii: "%"), high > 96 ? high - 32 : high, low > 96 ? low - 32 : low]
            }
        }
        return output
    }
}
