/// A word of at most 24 bytes as three numbers, so that sets of words are searched without strings.
struct PackedWord: Hashable, Sendable {
    private var low: UInt64 = 0
    private var middle: UInt64 = 0
    private var high: UInt64 = 0
    private(set) var count = 0

    init() {}

    /// `nil` when the bytes are more than fit.
    init?(_ bytes: Span<UInt8>, _ range: Range<Int>) {
        guard range.count <= 24 else { return nil }
        for index in range { append(bytes[index]) }
    }

    init?(_ word: String) {
        let bytes = Array(word.utf8)
        self.init(bytes.span, 0..<bytes.count)
    }

    /// The word without the digits at its end: `password2` is a password.
    var withoutNumber: PackedWord {
        var word = PackedWord()
        var last = min(count, 24)
        while last > 0, isDigit(byte(last - 1)) { last -= 1 }
        for index in 0..<last { word.append(byte(index)) }
        return word
    }

    private func byte(_ index: Int) -> UInt8 {
        let part = index < 8 ? low : index < 16 ? middle : high
        return UInt8(truncatingIfNeeded: part >> UInt64(index % 8 * 8))
    }

    /// Adds a byte; the 25th and further ones are only counted.
    mutating func append(_ byte: UInt8) {
        let shift = UInt64(count % 8 * 8)
        switch count / 8 {
        case 0: low |= UInt64(byte) << shift
        case 1: middle |= UInt64(byte) << shift
        case 2: high |= UInt64(byte) << shift
        default: break
        }
        count += 1
    }
}

/// The words of a name in lower case: split at everything but letters and digits and where case changes.
struct NameParts {
    private(set) var words: [PackedWord] = []
    private var letters: [UInt8] = []

    init(_ name: Span<UInt8>, _ range: Range<Int>) {
        letters.reserveCapacity(range.count)
        var word = PackedWord()
        var previous: UInt8 = 0
        for index in range {
            let byte = name[index]
            let turns = Self.isUpper(byte) && isAlnum(previous) && !Self.isUpper(previous)
            if !isAlnum(byte) || turns, word.count > 0 {
                words.append(word)
                word = PackedWord()
            }
            if isAlnum(byte) {
                word.append(lowered(byte))
                letters.append(lowered(byte))
            }
            previous = byte
        }
        if word.count > 0 { words.append(word) }
    }

    var count: Int { words.count }
    var last: PackedWord? { words.last }

    /// All words as one, if that is short.
    var joined: PackedWord? { PackedWord(letters.span, 0..<letters.count) }

    func begins(with beginning: [PackedWord]) -> Bool { words.starts(with: beginning) }

    /// Whether the name, its words joined, has an ending.
    func ends(_ ending: [UInt8]) -> Bool { letters.suffix(ending.count).elementsEqual(ending) }

    /// What the words say together.
    func meanings(_ known: [PackedWord: WordMeanings], butLast: Bool = false) -> WordMeanings {
        var meanings: WordMeanings = []
        for word in words.dropLast(butLast ? 1 : 0) {
            meanings.formUnion(known[word] ?? known[word.withoutNumber] ?? [])
        }
        return meanings
    }

    private static func isUpper(_ byte: UInt8) -> Bool { byte &- 65 < 26 }
}

/// What one word of a name says.
struct WordMeanings: OptionSet {
    let rawValue: UInt8

    static let password = WordMeanings(rawValue: 1)
    static let secret = WordMeanings(rawValue: 2)
    /// Makes the key whose it is a secret one: `api`, `private`.
    static let keyOwner = WordMeanings(rawValue: 4)
    static let personal = WordMeanings(rawValue: 8)
    /// As a last word: the name is about a secret and holds none.
    static let describing = WordMeanings(rawValue: 16)
    static let key = WordMeanings(rawValue: 32)
    static let code = WordMeanings(rawValue: 64)
    static let authority = WordMeanings(rawValue: 128)
}

/// The lists of words, made ready for look-ups.
struct NameTables: Sendable {
    let structural: [PackedWord: NameClass]
    let exact: [PackedWord: NameClass]
    let suffixes: [[UInt8]]
    let meanings: [PackedWord: WordMeanings]
    let access = ["cf", "access"].compactMap(PackedWord.init)
    let signature = ["x", "goog", "signature"].compactMap(PackedWord.init)
    let authorization = PackedWord("authorization")
    let cookies = NameWords.cookieNames.map { $0.compactMap(PackedWord.init) }

    init(
        structural: [String: NameClass], exact: [String: NameClass], suffixes: [String],
        meanings: [(Set<String>, WordMeanings)]
    ) {
        self.structural = Self.packed(structural)
        self.exact = Self.packed(exact)
        self.suffixes = suffixes.map { Array($0.utf8) }
        var known: [PackedWord: WordMeanings] = [:]
        for (words, meaning) in meanings {
            for word in words.compactMap(PackedWord.init) { known[word, default: []].formUnion(meaning) }
        }
        self.meanings = known
    }

    private static func packed(_ names: [String: NameClass]) -> [PackedWord: NameClass] {
        var packed: [PackedWord: NameClass] = [:]
        for (name, kind) in names { if let word = PackedWord(name) { packed[word] = kind } }
        return packed
    }
}
