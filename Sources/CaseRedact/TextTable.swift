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
    /// Whether the head is known to be one: between bars, a rule stands below it.
    private var isHead = false
    private var rows = SQLRows()
    private static let longestHead = 4096

    /// What goes in a line; the line may be the head of a table or end one.
    mutating func cells(_ bytes: Span<UInt8>, _ line: Range<Int>, _ names: inout NameCache) -> [Cell] {
        if let value = CookieJar.value(bytes, line) {
            return Placeholder.fills(bytes, value)
                ? [] : [Cell(range: value, rule: RulePlace.cookie, learns: true)]
        }
        if !columns.isEmpty, Self.isRule(bytes, line) {
            isHead = true
            return []
        }
        if !isHead { columns = [] }
        if !columns.isEmpty {
            let row = Self.split(bytes, line, delimiter)
            if row.count == columns.count { return zip(row, columns).compactMap { Self.cell(bytes, $0, $1) } }
            // A cell in quotes may hold line ends.
            if bytes.first(UInt8(ascii: "\""), in: line) == nil { columns = [] }
        }
        if columns.isEmpty {
            let cells = rows.cells(bytes, line, &names)
            guard cells.isEmpty else { return cells }
            if let cell = Self.named(bytes, line, &names) { return [cell] }
            begin(bytes, line, &names)
        }
        return []
    }

    /// The second of two cells, when the first is a telling name: `| Password | … |`, `password,…`.
    private static func named(_ bytes: Span<UInt8>, _ line: Range<Int>, _ names: inout NameCache) -> Cell? {
        var start = line.lowerBound
        while start < line.upperBound, " |*`".utf8.contains(bytes[start]) { start += 1 }
        // Most lines have something else before their first mark, so little of them is read.
        let nameEnd = bytes.run(of: [.nameByte, .blank], from: start, end: min(line.upperBound, start + 41))
        var end = nameEnd
        while end < line.upperBound, end - nameEnd < 4, " *`:".utf8.contains(bytes[end]) { end += 1 }
        guard nameEnd > start + 1, end < line.upperBound, "\t|,".utf8.contains(bytes[end]) else { return nil }
        let name = trimmed(bytes, start..<nameEnd)
        let kind = names.classify(bytes, name)
        guard kind.isSecret else { return nil }
        let mark = bytes[end]
        let cells = split(bytes, end + 1..<line.upperBound, mark)
        guard cells.count == 1, let value = cells.first, !value.isEmpty else { return nil }
        if mark == UInt8(ascii: ",") {
            let isName = bytes.run(of: .nameByte, from: name.lowerBound, end: end) == end
            guard isName, Drawn.isValue(bytes, value, least: 6) else { return nil }
        }
        return cell(bytes, value, kind)
    }

    /// Whether a cell under or beside a telling name is a value, and not a word or a sentence about one.
    static func isValue(_ bytes: Span<UInt8>, _ range: Range<Int>, _ kind: NameClass) -> Bool {
        let isQuoted = range.lowerBound > 0 && bytes[range.lowerBound - 1] == UInt8(ascii: "\"")
        let hasBlank = bytes.first(0x20, in: range) != nil
        guard !hasBlank || isQuoted && kind == .password && !Mask.isLabel(bytes, range),
            !PairShape.isStopWord(bytes, range),
            !Mask.isState(bytes, range)
        else { return false }
        let digits = bytes.run(of: .digit, from: range.lowerBound, end: range.upperBound)
        // Numbers of tokens or sessions are counts.
        guard kind != .password else { return range.count >= 2 }
        guard digits < range.upperBound || range.count >= 12 else { return false }
        let letters = bytes.run(of: [.letter, .hyphen, .dot], from: range.lowerBound, end: range.upperBound)
        return range.count >= 6 && letters < range.upperBound || range.count >= 20
    }

    private static func cell(_ bytes: Span<UInt8>, _ range: Range<Int>, _ kind: NameClass) -> Cell? {
        guard !range.isEmpty, !Placeholder.fills(bytes, range), !Mask.fills(bytes, range) else { return nil }
        switch kind {
        case .password
        where isValue(bytes, range, kind)
            && bytes.run(of: .hyphen, from: range.lowerBound, end: range.upperBound) < range.upperBound:
            return Cell(range: range, rule: RulePlace.password, learns: true)
        case .secret where isValue(bytes, range, kind), .authorization where isValue(bytes, range, kind),
            .cookie where isValue(bytes, range, kind), .setCookie where isValue(bytes, range, kind):
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
        isHead = mark != UInt8(ascii: "|")
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

    /// A cell without blanks, quotes and the marks of Markdown around it.
    private static func trimmed(_ bytes: Span<UInt8>, _ cell: Range<Int>) -> Range<Int> {
        var (start, stop) = (cell.lowerBound, cell.upperBound)
        while start < stop, bytes[start] <= 0x20 { start += 1 }
        while stop > start, bytes[stop - 1] <= 0x20 { stop -= 1 }
        while stop - start > 2, bytes[start] == bytes[stop - 1],
            bytes[start] == UInt8(ascii: "*") || bytes[start] == UInt8(ascii: "`")
        {
            (start, stop) = (start + 1, stop - 1)
        }
        guard stop - start >= 2, bytes[start] == UInt8(ascii: "\""), bytes[stop - 1] == bytes[start] else {
            return start..<stop
        }
        return start + 1..<stop - 1
    }
}

/// A line of the file in which curl and browsers keep cookies: domain, flag, path, flag, expiry, name, value, with tabs
/// between, which pasting turns into blanks.
private enum CookieJar {
    static func value(_ bytes: Span<UInt8>, _ line: Range<Int>) -> Range<Int>? {
        guard !line.isEmpty, bytes[line.lowerBound] > 0x20 else { return nil }
        if let value = shown(bytes, line) { return value }
        var position = line.lowerBound
        for column in 0..<6 {
            var stop = position
            while stop < line.upperBound, stop - position < 300, bytes[stop] > 0x20 { stop += 1 }
            guard stop < line.upperBound, bytes[stop] <= 0x20 else { return nil }
            let word = position..<stop
            switch column {
            case 1, 3: guard isFlag(bytes, word) else { return nil }
            case 2: guard !word.isEmpty, bytes[position] == UInt8(ascii: "/") else { return nil }
            case 4:
                guard bytes.run(of: [.digit, .dot], from: position, end: stop) == stop else { return nil }
            default: break
            }
            // An empty name or value leaves two tabs.
            position = stop + 1
            while position < line.upperBound, bytes[position] == 0x20 { position += 1 }
        }
        var last = line.upperBound
        while last > position, bytes[last - 1] <= 0x20 { last -= 1 }
        return last > position ? position..<last : nil
    }

    /// A row as a browser's developer tools copy it: name, value, domain, path, tabs between.
    private static func shown(_ bytes: Span<UInt8>, _ line: Range<Int>) -> Range<Int>? {
        guard let first = bytes.first(0x09, in: line), first > line.lowerBound,
            bytes.run(of: .nameByte, from: line.lowerBound, end: first) == first,
            let second = bytes.first(0x09, in: first + 1..<line.upperBound),
            let third = bytes.first(0x09, in: second + 1..<line.upperBound),
            third + 1 < line.upperBound, bytes[third + 1] == UInt8(ascii: "/"), second > first + 1,
            bytes.first(UInt8(ascii: "."), in: second + 1..<third) != nil,
            bytes.run(of: .nameByte, from: second + 1, end: third) == third
        else { return nil }
        return first + 1..<second
    }

    private static let flags = ["true", "false"].map { Array($0.utf8) }

    private static func isFlag(_ bytes: Span<UInt8>, _ word: Range<Int>) -> Bool {
        flags.contains {
            $0.count == word.count && bytes.hasIgnoringCase($0, at: word.lowerBound, end: word.upperBound)
        }
    }
}
