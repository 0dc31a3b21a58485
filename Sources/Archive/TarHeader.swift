/// A header of a tar archive (POSIX.1-2017 pax, "ustar Interchange Format"): 512 bytes.
struct TarHeader {
    static let size = 512

    enum Kind: UInt8 {
        case file = 0x30
        case oldFile = 0
        case folder = 0x35
        /// Records for the next entry.
        case extended = 0x78
    }

    let name: [UInt8]
    let byteCount: Int
    let kind: Kind

    /// Reads a header that is not all zeros.
    init(_ block: [UInt8]) throws(ArchiveError) {
        guard block.count == Self.size else { throw .truncated }
        guard Array(block[257..<262]) == Array("ustar".utf8) else { throw .damaged }
        guard try Self.octal(block[148..<156]) == Self.checksum(block) else { throw .checksumMismatch }
        guard let kind = Kind(rawValue: block[156]) else { throw .notAFile }
        self.kind = kind
        byteCount = try Self.octal(block[124..<136])
        let short = Array(block[0..<100].prefix { $0 != 0 })
        // The field means something else in GNU's own format, which ends the word with a blank.
        let prefix = block[262] == 0 ? Array(block[345..<500].prefix { $0 != 0 }) : []
        name = prefix.isEmpty ? short : prefix + [UInt8(ascii: "/")] + short
    }

    /// A header block, with a block of pax records before it when name or size do not fit.
    static func blocks(for entry: ArchiveEntry, byteCount: Int) -> [UInt8] {
        let name = Array(entry.name.utf8)
        let split = split(name)
        var records: [UInt8] = []
        if split == nil { records += record("path", name) }
        if byteCount > 0o77_777_777_777 { records += record("size", Array(String(byteCount).utf8)) }
        var output: [UInt8] = []
        if !records.isEmpty {
            let place = (prefix: [UInt8](), name: Array("pax".utf8))
            output += block(place, byteCount: records.count, kind: .extended, entry.modified)
            output += records + padding(after: records.count)
        }
        let short = (prefix: [UInt8](), name: Array(name.suffix(100)))
        let size = byteCount > 0o77_777_777_777 ? 0 : byteCount
        return output + block(split ?? short, byteCount: size, kind: .file, entry.modified)
    }

    /// The zeros that fill the last block.
    static func padding(after byteCount: Int) -> [UInt8] {
        [UInt8](repeating: 0, count: (Self.size - byteCount % Self.size) % Self.size)
    }

    private static func block(
        _ place: (prefix: [UInt8], name: [UInt8]), byteCount: Int, kind: Kind, _ modified: ArchiveTime
    ) -> [UInt8] {
        var block = [UInt8](repeating: 0, count: size)
        func put(_ bytes: [UInt8], at offset: Int) {
            for (index, byte) in bytes.enumerated() { block[offset + index] = byte }
        }
        put(place.name, at: 0)
        put(octal(0o644, digits: 7), at: 100)
        put(octal(0, digits: 7), at: 108)
        put(octal(0, digits: 7), at: 116)
        put(octal(byteCount, digits: 11), at: 124)
        put(octal(min(max(0, modified.secondsSinceEpoch), 0o77_777_777_777), digits: 11), at: 136)
        block[156] = kind.rawValue
        put(Array("ustar\u{0}00".utf8), at: 257)
        put(octal(0, digits: 7), at: 329)
        put(octal(0, digits: 7), at: 337)
        put(place.prefix, at: 345)
        put(octal(checksum(block), digits: 6) + [0, 0x20], at: 148)
        return block
    }

    /// Name and prefix, cut at a slash; `nil` when no cut fits.
    private static func split(_ name: [UInt8]) -> (prefix: [UInt8], name: [UInt8])? {
        if name.count <= 100 { return ([], name) }
        guard name.count <= 256 else { return nil }
        let cuts = name.indices.filter {
            name[$0] == UInt8(ascii: "/") && $0 <= 155 && (1...100).contains(name.count - $0 - 1)
        }
        return cuts.first.map { (Array(name[..<$0]), Array(name[($0 + 1)...])) }
    }

    /// `LENGTH KEY=VALUE\n`, where the length counts itself.
    private static func record(_ key: String, _ value: [UInt8]) -> [UInt8] {
        let body = Array(" \(key)=".utf8) + value + [0x0a]
        var length = body.count + 1
        while String(length).utf8.count + body.count != length { length += 1 }
        return Array(String(length).utf8) + body
    }

    private static func octal(_ value: Int, digits: Int) -> [UInt8] {
        let text = String(value, radix: 8)
        return Array((String(repeating: "0", count: max(0, digits - text.utf8.count)) + text).utf8)
    }

    /// Blanks and NULs may stand around the digits; no digits are 0.
    private static func octal(_ field: ArraySlice<UInt8>) throws(ArchiveError) -> Int {
        var value = 0
        var hasEnded = false
        for byte in field.drop(while: { $0 == 0x20 }) {
            if byte == 0 || byte == 0x20 {
                hasEnded = true
            } else {
                guard !hasEnded, (0x30...0x37).contains(byte) else { throw .damaged }
                value = value << 3 | Int(byte - 0x30)
            }
        }
        return value
    }

    /// The sum of all bytes, the checksum's own taken as blanks.
    private static func checksum(_ block: [UInt8]) -> Int {
        var sum = 0
        for (index, byte) in block.enumerated() { sum += (148..<156).contains(index) ? 0x20 : Int(byte) }
        return sum
    }
}
