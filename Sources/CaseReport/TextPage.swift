/// Plain text in the making: lines of at most `width` columns where words allow it.
struct TextPage {
    static let width = 100
    private(set) var lines: [String] = []

    var text: String { lines.map { $0 + "\n" }.joined() }

    /// A heading with an empty line before it.
    mutating func heading(_ title: String) {
        if !lines.isEmpty { lines.append("") }
        lines.append(title)
    }

    mutating func blank() { lines.append("") }

    /// One line as it stands; for tables.
    mutating func line(_ text: String) { lines.append(text.printable.trimmedEnd) }

    /// Says how much is left out and where it stands.
    mutating func more(_ count: Int, in place: String, indent: Int = 2) {
        if count > 0 { paragraph("… \(Measure.count(count)) more in \(place)", indent: indent) }
    }

    /// A paragraph, broken between words.
    ///
    /// - Parameters:
    ///   - text: Words; runs of blanks count as one.
    ///   - indent: Blanks before every line.
    ///   - hanging: Further blanks before every line but the first.
    mutating func paragraph(_ text: String, indent: Int = 2, hanging: Int = 0) {
        var current = String(repeating: " ", count: indent)
        var length = indent
        var isEmpty = true
        for word in text.printable.split(separator: " ") {
            let size = word.count
            if !isEmpty, length + 1 + size > Self.width {
                lines.append(current)
                current = String(repeating: " ", count: indent + hanging)
                length = indent + hanging
                isEmpty = true
            }
            if !isEmpty {
                current += " "
                length += 1
            }
            current += word
            length += size
            isEmpty = false
        }
        if !isEmpty { lines.append(current) }
    }

    /// A person's text of several lines, each a paragraph of its own.
    mutating func prose(_ text: String, indent: Int = 2, limit: Int = 20) {
        let all = text.printableLines
        for line in all.prefix(limit) { paragraph(line.clipped(1000), indent: indent) }
        if all.count > limit {
            paragraph("… \(Measure.count(all.count - limit, "more line"))", indent: indent)
        }
    }

    /// `name   value`, the value broken under itself.
    mutating func field(_ name: String, _ value: String, column: Int = 13) {
        let padded = name.printable.padded(column - 2)
        let start = lines.count
        paragraph(value, indent: column)
        guard lines.count > start else { return }
        lines[start] = "  " + padded + lines[start].dropFirst(column)
    }

    /// Columns as wide as their widest cell; a column without a single cell is left out.
    mutating func table(_ header: [String], _ rows: [[String]], indent: Int = 2) {
        let cells = rows.map { row in row.map { $0.printable.clipped(60) } }
        let shown = header.indices.filter { column in
            cells.contains { $0.indices.contains(column) && !$0[column].isEmpty }
        }
        let all = [header] + cells
        let widths = shown.map { column in
            all.map { $0.indices.contains(column) ? $0[column].count : 0 }.max() ?? 0
        }
        for row in all {
            let columns = zip(shown, widths).map { column, width in
                (row.indices.contains(column) ? row[column] : "").padded(width)
            }
            lines.append((String(repeating: " ", count: indent) + columns.joined(separator: "  ")).trimmedEnd)
        }
    }
}

extension String {
    /// The text with blanks after it, at least one column of them when it is too long already.
    func padded(_ width: Int) -> String {
        let missing = width - count
        return missing > 0 ? self + String(repeating: " ", count: missing) : self
    }

    /// The text without blanks at its end.
    var trimmedEnd: String {
        var text = self
        while text.hasSuffix(" ") { text.removeLast() }
        return text
    }
}
