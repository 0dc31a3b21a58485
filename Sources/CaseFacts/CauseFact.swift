import JSONBytes

/// What is known about a fault that has a name and no number: of DNS, of TLS, of a browser.
package struct CauseFact: Sendable, Hashable {
    package enum Kind: String, Sendable, CaseIterable { case dns, tls, browser }

    /// As browsers and tools show it: `ERR_CERT_COMMON_NAME_INVALID`, `SERVFAIL`, `EDE 9`.
    package let id: String
    /// Other names of the same.
    package let aliases: [String]
    package let kind: Kind
    package let title: String
    package let meaning: String
    package let causes: [String]
    package let evidence: [Need]
    package let firstChecks: [Need]
    package let ownerAction: String
    package let source: String
    package let asOf: String

    /// Whether a name is this one: case and the prefix browsers put before it are forgiven.
    package func answers(to name: String) -> Bool {
        let name = Self.plain(name)
        return Self.plain(id) == name || aliases.contains { Self.plain($0) == name }
    }

    private static func plain(_ name: String) -> String {
        let lower = name.lowercased()
        return lower.hasPrefix("net::") ? String(lower.dropFirst(5)) : lower
    }

    static func read(_ file: FactsFile, _ words: NeedWords) throws(FactsError) -> [CauseFact] {
        var facts: [CauseFact] = []
        for (place, row) in try file.rows("causes") {
            guard let kind = Kind(rawValue: try file.string("kind", of: row, at: place)) else {
                throw file.wrong(place + "kind")
            }
            let id = try file.string("id", of: row, at: place)
            guard !facts.contains(where: { $0.answers(to: id) }) else { throw file.wrong(place + "id") }
            facts.append(
                CauseFact(
                    id: id, aliases: try file.strings("aliases", of: row, at: place), kind: kind,
                    title: try file.string("title", of: row, at: place),
                    meaning: try file.string("meaning", of: row, at: place),
                    causes: try file.strings("causes", of: row, at: place),
                    evidence: try words.evidence(of: row, at: place, file),
                    firstChecks: try words.checks(of: row, at: place, file),
                    ownerAction: try file.string("owner_action", of: row, at: place),
                    source: try file.source(of: row, at: place), asOf: try file.age(of: row, at: place)))
        }
        return facts
    }
}

/// A message of the dashboard or the API; no error of traffic.
///
/// The same number means another thing in another product.
package struct MessageFact: Sendable, Hashable {
    /// From 10 000 up.
    package let code: Int
    /// `Workers upload`.
    package let product: String
    package let title: String
    package let source: String
    package let asOf: String

    static func read(_ file: FactsFile) throws(FactsError) -> [MessageFact] {
        var facts: [MessageFact] = []
        for (place, row) in try file.rows("messages") {
            facts.append(
                MessageFact(
                    code: try file.number("code", of: row, at: place, in: 10_000...99_999),
                    product: try file.string("product", of: row, at: place),
                    title: try file.string("title", of: row, at: place),
                    source: try file.source(of: row, at: place), asOf: try file.age(of: row, at: place)))
        }
        return facts
    }
}
