internal import CZlib

/// The checksum of zip and gzip (ISO 3309, RFC 1952 §8).
package struct CRC32: Sendable {
    /// The checksum of everything so far.
    private(set) package var value: UInt32 = 0

    package init() {}

    /// Takes in more bytes.
    package mutating func update(_ bytes: Span<UInt8>) {
        let sum = unsafe bytes.withUnsafeBufferPointer { buffer in
            unsafe crc32_z(uLong(value), buffer.baseAddress, buffer.count)
        }
        // A null pointer asks zlib for the start value, so an empty span must change nothing.
        if !bytes.isEmpty { value = UInt32(truncatingIfNeeded: sum) }
    }
}
