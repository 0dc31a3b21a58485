import JSONBytes

/// The most bytes of something.
package struct SizeFact: Sendable, Hashable {
    /// Lower-case words joined by hyphens: `url`, `response-headers`.
    package let name: String
    /// Between whom: `origin to edge`.
    package let leg: String
    package let byteCount: Int
    /// What older editions said, when that was another value.
    package let olderByteCount: Int?
    /// The status visitors see past the limit.
    package let status: Int?
    package let says: String
    package let source: String
    package let asOf: String

    static func read(_ file: FactsFile) throws(FactsError) -> [SizeFact] {
        var facts: [SizeFact] = []
        for (place, row) in try file.rows("sizes") {
            let bounds = 1...1_000_000_000_000
            let older =
                row["older_bytes"] == nil
                ? nil : try file.number("older_bytes", of: row, at: place, in: bounds)
            facts.append(
                SizeFact(
                    name: try file.string("name", of: row, at: place),
                    leg: try file.string("leg", of: row, at: place),
                    byteCount: try file.number("bytes", of: row, at: place, in: bounds),
                    olderByteCount: older, status: row["status"]?.int,
                    says: try file.string("says", of: row, at: place),
                    source: try file.source(of: row, at: place), asOf: try file.age(of: row, at: place)))
        }
        return facts
    }
}

/// The most requests in a stretch of time.
package struct RateFact: Sendable, Hashable {
    package let name: String
    package let requests: Int
    package let per: Duration
    package let status: Int?
    package let says: String
    package let source: String
    package let asOf: String

    static func read(_ file: FactsFile) throws(FactsError) -> [RateFact] {
        var facts: [RateFact] = []
        for (place, row) in try file.rows("rates") {
            guard let per = TimeoutFact.seconds(row["seconds"]) else { throw file.wrong(place + "seconds") }
            facts.append(
                RateFact(
                    name: try file.string("name", of: row, at: place),
                    requests: try file.number("requests", of: row, at: place, in: 1...1_000_000_000),
                    per: per, status: row["status"]?.int, says: try file.string("says", of: row, at: place),
                    source: try file.source(of: row, at: place), asOf: try file.age(of: row, at: place)))
        }
        return facts
    }
}
