import ByteBlocks

/// Rows that SQL puts into a table whose columns it names: `INSERT INTO users (name, password) VALUES ('ann', '…')`.
struct SQLRows: Sendable {
    private var columns: [NameClass] = []
    private static let starts = ["insert ", "replace "].map { Array($0.utf8) }
    private static let values = Array("values".utf8)

    /// The values of telling columns in a line; further rows may follow on lines of their own.
    mutating func cells(
        _ bytes: Span<UInt8>, _ line: Range<Int>, _ names: inout NameCache
    ) -> [TextTable.Cell] {
        var position = line.lowerBound
        while position < line.upperBound, bytes[position] <= 0x20 { position += 1 }
        guard position < line.upperBound else { return [] }
        if Self.starts.contains(where: { bytes.hasIgnoringCase($0, at: position, end: line.upperBound) }) {
            columns = []
            guard let open = bytes.first(UInt8(ascii: "("), in: position..<line.upperBound) else { return [] }
            var stop = open
            for name in Self.row(bytes, &stop, end: line.upperBound) {
                columns.append(names.classify(bytes, Self.bare(bytes, name)))
            }
            stop = min(stop + 1, line.upperBound)
            guard columns.contains(where: \.isSecret) else {
                columns = []
                return []
            }
            position = stop
        } else if !columns.isEmpty, !",(vV".utf8.contains(bytes[position]) {
            columns = []
        }
        while position < line.upperBound, bytes[position] <= 0x20 { position += 1 }
        if bytes.hasIgnoringCase(Self.values, at: position, end: line.upperBound) {
            position += Self.values.count
        }
        guard !columns.isEmpty else { return [] }
        var cells: [TextTable.Cell] = []
        while let open = bytes.first(UInt8(ascii: "("), in: position..<line.upperBound) {
            position = open
            for (value, kind) in zip(Self.row(bytes, &position, end: line.upperBound), columns)
            where kind.isSecret {
                let text = Self.bare(bytes, value)
                guard text.count < value.count, text.count >= 2, !Placeholder.fills(bytes, text) else {
                    continue
                }
                let rule = kind == .password ? RulePlace.password : RulePlace.secret
                cells.append(TextTable.Cell(range: text, rule: rule, learns: true))
            }
        }
        return cells
    }

    /// What stands between the commas of a row that opens at a place; the place moves behind it.
    private static func row(_ bytes: Span<UInt8>, _ position: inout Int, end: Int) -> [Range<Int>] {
        var row: [Range<Int>] = []
        position += 1
        var start = position
        var quote: UInt8 = 0
        var depth = 0
        while position < end {
            let byte = bytes[position]
            if quote != 0 {
                if byte == UInt8(ascii: "\\") { position += 1 } else if byte == quote { quote = 0 }
            } else if byte == UInt8(ascii: "'") || byte == UInt8(ascii: "\"") {
                quote = byte
            } else if byte == UInt8(ascii: "(") {
                depth += 1
            } else if byte == UInt8(ascii: ","), depth == 0 {
                row.append(start..<position)
                start = position + 1
            } else if byte == UInt8(ascii: ")") {
                if depth == 0 { break }
                depth -= 1
            }
            position += 1
        }
        position = min(position, end)
        row.append(start..<position)
        return row
    }

    /// A name or a value without blanks, quotes and the `N` of SQL Server around it.
    private static func bare(_ bytes: Span<UInt8>, _ cell: Range<Int>) -> Range<Int> {
        var (start, stop) = (cell.lowerBound, cell.upperBound)
        while start < stop, bytes[start] <= 0x20 { start += 1 }
        while stop > start, bytes[stop - 1] <= 0x20 { stop -= 1 }
        if stop - start > 2, bytes[start] == UInt8(ascii: "N"), bytes[start + 1] == UInt8(ascii: "'") {
            start += 1
        }
        guard stop - start >= 2, "'\"`[".utf8.contains(bytes[start]) else { return start..<stop }
        return start + 1..<stop - 1
    }
}
