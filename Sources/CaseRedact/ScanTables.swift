/// What each byte may begin; made once, read by every scan.
struct ScanTables: Sendable {
    /// Whether the scanner has to look closer at a byte that is neither letter nor digit: one of `$%-/:=@\\~`.
    @inline(__always)
    static func isTelling(_ byte: UInt8) -> Bool {
        // One bit a byte: a register instead of a table.
        switch byte >> 6 {
        case 0: 0x2400_a030_0000_0000 >> UInt64(byte) & 1 == 1
        case 1: 0x4000_0000_1000_0001 >> UInt64(byte & 63) & 1 == 1
        default: false
        }
    }

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

    /// Whether a rule is one that finds the usual fields of a line in a log.
    func isField(_ rule: Int) -> Bool { rule == address || rule == query || rule == user || rule == secret }
}
