import ByteBlocks

/// A table in a text, a row a line: CSV (RFC 4180), tab-separated, or between bars as in Markdown and `psql`.
///
/// The head names the columns; what stands in those with a telling name goes. So do the values of a cookie jar as curl
/// and browsers write it, which has no head.
struct TextTable: Sendable {
    /// A cell whose content goes, quotes and blanks around it not counted.
    struct Cell {
        let range: Range<Int>
        let rule: Int
        let learns: Bool
    }

    private var delimiter: UInt8 = 0
    private var columns: [NameClass] = []
    private static let longestHead = 4096

    /// What goes in a line; the line may be the head of a table or end one.
    mutating func cells(_ bytes: Span<UInt8>, _ line: Range<Int>, _ names: inout NameCache) -> [Cell] {
        if let value = CookieJar.value(bytes, line) {
            return Placeholder.fills(bytes, value)
                ? [] : [Cell(range: value, rule: RulePlace.cookie, learns: true)]
        }
        if !columns.isEmpty {
            let row = Self.split(bytes, line, delimiter)
            if row.count == columns.count { return zip(row, columns).compactMap { Self.cell(bytes, $0, $1) } }
            // A cell in quotes may hold line ends, and a line may be drawn below the head.
            if bytes.first(UInt8(ascii: "\""), in: line) == nil, !Self.isRule(bytes, line) { columns = [] }
        }
        if columns.isEmpty { begin(bytes, line, &names) }
        return []
    }

    private static func cell(_ bytes: Span<UInt8>, _ range: Range<Int>, _ kind: NameClass) -> Cell? {
        guard !range.isEmpty, !Placeholder.fills(bytes, range), !Mask.fills(bytes, range) else { return nil }
        switch kind {
        case .password
        where range.count >= 2
            && bytes.run(of: .hyphen, from: range.lowerBound, end: range.upperBound) < range.upperBound:
            return Cell(range: range, rule: RulePlace.password, learns: true)
        case .secret, .authorization, .cookie, .setCookie:
            guard range.count >= 6 else { return nil }
            // Numbers of tokens or sessions are counts.
            let digits = bytes.run(of: .digit, from: range.lowerBound, end: range.upperBound)
            guard digits < range.upperBound || range.count >= 12 else { return nil }
            return Cell(range: range, rule: RulePlace.secret, learns: true)
        case .personal where PhoneShape.isNumber(bytes, range):
            return Cell(range: range, rule: RulePlace.personal, learns: false)
        default: return nil
        }
    }

    /// Takes a line for the head when it is names with one delimiter between them, and one of them tells something.
    private mutating func begin(_ bytes: Span<UInt8>, _ line: Range<Int>, _ names: inout NameCache) {
        guard (5...Self.longestHead).contains(line.count), Self.mayBegin(bytes[line.lowerBound]),
            let mark = Self.delimiter(bytes, line)
        else {
            return
        }
        let cells = Self.split(bytes, line, mark)
        guard cells.count > 1,
            cells.allSatisfy({ !$0.isEmpty && $0.count <= 40 && !isDigit(bytes[$0.lowerBound]) })
        else { return }
        let kinds = cells.map { names.classify(bytes, $0) }
        guard
            kinds.contains(where: { $0.isSecret || $0 == .personal || $0 == .cookie || $0 == .authorization })
        else { return }
        delimiter = mark
        columns = kinds
    }

    private static func mayBegin(_ byte: UInt8) -> Bool {
        ByteClass.letter.contains(byte) || byte == 0x20 || byte == UInt8(ascii: "\"")
            || byte == UInt8(ascii: "|")
    }

    /// The mark between the names of a line that has nothing else; prose has blanks behind its commas.
    private static func delimiter(_ bytes: Span<UInt8>, _ line: Range<Int>) -> UInt8? {
        var mark: UInt8?
        for index in line {
            let byte = bytes[index]
            switch byte {
            case UInt8(ascii: ","), UInt8(ascii: ";"), 0x09, UInt8(ascii: "|"):
                guard mark == nil || mark == byte else { return nil }
                mark = byte
                let isProse =
                    byte != UInt8(ascii: "|") && index + 1 < line.upperBound && bytes[index + 1] == 0x20
                if isProse { return nil }
            case 0x20, 0x0d, UInt8(ascii: "\""): continue
            default: guard ByteClass.nameByte.contains(byte) else { return nil }
            }
        }
        return mark
    }

    private static func isRule(_ bytes: Span<UInt8>, _ line: Range<Int>) -> Bool {
        for index in line where !"-+|:= \r".utf8.contains(bytes[index]) { return false }
        return !line.isEmpty
    }

    private static func split(_ bytes: Span<UInt8>, _ line: Range<Int>, _ mark: UInt8) -> [Range<Int>] {
        var cells: [Range<Int>] = []
        var start = line.lowerBound
        var isQuoted = false
        for index in line {
            let byte = bytes[index]
            if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
            guard byte == mark, !isQuoted else { continue }
            cells.append(trimmed(bytes, start..<index))
            start = index + 1
        }
        cells.append(trimmed(bytes, start..<line.upperBound))
        guard mark == UInt8(ascii: "|") else { return cells }
        // Bars stand at both ends in Markdown.
        if let first = cells.first, first.isEmpty { cells.removeFirst() }
        if let last = cells.last, last.isEmpty { cells.removeLast() }
        return cells
    }

    private static func trimmed(_ bytes: Span<UInt8>, _ cell: Range<Int>) -> Range<Int> {
        var (start, stop) = (cell.lowerBound, cell.upperBound)
        while start < stop, bytes[start] <= 0x20 { start += 1 }
        while stop > start, bytes[stop - 1] <= 0x20 { stop -= 1 }
        guard stop - start >= 2, bytes[start] == UInt8(ascii: "\""), bytes[stop - 1] == bytes[start] else {
            return start..<stop
        }
        return start + 1..<stop - 1
    }
}

/// A line of the file in which curl and browsers keep cookies: domain, flag, path, flag, expiry, name, value, tabs between.
private enum CookieJar {
    static func value(_ bytes: Span<UInt8>, _ line: Range<Int>) -> Range<Int>? {
        guard !line.isEmpty, bytes[line.lowerBound] > 0x20 else { return nil }
        var stop = line.lowerBound
        while stop < line.upperBound, stop - line.lowerBound < 300, bytes[stop] > 0x20 { stop += 1 }
        guard stop < line.upperBound, bytes[stop] == 0x09, isFlag(bytes, stop + 1, line.upperBound) else {
            return nil
        }
        var position = stop
        for _ in 0..<5 {
            guard let tab = bytes.first(0x09, in: position + 1..<line.upperBound) else { return nil }
            position = tab
        }
        var last = line.upperBound
        while last > position + 1, bytes[last - 1] <= 0x20 { last -= 1 }
        return last > position + 1 ? position + 1..<last : nil
    }

    private static let flags = ["true\t", "false\t"].map { Array($0.utf8) }

    private static func isFlag(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
        flags.contains { bytes.hasIgnoringCase($0, at: start, end: end) }
    }
}
