import JSONBytes

/// A time limit of the CDN.
package struct TimeoutFact: Sendable, Hashable {
    /// Lower-case words joined by hyphens: `connect`, `ack`, `read`.
    package let name: String
    /// Between whom: `edge to origin`.
    package let leg: String
    package let duration: Duration
    /// What older editions said, when that was another value.
    package let olderDuration: Duration?
    /// The status visitors see when the limit is reached.
    package let status: Int?
    /// What happens, lower case, without a full stop.
    package let says: String
    package let source: String
    package let asOf: String

    static func read(_ file: FactsFile) throws(FactsError) -> [TimeoutFact] {
        var facts: [TimeoutFact] = []
        for (place, row) in try file.rows("timeouts") {
            guard let duration = seconds(row["seconds"]) else { throw file.wrong(place + "seconds") }
            let older = seconds(row["older_seconds"])
            guard row["older_seconds"] == nil || older != nil else {
                throw file.wrong(place + "older_seconds")
            }
            facts.append(
                TimeoutFact(
                    name: try file.string("name", of: row, at: place),
                    leg: try file.string("leg", of: row, at: place), duration: duration, olderDuration: older,
                    status: row["status"]?.int, says: try file.string("says", of: row, at: place),
                    source: try file.source(of: row, at: place), asOf: try file.age(of: row, at: place)))
        }
        return facts
    }

    static func seconds(_ value: JSONValue?) -> Duration? {
        guard let seconds = value?.double, seconds > 0, seconds <= 100_000 else { return nil }
        return .milliseconds(Int64((seconds * 1000).rounded()))
    }
}
