import JSONBytes

/// A data file that was read as JSON and says how old it is.
struct FactsFile {
    /// `errors`, `ranges`, `support` or `limits`.
    let name: String
    /// `2026-11` or `2026-11-22`.
    let asOf: String
    let source: String
    let root: JSONValue

    /// Generous: the biggest bundled file has 33 KB.
    private static let byteLimit = 4_000_000

    init(_ name: String, _ bytes: [UInt8]) throws(FactsError) {
        guard bytes.count <= Self.byteLimit else { throw .tooBig(file: name) }
        do { root = try JSONValue(parsing: bytes, depthLimit: 32) } catch {
            throw .notJSON(file: name, offset: error.offset)
        }
        guard let asOf = root["as_of"]?.string, Self.isDate(asOf) else {
            throw .wrongMember(file: name, member: "as_of")
        }
        guard let source = root["source"]?.string, !source.isEmpty else {
            throw .wrongMember(file: name, member: "source")
        }
        self.name = name
        self.asOf = asOf
        self.source = source
    }

    func wrong(_ member: String) -> FactsError { .wrongMember(file: name, member: member) }

    /// The objects of a list, each with the place it stands at.
    func rows(_ member: String) throws(FactsError) -> [(place: String, row: JSONValue)] {
        guard let rows = root[member]?.array else { throw wrong(member) }
        return rows.enumerated().map { ("\(member)[\($0.offset)].", $0.element) }
    }

    /// A text that is there and not empty.
    func string(_ member: String, of row: JSONValue, at place: String) throws(FactsError) -> String {
        guard let text = row[member]?.string, !text.isEmpty else { throw wrong(place + member) }
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

    /// Whether a text is `YYYY-MM` or `YYYY-MM-DD`.
    private static func isDate(_ text: String) -> Bool {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard (2...3).contains(parts.count), parts[0].utf8.count == 4 else { return false }
        return parts.dropFirst().allSatisfy { $0.utf8.count == 2 } && parts.allSatisfy { UInt16($0) != nil }
    }
}
