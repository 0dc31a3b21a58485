import ByteBlocks

/// Lines of a hex dump, as `curl --trace`, `xxd`, `hexdump`, `od -t x1`, `tcpdump -X` and OpenSSL print them.
///
/// `0000: 47 45 54 20 2f … GET /`: an offset of four digits or more, a colon or blank, groups of two or four hex digits,
/// and the text.
enum HexDump {
    /// The bytes a line shows; `nil` when it is none.
    ///
    /// A time of day or a name may stand before the offset, as loggers print them.
    static func bytes(_ text: Span<UInt8>, _ line: Range<Int>) -> [UInt8]? {
        var position = line.lowerBound
        guard !line.isEmpty else { return nil }
        let first = text[position]
        for _ in 0..<(isDigit(first) || first == UInt8(ascii: "[") ? 3 : 1) {
            while position < line.upperBound, text[position] == 0x20 || text[position] == 0x09 {
                position += 1
            }
            if let bytes = row(text, position..<line.upperBound) { return bytes }
            while position < line.upperBound, text[position] > 0x20 { position += 1 }
        }
        return nil
    }

    private static func row(_ text: Span<UInt8>, _ line: Range<Int>) -> [UInt8]? {
        var position = line.lowerBound
        if text.has([UInt8(ascii: "0"), UInt8(ascii: "x")], at: position, end: line.upperBound) {
            position += 2
        }
        let offset = text.run(of: .hex, from: position, end: line.upperBound)
        guard (4...8).contains(offset - position), offset < line.upperBound else { return nil }
        position = offset
        if text[offset] == UInt8(ascii: ":") { position += 1 }
        if text.has(dash, at: offset, end: line.upperBound) { position += 2 }
        guard position < line.upperBound, text[position] == 0x20 || text[position] == 0x09 else { return nil }
        var bytes: [UInt8] = []
        while bytes.count < 16, position < line.upperBound {
            let start = position
            while position < line.upperBound, text[position] == 0x20 || text[position] == 0x09 {
                position += 1
            }
            // OpenSSL joins the two halves.
            if bytes.count == 8, position == start, text[position] == UInt8(ascii: "-") { position += 1 }
            // Two blanks or more stand before the text, but one alone in the middle of a line of hexdump -C.
            guard position > start, position - start <= 2 || bytes.isEmpty else { break }
            let stop = text.run(of: .hex, from: position, end: line.upperBound)
            guard stop - position == 2 || stop - position == 4,
                stop == line.upperBound || text[stop] <= 0x20
                    || bytes.count == 7 && text[stop] == UInt8(ascii: "-")
            else { break }
            while position < stop {
                guard let high = hexNibble(text[position]), let low = hexNibble(text[position + 1]) else {
                    return nil
                }
                bytes.append(high << 4 | low)
                position += 2
            }
        }
        return bytes.isEmpty ? nil : bytes
    }

    private static let dash = Array(" -".utf8)

    /// Bytes in the order of the file, of a dump that printed words of a little-endian machine, as `hexdump` does.
    static func swapped(_ bytes: [UInt8]) -> [UInt8] {
        bytes.indices.map { $0 ^ 1 < bytes.count ? bytes[$0 ^ 1] : bytes[$0] }
    }
}

/// The rows of `curl --trace-ascii`: an offset of four hex digits, a colon, a blank, and up to 64 characters.
enum TraceRows {
    private static let width = 64

    /// A text whose rows are joined where a line of the transfer was cut in two; `nil` when none was.
    static func joined(_ bytes: [UInt8]) -> [UInt8]? {
        let text = bytes.span
        var output: [UInt8] = []
        var copied = 0
        var position = 0
        while position < bytes.count {
            let feed = text.first(0x0a, in: position..<bytes.count) ?? bytes.count
            if feed - position == width + 6, let offset = offset(text, position), feed + 6 < bytes.count,
                self.offset(text, feed + 1) == offset + width
            {
                // The next row's text stands where this one's line ended.
                output += bytes[copied..<feed]
                copied = feed + 7
            }
            position = feed + 1
        }
        return copied > 0 ? output + bytes[copied...] : nil
    }

    private static func offset(_ text: Span<UInt8>, _ start: Int) -> Int? {
        guard start + 6 <= text.count, text.run(of: .hex, from: start, end: start + 4) == start + 4,
            text[start + 4] == UInt8(ascii: ":"), text[start + 5] == 0x20
        else { return nil }
        return (0..<4).reduce(0) { $0 << 4 | Int(hexNibble(text[start + $1]) ?? 0) }
    }
}

extension Redactor {
    /// Takes out the dumps that show a secret; `nil` when none does.
    mutating func rewriteHexDumps(_ bytes: [UInt8], _ options: ScanOptions) -> [UInt8]? {
        var output: [UInt8] = []
        var copied = 0
        var dump: (start: Int, bytes: [UInt8])?
        var position = 0
        func flush(_ redactor: inout Redactor, _ stop: Int) {
            guard let found = dump else { return }
            dump = nil
            guard found.bytes.count >= 8,
                redactor.rewriteText(found.bytes, options, nesting: 3) != nil
                    || redactor.rewriteText(HexDump.swapped(found.bytes), options, nesting: 3) != nil
            else { return }
            output += bytes[copied..<found.start]
            output += Array("[hex dump of \(found.bytes.count) bytes removed: it showed a secret]\n".utf8)
            copied = stop
        }
        while position < bytes.count {
            let feed = bytes.span.first(0x0a, in: position..<bytes.count) ?? bytes.count
            if let row = HexDump.bytes(bytes.span, position..<feed) {
                dump = dump.map { ($0.start, $0.bytes + row) } ?? (position, row)
            } else {
                flush(&self, position)
            }
            position = min(bytes.count, feed + 1)
        }
        flush(&self, bytes.count)
        guard copied > 0 else { return nil }
        return output + bytes[copied...]
    }
}
