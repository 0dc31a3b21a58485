import CaseModel

extension NamedLogRecord {
    /// Reads a line of `key=value key="quoted value"`, as many programs in Go write it (logfmt).
    ///
    /// - Returns: `nil` when the line has fewer than three pairs or a word that is neither a pair nor a bare key.
    init?(logfmt line: Span<UInt8>) {
        self.init()
        var pairs = Logfmt(line)
        var count = 0
        while let pair = pairs.next(line) {
            guard !pair.value.isEmpty else { continue }
            count += 1
            if let name = LogFieldName.named(ByteHash.name(line, pair.key)) {
                take(line, name, pair.value, 0)
            }
        }
        guard pairs.isWhole, count >= 3 else { return nil }
        finish(line, .logfmt)
    }
}

/// The pairs of a line of logfmt.
struct Logfmt {
    private var position = 0
    /// Whether nothing stood among the pairs that is none.
    private(set) var isWhole: Bool

    init(_ line: Span<UInt8>) {
        // Most lines of other formats have a blank before their first mark.
        let blank = ByteSearch.first(0x20, in: line)
        isWhole = ByteSearch.first(UInt8(ascii: "="), in: line) < blank && blank < line.count
    }

    /// The next pair; the value of a bare key is empty, that of a quoted one stands without its quotes.
    mutating func next(_ line: Span<UInt8>) -> (key: Range<Int>, value: Range<Int>)? {
        while position < line.count, line[position] == 0x20 { position += 1 }
        guard isWhole, position < line.count else { return nil }
        let start = position
        while position < line.count, Self.isKey(line[position]) { position += 1 }
        let key = start..<position
        guard !key.isEmpty else { return fail() }
        guard position < line.count, line[position] != 0x20 else { return (key, position..<position) }
        guard line[position] == UInt8(ascii: "=") else { return fail() }
        position += 1
        guard position < line.count, line[position] == UInt8(ascii: "\"") else {
            let value = position
            position = ByteSearch.first(0x20, in: line, from: value)
            return (key, value..<position)
        }
        let value = position + 1
        position = value
        while position < line.count, line[position] != UInt8(ascii: "\"") {
            position += line[position] == UInt8(ascii: "\\") ? 2 : 1
        }
        guard position < line.count else { return fail() }
        position += 1
        return (key, value..<position - 1)
    }

    private mutating func fail() -> (key: Range<Int>, value: Range<Int>)? {
        isWhole = false
        return nil
    }

    private static func isKey(_ byte: UInt8) -> Bool {
        byte &- 48 < 10 || (byte | 0x20) &- 97 < 26 || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-")
            || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "@") || byte == UInt8(ascii: "/")
    }
}
