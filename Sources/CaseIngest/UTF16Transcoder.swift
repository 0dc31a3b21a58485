/// Turns UTF-16 into UTF-8 piece by piece, whatever places the pieces are cut at.
struct UTF16Transcoder {
    let isBigEndian: Bool
    private var half: UInt8?
    private var high: UInt32?

    init(isBigEndian: Bool) { self.isBigEndian = isBigEndian }

    /// Appends the next bytes to `output` as UTF-8; a lone surrogate becomes U+FFFD.
    mutating func transcode(_ bytes: Span<UInt8>, to output: inout [UInt8]) {
        for index in bytes.indices {
            guard let first = half else {
                half = bytes[index]
                continue
            }
            half = nil
            let second = bytes[index]
            take(
                isBigEndian ? UInt32(first) << 8 | UInt32(second) : UInt32(second) << 8 | UInt32(first),
                &output)
        }
    }

    /// Says with U+FFFD that the input ended inside a character.
    mutating func finish(_ output: inout [UInt8]) {
        guard half != nil || high != nil else { return }
        half = nil
        high = nil
        Self.append(0xfffd, &output)
    }

    private mutating func take(_ unit: UInt32, _ output: inout [UInt8]) {
        if let first = high {
            high = nil
            if (0xdc00..<0xe000).contains(unit) {
                Self.append(0x10000 + (first - 0xd800) << 10 + (unit - 0xdc00), &output)
                return
            }
            Self.append(0xfffd, &output)
        }
        switch unit {
        case 0xd800..<0xdc00: high = unit
        case 0xdc00..<0xe000: Self.append(0xfffd, &output)
        default: Self.append(unit, &output)
        }
    }

    private static func append(_ scalar: UInt32, _ output: inout [UInt8]) {
        let tail = { (shift: UInt32) in UInt8(0x80 | (scalar >> shift) & 0x3f) }
        switch scalar {
        case 0..<0x80: output.append(UInt8(scalar))
        case 0x80..<0x800:
            output.append(UInt8(0xc0 | scalar >> 6))
            output.append(tail(0))
        case 0x800..<0x10000:
            output.append(UInt8(0xe0 | scalar >> 12))
            output.append(tail(6))
            output.append(tail(0))
        default:
            output.append(UInt8(0xf0 | scalar >> 18))
            output.append(tail(12))
            output.append(tail(6))
            output.append(tail(0))
        }
    }
}
