import ByteBlocks

/// A rule the user wrote: tokens by how they begin, and names whose values go.
package struct OwnRule: Sendable, Hashable {
    /// What a token is made of behind its prefix.
    package enum Alphabet: String, Sendable, CaseIterable {
        case digits, hex, letters, alnum, word, base64url, token

        var bytes: ByteClass {
            switch self {
            case .digits: .digit
            case .hex: .hex
            case .letters: .letter
            case .alnum: .alnum
            case .word: .word
            case .base64url: .base64url
            case .token: .base64urlDot
            }
        }
    }

    /// What a token looks like.
    package struct Token: Sendable, Hashable {
        package let prefix: String
        package let alphabet: Alphabet
        /// How many bytes follow the prefix; a longer run is another thing.
        package let length: ClosedRange<Int>

        package init(prefix: String, alphabet: Alphabet, length: ClosedRange<Int>) {
            self.prefix = prefix
            self.alphabet = alphabet
            self.length = length
        }
    }

    /// A text that is the rule's test.
    package struct Example: Sendable, Hashable {
        package let text: String
        /// What must not be left of it; when `nil`, the text must stay as it is.
        package let gone: String?

        package init(text: String, gone: String?) {
            self.text = text
            self.gone = gone
        }
    }

    /// Lower-case words joined by hyphens.
    package let id: String
    package let help: String
    package let token: Token?
    package let names: [String]
    package let examples: [Example]

    package init(id: String, help: String, token: Token?, names: [String], examples: [Example]) {
        self.id = id
        self.help = help
        self.token = token
        self.names = names
        self.examples = examples
    }

    /// What is wrong with a rule.
    package enum Problem: Error, Hashable, Sendable {
        case badID, taken, findsNothing, shortPrefix, badPrefix
        /// A rule needs an example that loses something and one that stays.
        case tooFewExamples
        /// The example of that place in the list, from 1, does not come out as it says.
        case failedExample(Int)
    }

    /// The shortest prefix; a shorter one would stand in every other word.
    private static let leastPrefix = 3

    /// Checks the rule and runs its examples, with the program's own rules beside it.
    ///
    /// - Throws: The first problem.
    package func check() throws(Problem) {
        let plain: ByteClass = [.lower, .digit, .hyphen]
        guard !id.isEmpty, id.utf8.count <= 24, id.utf8.allSatisfy({ plain.contains($0) }) else {
            throw .badID
        }
        guard !RedactionRule.all.contains(where: { $0.id == id }) else { throw .taken }
        guard token != nil || !names.isEmpty else { throw .findsNothing }
        if let token {
            guard token.prefix.utf8.count >= Self.leastPrefix else { throw .shortPrefix }
            // A scan looks at what begins a word, and escapes must not hide it.
            guard let first = token.prefix.utf8.first, isAlnum(first),
                token.prefix.utf8.allSatisfy({ ByteClass.base64urlDot.contains($0) })
            else { throw .badPrefix }
        }
        guard examples.contains(where: { $0.gone != nil }), examples.contains(where: { $0.gone == nil })
        else {
            throw .tooFewExamples
        }
        var policy = RedactionPolicy()
        policy.add([self])
        for (index, example) in examples.enumerated() {
            // The key joins equal values and decides nothing.
            var redactor = Redactor(key: Array(0..<32), policy: policy)
            let sealed = redactor.clean(example.text)
            let isRight =
                example.gone.map { !$0.isEmpty && example.text.contains($0) && !sealed.contains($0) }
                ?? (sealed == example.text)
            guard isRight else { throw .failedExample(index + 1) }
        }
    }
}

extension RedactionPolicy {
    /// Adds rules of the user's that were checked.
    package mutating func add(_ rules: [OwnRule]) {
        ownRules += rules
        for rule in rules { removeNames.formUnion(rule.names.map { $0.lowercased() }) }
    }
}

extension ScanTables {
    /// The program's rules and the user's.
    static func with(_ rules: [OwnRule]) -> ScanTables {
        rules.isEmpty ? .standard : ScanTables(RedactionRule.all + rules.map(RedactionRule.init))
    }
}

extension RedactionRule {
    /// A rule of the user's as the scanner wants it.
    fileprivate init(_ own: OwnRule) {
        let shapes = own.token.map { [TokenShape($0.prefix, $0.length, $0.alphabet.bytes)] } ?? []
        self.init(own.id, help: own.help, shapes: shapes, examples: [:])
    }
}
