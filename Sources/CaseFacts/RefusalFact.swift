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
    /// Each cue is a row of groups: one word of every group, in that order, within one sentence.
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

    private static func matches(_ groups: [[String]], _ words: [String]) -> Bool {
        var start = 0
        for group in groups {
            guard let end = group.compactMap({ end(of: $0, in: words, from: start) }).min() else {
                return false
            }
            start = end
        }
        return !groups.isEmpty
    }

    /// The place after the first time a phrase stands in the words.
    private static func end(of phrase: String, in words: [String], from start: Int) -> Int? {
        let phrase = phrase.split(separator: " ")
        guard !phrase.isEmpty, words.count >= phrase.count, start <= words.count - phrase.count else {
            return nil
        }
        for place in start...(words.count - phrase.count)
        where words[place..<place + phrase.count].elementsEqual(phrase, by: { $0[...] == $1 }) {
            return place + phrase.count
        }
        return nil
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
