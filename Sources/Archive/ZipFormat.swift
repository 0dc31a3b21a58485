/// The records of a zip archive (APPNOTE 6.3.10, section 4.3) and their numbers.
enum ZipFormat {
    static let localSignature = 0x0403_4b50, directorySignature = 0x0201_4b50, endSignature = 0x0605_4b50
    static let descriptorSignature = 0x0807_4b50
    static let wideEndSignature = 0x0606_4b50, wideLocatorSignature = 0x0706_4b50
    static let localSize = 30, directorySize = 46, endSize = 22, wideEndSize = 56, wideLocatorSize = 20
    /// In place of a number that stands in the zip64 field.
    static let elsewhere = 0xffff_ffff
    static let hasDescriptor = 0x0008, isUTF8 = 0x0800

    /// What a descriptor says.
    struct Sums {
        let crc: UInt32
        let packed: Int
        let unpacked: Int
    }

    /// A data descriptor; writers differ in the signature and the width.
    static func descriptor(_ sums: Sums, signed: Bool, isWide: Bool) -> [UInt8] {
        var output: [UInt8] = []
        if signed { output.append(littleEndian: descriptorSignature, bytes: 4) }
        output.append(littleEndian: Int(sums.crc), bytes: 4)
        output.append(littleEndian: sums.packed, bytes: isWide ? 8 : 4)
        output.append(littleEndian: sums.unpacked, bytes: isWide ? 8 : 4)
        return output
    }

    static func appendLocalHeader(_ entry: ArchiveEntry, isWide: Bool, to output: inout [UInt8]) {
        var sums = Sums(crc: 0, packed: 0, unpacked: 0)
        if case .stored(let crc) = entry.method {
            sums = Sums(crc: crc, packed: entry.byteCount ?? 0, unpacked: entry.byteCount ?? 0)
        }
        var extra = timestamp(entry.modified)
        if isWide {
            extra.append(littleEndian: 1, bytes: 2)
            extra.append(littleEndian: 16, bytes: 2)
            extra.append(littleEndian: sums.unpacked, bytes: 8)
            extra.append(littleEndian: sums.packed, bytes: 8)
        }
        output.append(littleEndian: localSignature, bytes: 4)
        appendShared(entry, crc: sums.crc, isWide: isWide, to: &output)
        output.append(littleEndian: isWide ? elsewhere : sums.packed, bytes: 4)
        output.append(littleEndian: isWide ? elsewhere : sums.unpacked, bytes: 4)
        output.append(littleEndian: entry.name.utf8.count, bytes: 2)
        output.append(littleEndian: extra.count, bytes: 2)
        output += Array(entry.name.utf8)
        output += extra
    }

    static func appendDirectoryHeader(
        _ entry: ArchiveEntry, _ sums: Sums, headerOffset: Int, isWide: Bool, to output: inout [UInt8]
    ) {
        var wide: [UInt8] = []
        for number in [sums.unpacked, sums.packed, headerOffset] where number >= elsewhere {
            wide.append(littleEndian: number, bytes: 8)
        }
        var extra = timestamp(entry.modified)
        if !wide.isEmpty {
            extra.append(littleEndian: 1, bytes: 2)
            extra.append(littleEndian: wide.count, bytes: 2)
            extra += wide
        }
        output.append(littleEndian: directorySignature, bytes: 4)
        // Made on Unix, by version 4.5 of the format.
        output.append(littleEndian: 3 << 8 | 45, bytes: 2)
        appendShared(entry, crc: sums.crc, isWide: isWide || !wide.isEmpty, to: &output)
        output.append(littleEndian: min(sums.packed, elsewhere), bytes: 4)
        output.append(littleEndian: min(sums.unpacked, elsewhere), bytes: 4)
        output.append(littleEndian: entry.name.utf8.count, bytes: 2)
        output.append(littleEndian: extra.count, bytes: 2)
        // No comment, disk 0, no internal attributes; a regular file of mode 0644.
        output.append(littleEndian: 0, bytes: 6)
        output.append(littleEndian: 0o100644 << 16, bytes: 4)
        output.append(littleEndian: min(headerOffset, elsewhere), bytes: 4)
        output += Array(entry.name.utf8)
        output += extra
    }

    static func appendEnd(entries: Int, directoryOffset: Int, directorySize: Int, to output: inout [UInt8]) {
        if entries >= 0xffff || directoryOffset >= elsewhere || directorySize >= elsewhere {
            output.append(littleEndian: wideEndSignature, bytes: 4)
            output.append(littleEndian: wideEndSize - 12, bytes: 8)
            output.append(littleEndian: 3 << 8 | 45, bytes: 2)
            output.append(littleEndian: 45, bytes: 2)
            output.append(littleEndian: 0, bytes: 8)
            for number in [entries, entries, directorySize, directoryOffset] {
                output.append(littleEndian: number, bytes: 8)
            }
            output.append(littleEndian: wideLocatorSignature, bytes: 4)
            output.append(littleEndian: 0, bytes: 4)
            output.append(littleEndian: directoryOffset + directorySize, bytes: 8)
            output.append(littleEndian: 1, bytes: 4)
        }
        output.append(littleEndian: endSignature, bytes: 4)
        output.append(littleEndian: 0, bytes: 4)
        output.append(littleEndian: min(entries, 0xffff), bytes: 2)
        output.append(littleEndian: min(entries, 0xffff), bytes: 2)
        output.append(littleEndian: min(directorySize, elsewhere), bytes: 4)
        output.append(littleEndian: min(directoryOffset, elsewhere), bytes: 4)
        output.append(littleEndian: 0, bytes: 2)
    }

    /// Version needed, flags, method, time and checksum: alike in both headers.
    private static func appendShared(
        _ entry: ArchiveEntry, crc: UInt32, isWide: Bool, to output: inout [UInt8]
    ) {
        var flags = isUTF8
        var method = 0
        if case .deflated = entry.method {
            flags |= hasDescriptor
            method = 8
        }
        output.append(littleEndian: isWide ? 45 : 20, bytes: 2)
        output.append(littleEndian: flags, bytes: 2)
        output.append(littleEndian: method, bytes: 2)
        output.append(littleEndian: entry.modified.dos.time, bytes: 2)
        output.append(littleEndian: entry.modified.dos.date, bytes: 2)
        output.append(littleEndian: Int(crc), bytes: 4)
    }

    /// The extended timestamp 0x5455: the change in UTC; left out when 32 bits do not hold it.
    private static func timestamp(_ time: ArchiveTime) -> [UInt8] {
        guard let seconds = Int32(exactly: time.secondsSinceEpoch) else { return [] }
        var output: [UInt8] = []
        output.append(littleEndian: 0x5455, bytes: 2)
        output.append(littleEndian: 5, bytes: 2)
        output.append(1)
        output.append(littleEndian: Int(seconds), bytes: 4)
        return output
    }
}
