/// The instant an entry was changed, as archives write it.
package struct ArchiveTime: Hashable, Sendable {
    /// UTC calendar fields; zip holds 1980 to 2107 and drops odd seconds.
    package let year: Int, month: Int, day: Int, hour: Int, minute: Int, second: Int
    /// The same instant in seconds since 1970.
    package let secondsSinceEpoch: Int

    package init(
        year: Int, month: Int, day: Int, hour: Int, minute: Int, second: Int, secondsSinceEpoch: Int
    ) {
        self.year = year
        self.month = month
        self.day = day
        self.hour = hour
        self.minute = minute
        self.second = second
        self.secondsSinceEpoch = secondsSinceEpoch
    }

    /// The two 16-bit words of MS-DOS, clamped to the years they can hold.
    var dos: (time: Int, date: Int) {
        guard year >= 1980 else { return (0, 1 << 5 | 1) }
        guard year <= 2107 else { return (23 << 11 | 59 << 5 | 29, 127 << 9 | 12 << 5 | 31) }
        return (hour << 11 | minute << 5 | min(second, 59) / 2, (year - 1980) << 9 | month << 5 | day)
    }
}

/// A file that goes into an archive.
package struct ArchiveEntry: Hashable, Sendable {
    package enum Method: Hashable, Sendable {
        /// zlib's level, 0...9.
        case deflated(level: Int)
        /// For what is compressed already; zip wants the checksum before the content, tar does not care.
        case stored(crc32: UInt32)
    }

    /// The whole path in the archive, parts separated by `/`.
    package let name: String
    /// `nil` when it is not known yet; tar and stored entries need it.
    package let byteCount: Int?
    package let modified: ArchiveTime
    package let method: Method

    package init(name: String, byteCount: Int?, modified: ArchiveTime, method: Method = .deflated(level: 6)) {
        self.name = name
        self.byteCount = byteCount
        self.modified = modified
        self.method = method
    }
}

/// Makes an archive by appending to a buffer that the caller empties whenever it likes.
///
/// For each entry `begin`, any number of `write`, `end`; `finish` last. Equal calls give equal bytes. Permissions are
/// always 0644, owners none.
package protocol ArchiveWriter: ~Copyable {
    /// Starts an entry; its name must be one a reader accepts and not have been used before.
    mutating func begin(_ entry: ArchiveEntry, into output: inout [UInt8]) throws(ArchiveError)
    /// Adds to the entry's content.
    mutating func write(_ bytes: Span<UInt8>, into output: inout [UInt8]) throws(ArchiveError)
    /// Ends the entry.
    ///
    /// - Throws: `ArchiveError.contentChanged` when size or checksum are not what `begin` was told.
    mutating func end(into output: inout [UInt8]) throws(ArchiveError)
    /// Ends the archive.
    mutating func finish(into output: inout [UInt8]) throws(ArchiveError)
}
