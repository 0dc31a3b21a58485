import CaseModel

/// One line of a tool's output.
struct PathLine {
    /// From 1.
    let number: Int
    let text: String
    /// What stands between blanks.
    let words: [Substring]

    init(number: Int, text: String) {
        self.number = number
        self.text = text
        words = text.split { $0 == " " || $0 == "\t" || $0 == "\u{a0}" || $0 == "\u{3000}" }
    }

    /// Where the line is, as notices say it.
    var place: String { "line \(number)" }

    /// Whether the line starts with a blank.
    var isIndented: Bool { text.first == " " || text.first == "\t" }
}

/// The lines of a paste, blank ones left out, whatever way they were encoded.
struct PathInput {
    /// A trace is a few kilobytes; what is past this is not read.
    static let byteLimit = 4 << 20
    /// A line longer than this is cut.
    static let lineLimit = 4096
    /// No tool prints as many lines.
    static let lineCountLimit = 100_000

    private(set) var lines: [PathLine] = []
    private(set) var notices: [Notice] = []

    init(_ bytes: [UInt8]) {
        var bytes = bytes
        if bytes.count > Self.byteLimit {
            bytes.removeLast(bytes.count - Self.byteLimit)
            notices.append(Notice(.warning, "the text is longer than 4 MiB; the rest was not read"))
        }
        if let bigEndian = Self.utf16Order(bytes.span) {
            bytes = Self.transcoded(bytes.span, bigEndian: bigEndian)
        }
        split(bytes.span)
    }

    /// Whether the bytes are UTF-16, and if so whether the high byte comes first.
    private static func utf16Order(_ bytes: Span<UInt8>) -> Bool? {
        guard bytes.count >= 4 else { return nil }
        if bytes[0] == 0xfe, bytes[1] == 0xff { return true }
        if bytes[0] == 0xff, bytes[1] == 0xfe { return false }
        // Without a mark: ASCII in UTF-16 has a zero in every second place.
        var zeros = (even: 0, odd: 0)
        let seen = min(bytes.count, 512) & ~1
        for index in 0..<seen where bytes[index] == 0 {
            if index % 2 == 0 { zeros.even += 1 } else { zeros.odd += 1 }
        }
        if zeros.even * 4 > seen, zeros.odd * 16 < seen { return true }
        if zeros.odd * 4 > seen, zeros.even * 16 < seen { return false }
        return nil
    }

    private static func transcoded(_ bytes: Span<UInt8>, bigEndian: Bool) -> [UInt8] {
        var units: [UInt16] = []
        units.reserveCapacity(bytes.count / 2)
        var index = 0
        while index + 1 < bytes.count {
            let high = UInt16(bytes[bigEndian ? index : index + 1])
            let low = UInt16(bytes[bigEndian ? index + 1 : index])
            units.append(high << 8 | low)
            index += 2
        }
        if units.first == 0xfeff { units.removeFirst() }
        return Array(String(decoding: units, as: UTF16.self).utf8)
    }

    /// Ends lines at LF, CR LF and CR.
    private mutating func split(_ bytes: Span<UInt8>) {
        var start = bytes.count >= 3 && bytes[0] == 0xef && bytes[1] == 0xbb && bytes[2] == 0xbf ? 3 : 0
        var number = 1
        while start < bytes.count {
            var end = start
            while end < bytes.count, bytes[end] != 0x0a, bytes[end] != 0x0d { end += 1 }
            guard lines.count < Self.lineCountLimit else {
                notices.append(
                    Notice(.warning, "too many lines; the rest was not read", place: "line \(number)"))
                return
            }
            add(bytes, start..<end, number)
            let isPair = end + 1 < bytes.count && bytes[end] == 0x0d && bytes[end + 1] == 0x0a
            start = end + (isPair ? 2 : 1)
            number += 1
        }
    }

    private mutating func add(_ bytes: Span<UInt8>, _ range: Range<Int>, _ number: Int) {
        var text: [UInt8] = []
        for index in range.prefix(Self.lineLimit) {
            // Control characters mean nothing here and must not reach a terminal.
            let byte = bytes[index]
            text.append((byte < 0x20 && byte != 0x09) || byte == 0x7f ? UInt8(ascii: "?") : byte)
        }
        if range.count > Self.lineLimit {
            notices.append(Notice(.warning, "the line is too long and was cut", place: "line \(number)"))
        }
        let line = PathLine(number: number, text: String(decoding: text, as: UTF8.self))
        if !line.words.isEmpty { lines.append(line) }
    }
}
