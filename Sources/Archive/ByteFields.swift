extension [UInt8] {
    /// Appends the lowest bytes of a number, least significant first.
    mutating func append(littleEndian value: Int, bytes: Int) {
        for shift in 0..<bytes { append(UInt8(truncatingIfNeeded: value >> (shift * 8))) }
    }

    /// The number that stands in 2, 4 or 8 bytes from `offset`, least significant first.
    ///
    /// - Throws: `ArchiveError.truncated` past the end, `.damaged` for 8 bytes that do not fit an `Int`.
    func littleEndian(at offset: Int, bytes: Int) throws(ArchiveError) -> Int {
        guard offset >= 0, bytes <= count, offset <= count - bytes else { throw .truncated }
        var value: UInt64 = 0
        for index in 0..<bytes { value |= UInt64(self[offset + index]) << UInt64(index * 8) }
        guard let number = Int(exactly: value) else { throw .damaged }
        return number
    }
}
