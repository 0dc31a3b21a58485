import JSONBytes

/// A header the edge sets, or a key of `/cdn-cgi/trace`.
package struct HeaderFact: Sendable, Hashable {
    package enum Kind: String, Sendable, CaseIterable {
        case response = "response_headers"
        case request = "request_headers"
        case trace = "trace_keys"
    }

    package let kind: Kind
    /// Lower case; one that ends in a hyphen stands for all that begin so.
    package let name: String
    /// What it says to a reader, lower case, without a full stop.
    package let says: String
    /// Known values; empty when they are open.
    package let values: [String]
    /// Whether its value is about a visitor.
    package let isPersonal: Bool
    package let source: String
    package let asOf: String

    static func read(_ file: FactsFile) throws(FactsError) -> [HeaderFact] {
        var facts: [HeaderFact] = []
        for kind in Kind.allCases {
            for (place, row) in try file.rows(kind.rawValue) {
                facts.append(
                    HeaderFact(
                        kind: kind, name: try file.string("name", of: row, at: place).lowercased(),
                        says: try file.string("says", of: row, at: place),
                        values: row["values"] == nil ? [] : try file.strings("values", of: row, at: place),
                        isPersonal: row["personal"]?.bool ?? false,
                        source: try file.source(of: row, at: place), asOf: try file.age(of: row, at: place)))
            }
        }
        return facts
    }
}
