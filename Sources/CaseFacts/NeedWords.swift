import JSONBytes

/// Something to send or to look at: a key of the knowledge base and what it means in words.
package struct Need: Sendable, Hashable {
    package let key: String
    package let words: String
}

/// The keys of the knowledge base, for every file that names them.
struct NeedWords {
    private let evidence: [String: String]
    private let checks: [String: String]

    /// Reads both dictionaries of the errors' file.
    init(_ file: FactsFile) throws(FactsError) {
        evidence = try Self.dictionary("evidence_keys", file)
        checks = try Self.dictionary("check_keys", file)
    }

    /// What to send, by the keys under a member.
    func evidence(
        _ member: String = "evidence", of row: JSONValue, at place: String, _ file: FactsFile
    ) throws(FactsError) -> [Need] { try needs(member, row, place, evidence, file) }

    /// What to look at.
    func checks(of row: JSONValue, at place: String, _ file: FactsFile) throws(FactsError) -> [Need] {
        try needs("checks", row, place, checks, file)
    }

    private func needs(
        _ member: String, _ row: JSONValue, _ place: String, _ words: [String: String], _ file: FactsFile
    ) throws(FactsError) -> [Need] {
        var needs: [Need] = []
        for key in try file.strings(member, of: row, at: place) {
            guard let text = words[key] else { throw file.wrong(place + member) }
            needs.append(Need(key: key, words: text))
        }
        return needs
    }

    private static func dictionary(_ member: String, _ file: FactsFile) throws(FactsError) -> [String: String]
    {
        guard let members = file.root[member]?.members else { throw file.wrong(member) }
        var words: [String: String] = [:]
        for entry in members {
            guard let text = entry.value.string, !text.isEmpty else {
                throw file.wrong("\(member).\(entry.name)")
            }
            words[entry.name] = text
        }
        return words
    }
}
