import CaseModel

/// The first requests of a HAR on one time line, drawn with letters.
struct TextWaterfall {
    static let limit = 40
    /// The first requests of the file.
    let entries: [HAREntry]
    /// How many the file has.
    let total: Int
    /// Columns of a line.
    let width: Int

    /// A letter for each phase of `Waterfall.phases`.
    private static let letters: [String: Character] = [
        "blocked": "b", "dns": "d", "connect": "c", "tls": "t", "send": "s", "wait": "w", "receive": "r",
        "other": "o",
    ]

    /// Adds the heading, the legend and a line for each request.
    func draw(_ page: inout TextPage) {
        let rows = Waterfall(entries: Array(entries.prefix(Self.limit)), total: total).rows
        guard !rows.isEmpty else { return }
        let names = rows.map { Waterfall.name($0.entry).printable.clipped(28) }
        let left = 8 + (names.map(\.count).max() ?? 0)
        let columns = max(16, min(max(width, 60), 240) - left - 12)
        let span = max(rows.map(\.end).max() ?? 0, 1)
        page.heading("waterfall")
        page.paragraph("\(Measure.milliseconds(span) ?? "") from left to right; \(legend(rows))")
        for (row, name) in zip(rows, names) {
            let status = row.entry.status.map(String.init) ?? "-"
            let time = Measure.milliseconds(row.end - row.start) ?? ""
            let bar = Self.bar(row, columns: columns, scale: Double(columns) / span)
            page.line("  \(status.clipped(4).padded(5))\(name.padded(left - 8)) \(bar) \(time)")
        }
        if total > rows.count {
            page.paragraph("… \(Measure.count(total - rows.count, "more request")) not drawn")
        }
    }

    private func legend(_ rows: [Waterfall.Row]) -> String {
        let used = Set(rows.flatMap { $0.phases.map(\.name) })
        let order = ["blocked", "dns", "connect", "tls", "send", "wait", "receive", "other"]
        return order.filter(used.contains).map { "\(Self.letters[$0] ?? "o") \($0)" }.joined(separator: ", ")
    }

    /// The columns of one request: in each the letter of the phase its middle falls into, one at least.
    private static func bar(_ row: Waterfall.Row, columns: Int, scale: Double) -> String {
        var cells = [Character](repeating: " ", count: columns)
        var drawn = false
        for phase in row.phases {
            let start = (row.start + phase.start) * scale
            let end = start + phase.length * scale
            let first = Int(min(max(start.rounded(), 0), Double(columns)))
            let last = Int(min(max(end.rounded(), 0), Double(columns)))
            guard first < last else { continue }
            drawn = true
            for column in first..<last { cells[column] = letters[phase.name] ?? "o" }
        }
        if !drawn {
            let longest = row.phases.max { $0.length < $1.length }
            let column = Int(min(max(row.start * scale, 0), Double(columns - 1)))
            cells[column] = longest.flatMap { letters[$0.name] } ?? "|"
        }
        return String(cells)
    }
}
