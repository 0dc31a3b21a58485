/// Unpacks zlib data (RFC 1950).
package enum ZlibData {
    /// Whether bytes begin so: deflate with a window of 32 KB, no dictionary, and a check that fits (§2.2).
    package static func begins(_ bytes: [UInt8]) -> Bool {
        bytes.count > 2 && bytes[0] == 0x78 && bytes[1] & 0x20 == 0
            && (Int(bytes[0]) << 8 | Int(bytes[1])) % 31 == 0
    }

    /// The first bytes of what data unpacks to, `limit` at most; of damaged data what came before the damage.
    package static func prefix(of bytes: [UInt8], limit: Int) -> [UInt8] {
        var stream = InflateStream(.zlib)
        var output: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: min(limit, 16_384))
        var position = 0
        while output.count < limit {
            let place = 0..<min(buffer.count, limit - output.count)
            guard let step = try? stream.step(bytes.span, at: &position, into: &buffer, place: place),
                step.written > 0
            else { break }
            output += buffer[..<step.written]
            if step.ended { break }
        }
        return output
    }
}
