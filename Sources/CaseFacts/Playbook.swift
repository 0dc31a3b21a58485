package import CaseModel
import JSONBytes

/// What support will ask for about one kind of fault, as data: what the run does more, and what only the user can add.
package struct Playbook: Sendable, Hashable {
    /// The word of `--for`: `522`, `slow`.
    package let name: String
    package let title: String
    /// What fails, in a clause.
    package let says: String
    /// What support asks for, in order.
    package let asks: [Need]
    package let settings: Settings
    package let userItems: [UserItem]
    package let source: String
    package let asOf: String

    /// Options the playbook sets where the user said nothing.
    package struct Settings: Sendable, Hashable {
        /// How often the first URL is asked, and how far apart.
        package var samples: Samples?
        package var deadline: Duration?
        /// Whether the edge's answer is waited for as long as the edge itself waits.
        package var hunts = false
    }

    /// Something no probe can make.
    package struct UserItem: Sendable, Hashable {
        /// What it is, lower case: `a HAR of the failing page`.
        package let need: String
        /// The option that adds it.
        package let how: String
        package let has: Proof
        /// How many of them.
        package let count: Int
    }

    /// By what the evidence shows that an item is there.
    package enum Proof: String, Sendable, CaseIterable {
        case har, log, screenshot, text, origin, window, frequency
        case logDurations = "log_durations"
        /// A pasted path whose target is an address of the edge.
        case reversePath = "reverse_path"
        case originCertificate = "origin_certificate"
    }

    static func read(_ file: FactsFile, _ words: NeedWords) throws(FactsError) -> [Playbook] {
        var playbooks: [Playbook] = []
        for (place, row) in try file.rows("playbooks") {
            playbooks.append(
                Playbook(
                    name: try file.string("name", of: row, at: place),
                    title: try file.string("title", of: row, at: place),
                    says: try file.string("says", of: row, at: place),
                    asks: try words.evidence("asks", of: row, at: place, file),
                    settings: try settings(file, row, at: place),
                    userItems: try items(file, row, at: place),
                    source: try file.source(of: row, at: place), asOf: try file.age(of: row, at: place)))
        }
        return playbooks
    }

    private static func settings(_ file: FactsFile, _ row: JSONValue, at place: String) throws(FactsError)
        -> Settings
    {
        var settings = Settings()
        guard let sets = row["sets"] else { return settings }
        let here = place + "sets."
        let seconds =
            sets["every_s"] == nil ? 1 : try file.number("every_s", of: sets, at: here, in: 1...3600)
        if sets["samples"] != nil {
            settings.samples = Samples(
                count: try file.number("samples", of: sets, at: here, in: 1...1000),
                interval: .seconds(seconds))
        }
        if sets["deadline_s"] != nil {
            settings.deadline = .seconds(try file.number("deadline_s", of: sets, at: here, in: 1...7200))
        }
        settings.hunts = sets["hunt"]?.bool ?? false
        return settings
    }

    private static func items(_ file: FactsFile, _ row: JSONValue, at place: String) throws(FactsError)
        -> [UserItem]
    {
        var items: [UserItem] = []
        for (place, row) in try file.rows("user", of: row, at: place) {
            guard let proof = Proof(rawValue: try file.string("has", of: row, at: place)) else {
                throw file.wrong(place + "has")
            }
            let count =
                row["count"] == nil ? 1 : try file.number("count", of: row, at: place, in: 1...100)
            items.append(
                UserItem(
                    need: try file.string("need", of: row, at: place),
                    how: try file.string("how", of: row, at: place), has: proof, count: count))
        }
        return items
    }
}
