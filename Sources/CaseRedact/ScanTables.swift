/// What each byte may begin; made once, read by every scan.
struct ScanTables: Sendable {
    /// What the scanner has to do at a byte.
    enum Mark: UInt8 {
        case boring, alnum, equals, colon, at, percent, hyphen, tilde, backslash, slash, dollar
    }

    let marks: [UInt8]
    /// By the first two bytes of a word: 0, or one more than a place in `groups`.
    let bigrams: [UInt8]
    /// Places in `RedactionRule.all`.
    let groups: [[Int]]
    let rules: [RedactionRule]
    let ids: RuleIndexes

    static let standard = ScanTables()

    private init() {
        rules = RedactionRule.all
        ids = RuleIndexes()
        var marks = [UInt8](repeating: Mark.boring.rawValue, count: 256)
        for byte in UInt8.min...UInt8.max where isAlnum(byte) { marks[Int(byte)] = Mark.alnum.rawValue }
        let special: [(Unicode.Scalar, Mark)] = [
            ("=", .equals), (":", .colon), ("@", .at), ("%", .percent), ("-", .hyphen), ("~", .tilde),
            ("\\", .backslash), ("/", .slash), ("$", .dollar),
        ]
        for (scalar, mark) in special { marks[Int(UInt8(ascii: scalar))] = mark.rawValue }
        self.marks = marks
        var byBigram: [Int: [Int]] = [:]
        for (index, rule) in rules.enumerated() {
            for anchor in rule.anchors {
                let bytes = Array(anchor.utf8)
                guard bytes.count >= 2 else { continue }
                let bigram = Int(bytes[0]) << 8 | Int(bytes[1])
                if byBigram[bigram]?.contains(index) != true { byBigram[bigram, default: []].append(index) }
            }
        }
        var bigrams = [UInt8](repeating: 0, count: 65_536)
        var groups: [[Int]] = []
        for (bigram, indexes) in byBigram.sorted(by: { $0.key < $1.key }) where groups.count < 254 {
            groups.append(indexes)
            bigrams[bigram] = UInt8(groups.count)
        }
        self.bigrams = bigrams
        self.groups = groups
    }
}

/// The places of the rules that the scanner calls by name.
struct RuleIndexes: Sendable {
    let password = RedactionRule.index(.password), secret = RedactionRule.index(.namedSecret)
    let cookie = RedactionRule.index(.cookie), authorization = RedactionRule.index(.authorization)
    let query = RedactionRule.index(.queryValue), random = RedactionRule.index(.randomValue)
    let link = RedactionRule.index(.linkToken), userinfo = RedactionRule.index(.userinfo)
    let privateKey = RedactionRule.index(.privateKey), hash = RedactionRule.index(.passwordHash)
    let card = RedactionRule.index(.card), email = RedactionRule.index(.email)
    let personal = RedactionRule.index(.personal), address = RedactionRule.index(.visitorAddress)
    let user = RedactionRule.index(.logUser), known = RedactionRule.index(.knownSecret)
    let body = RedactionRule.index(.body)
}
