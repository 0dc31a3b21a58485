import JSONBytes

/// What is known about an error number.
package struct ErrorFact: Sendable, Hashable {
    /// An HTTP status from 400 up, or a number from 1000 up that stands in the answer's body.
    package let code: Int
    package let title: String
    /// As structured answers name it: `origin`, `ssl`, `access_denied`, …; `nil` when none is known.
    package let category: String?
    /// Whether the category was worked out and not read in the vendor's texts.
    package let categoryInferred: Bool
    /// Statuses the answer comes with; empty when that is not known.
    package let httpStatuses: [Int]
    package let meaning: String
    package let causes: [String]
    /// What support asks for, in order.
    package let evidence: [Need]
    package let retry: Retry
    /// What the zone's owner can do, in a sentence.
    package let ownerAction: String
    /// What to look at first.
    package let firstChecks: [Need]
    package let source: String
    package let asOf: String

    /// Whether trying again makes sense.
    package enum Retry: Sendable, Hashable {
        /// After this time.
        case after(Duration)
        /// Not before something was changed.
        case never
        /// Nothing is known.
        case unknown
    }

    /// Whether only the zone's owner can lift it: blocks and rate limits.
    package var isOwnersRule: Bool {
        firstChecks.contains { $0.key == "A7" }
    }
}

extension ErrorFact {
    static func read(_ file: FactsFile) throws(FactsError) -> [Int: ErrorFact] {
        let words = try NeedWords(file)
        var facts: [Int: ErrorFact] = [:]
        for (place, row) in try file.rows("errors") {
            let codes = try file.numbers("codes", of: row, at: place)
            guard !codes.isEmpty else { throw file.wrong(place + "codes") }
            for code in codes {
                guard facts[code] == nil else { throw file.wrong(place + "codes") }
                facts[code] = try ErrorFact(
                    code, row, place, file,
                    evidence: try words.evidence(of: row, at: place, file),
                    checks: try words.checks(of: row, at: place, file))
            }
        }
        return facts
    }

    private init(
        _ code: Int, _ row: JSONValue, _ place: String, _ file: FactsFile, evidence: [Need], checks: [Need]
    ) throws(FactsError) {
        self.code = code
        title = try file.string("title", of: row, at: place)
        category = row["category"]?.string
        categoryInferred = row["category_inferred"]?.bool ?? false
        httpStatuses = try file.numbers("http", of: row, at: place)
        meaning = try file.string("meaning", of: row, at: place)
        causes = try file.strings("causes", of: row, at: place)
        self.evidence = evidence
        firstChecks = checks
        retry = try Self.retry(row, place, file)
        ownerAction = try file.string("owner_action", of: row, at: place)
        source = try file.source(of: row, at: place)
        asOf = try file.age(of: row, at: place)
    }

    private static func retry(
        _ row: JSONValue, _ place: String, _ file: FactsFile
    ) throws(FactsError) -> Retry {
        if let word = row["retry"]?.string {
            guard word == "never" else { throw file.wrong(place + "retry") }
            return .never
        }
        guard let member = row["retry_after_s"] else { return .unknown }
        guard let seconds = member.int, (0...86_400).contains(seconds) else {
            throw file.wrong(place + "retry_after_s")
        }
        return .after(.seconds(seconds))
    }
}
