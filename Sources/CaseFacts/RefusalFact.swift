import JSONBytes

/// Something support does for nobody, and how a request for it is told from its words.
package struct RefusalFact: Sendable, Hashable {
    /// Kebab-case: `change-for-you`.
    package let id: String
    /// What support does not do, lower case, without a full stop.
    package let says: String
    /// What to do instead.
    package let instead: String
    package let source: String
    /// Each cue is a row of groups: one phrase of every group, in that order, near each other in one sentence.
    private let cues: [[[String]]]

    /// Whether a text asks for it.
    package func isAsked(in text: String) -> Bool {
        Self.sentences(text).contains { sentence in cues.contains { Self.matches($0, sentence) } }
    }

    /// Words between blanks, lower case and without marks, a list for each sentence.
    private static func sentences(_ text: String) -> [[String]] {
        // A line break alone ends nothing: texts are wrapped.
        let parts = text.lowercased().split { ".!?;".contains($0) }
        return parts.prefix(200).map { part in
            part.split { $0.isWhitespace || ",:()\"[]".contains($0) }.prefix(200).map(String.init)
        }
    }

    /// More words between two groups than this, and the second is about something else: "tell us what to change".
    private static let widestGap = 3

    private static func matches(_ groups: [[String]], _ words: [String]) -> Bool {
        guard let first = groups.first else { return false }
        let starts = words.indices.flatMap { place in first.compactMap { end(of: $0, in: words, at: place) } }
        return starts.contains { start in
            var start = start
            for group in groups.dropFirst() {
                guard let next = firstEnd(of: group, in: words, from: start) else { return false }
                start = next
            }
            return true
        }
    }

    /// The place after the first phrase of a group that begins near enough.
    private static func firstEnd(of group: [String], in words: [String], from start: Int) -> Int? {
        for place in start..<min(words.count, start + widestGap + 1) {
            for phrase in group {
                if let end = end(of: phrase, in: words, at: place) { return end }
            }
        }
        return nil
    }

    /// The place after a phrase that begins at a word.
    private static func end(of phrase: String, in words: [String], at place: Int) -> Int? {
        // Most phrases end here: their first letter is another.
        guard phrase.utf8.first == words[place].utf8.first else { return nil }
        let phrase = phrase.split(separator: " ")
        guard place + phrase.count <= words.count,
            words[place..<place + phrase.count].elementsEqual(phrase, by: { $0[...] == $1 })
        else { return nil }
        return place + phrase.count
    }

    static func read(_ file: FactsFile, _ edition: JSONValue, at place: String) throws(FactsError)
        -> [RefusalFact]
    {
        var facts: [RefusalFact] = []
        for (place, row) in try file.rows("cannot", of: edition, at: place) {
            var cues: [[[String]]] = []
            for cue in row["cues"]?.array ?? [] {
                let groups = (cue.array ?? []).map { ($0.array ?? []).compactMap(\.string) }
                guard !groups.isEmpty, groups.allSatisfy({ !$0.isEmpty }) else {
                    throw file.wrong(place + "cues")
                }
                cues.append(groups)
            }
            guard !cues.isEmpty else { throw file.wrong(place + "cues") }
            facts.append(
                RefusalFact(
                    id: try file.string("id", of: row, at: place),
                    says: try file.string("says", of: row, at: place),
                    instead: try file.string("instead", of: row, at: place),
                    source: try file.source(of: row, at: place), cues: cues))
        }
        return facts
    }
}
