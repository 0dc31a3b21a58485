import CaseModel
import JSONBytes

/// A data file that was read as JSON and says how old it is.
struct FactsFile {
    /// One of `FactsFiles.names`.
    let name: String
    /// `2026`, `2026-11` or `2026-11-22`.
    let asOf: String
    let source: String
    /// Days after `asOf` for which it can be relied on; a year when the file does not say.
    let freshDays: Int
    let root: JSONValue

    /// Generous: the biggest bundled file has 50 KB.
    static let byteLimit = 4_000_000

    init(_ name: String, _ bytes: [UInt8]) throws(FactsError) {
        guard bytes.count <= Self.byteLimit else { throw .tooBig(file: name) }
        let root: JSONValue
        do { root = try JSONValue(parsing: bytes, depthLimit: 32) } catch {
            throw .notJSON(file: name, offset: error.offset)
        }
        try self.init(name, root: root)
    }

    init(_ name: String, root: JSONValue) throws(FactsError) {
        guard let asOf = root["as_of"]?.string, Self.isDate(asOf) else {
            throw .wrongMember(file: name, member: "as_of")
        }
        guard let source = root["source"]?.string, !source.isEmpty else {
            throw .wrongMember(file: name, member: "source")
        }
        let freshDays = root["fresh_days"].map(\.int) ?? 365
        guard let freshDays, (1...36_500).contains(freshDays) else {
            throw .wrongMember(file: name, member: "fresh_days")
        }
        self.name = name
        self.asOf = asOf
        self.source = source
        self.freshDays = freshDays
        self.root = root
    }

    var edition: DataEdition { DataEdition(name: name, asOf: asOf, source: source, freshDays: freshDays) }

    func wrong(_ member: String) -> FactsError { .wrongMember(file: name, member: member) }

    /// The objects of a list, each with the place it stands at: `errors[522].`.
    func rows(_ member: String, of parent: JSONValue? = nil, at place: String = "") throws(FactsError)
        -> [(place: String, row: JSONValue)]
    {
        guard let rows = (parent ?? root)[member]?.array else { throw wrong(place + member) }
        return rows.enumerated().map {
            ("\(place)\(member)[\(RowKey($0.element)?.text ?? String($0.offset))].", $0.element)
        }
    }

    /// A text that is there and not empty.
    func string(_ member: String, of row: JSONValue, at place: String) throws(FactsError) -> String {
        guard let text = row[member]?.string, !text.isEmpty else { throw wrong(place + member) }
        return text
    }

    /// A text that may be left out.
    func optional(_ member: String, of row: JSONValue, at place: String) throws(FactsError) -> String? {
        guard row[member] != nil else { return nil }
        return try string(member, of: row, at: place)
    }

    /// Where an entry comes from; every entry says it.
    func source(of row: JSONValue, at place: String) throws(FactsError) -> String {
        try string("source", of: row, at: place)
    }

    /// How old an entry is: its own date, or the file's.
    func age(of row: JSONValue, at place: String) throws(FactsError) -> String {
        guard let date = row["as_of"] else { return asOf }
        guard let text = date.string, Self.isDate(text) else { throw wrong(place + "as_of") }
        return text
    }

    /// A list of texts.
    func strings(_ member: String, of row: JSONValue, at place: String) throws(FactsError) -> [String] {
        guard let list = row[member]?.array else { throw wrong(place + member) }
        let texts = list.compactMap(\.string)
        guard texts.count == list.count else { throw wrong(place + member) }
        return texts
    }

    /// A list of whole numbers.
    func numbers(_ member: String, of row: JSONValue, at place: String) throws(FactsError) -> [Int] {
        guard let list = row[member]?.array else { throw wrong(place + member) }
        let numbers = list.compactMap(\.int)
        guard numbers.count == list.count else { throw wrong(place + member) }
        return numbers
    }

    /// A whole number within bounds.
    func number(
        _ member: String, of row: JSONValue, at place: String, in bounds: ClosedRange<Int>
    ) throws(FactsError) -> Int {
        guard let number = row[member]?.int, bounds.contains(number) else { throw wrong(place + member) }
        return number
    }

    /// Whether a text is `YYYY`, `YYYY-MM` or `YYYY-MM-DD`, and there is such a day.
    static func isDate(_ text: String) -> Bool {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard (1...3).contains(parts.count), parts[0].utf8.count == 4,
            parts.dropFirst().allSatisfy({ $0.utf8.count == 2 })
        else { return false }
        let numbers = parts.compactMap { UInt16($0).map { Int($0) } }
        return numbers.count == parts.count && CivilTime(dateParts: numbers) != nil
    }
}

/// What tells a row of a list from the others: its name, number or plan.
struct RowKey: Hashable {
    /// As places and messages show it; the first of several numbers.
    let text: String
    /// Every number of a row that stands for several, else the text alone.
    let all: [String]

    private static let members = [
        "id", "item", "name", "priority", "plan", "channel", "need",
    ]

    /// - Returns: `nil` for a row without a name.
    init?(_ row: JSONValue) {
        if let codes = row["codes"]?.array?.compactMap(\.int), let first = codes.first {
            text = String(first)
            all = codes.map { String($0) }
            return
        }
        if let code = row["code"]?.int {
            text = row["product"]?.string.map { "\(code) \($0)" } ?? String(code)
            all = [text]
            return
        }
        for member in Self.members {
            guard let value = row[member]?.string ?? row[member]?.int.map({ String($0) }) else { continue }
            text = value
            all = [value]
            return
        }
        return nil
    }
}
