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

    /// By a hash of the first two bytes of a word: 0, or one more than a place in `groups`; small enough to stay in
    /// the processor's first cache.
    private let starts: [UInt8]
    /// Places in `RedactionRule.all`.
    let groups: [[Int]]
    let rules: [RedactionRule]
    let ids: RuleIndexes

    static let standard = ScanTables()

    private init() {
        rules = RedactionRule.all
        ids = RuleIndexes()
        var bySlot: [Int: [Int]] = [:]
        for (index, rule) in rules.enumerated() {
            for anchor in rule.anchors {
                let bytes = Array(anchor.utf8)
                guard bytes.count >= 2 else { continue }
                let slot = Self.slot(bytes[0], bytes[1])
                if bySlot[slot]?.contains(index) != true { bySlot[slot, default: []].append(index) }
            }
        }
        // Numbers and the tokens of addresses have no anchor and are looked at all the same.
        for second in UInt8.min...UInt8.max {
            for digit in UInt8(ascii: "0")...UInt8(ascii: "9") {
                let slot = Self.slot(digit, second)
                if bySlot[slot] == nil { bySlot[slot] = [] }
            }
        }
        let token = Self.slot(UInt8(ascii: "i"), UInt8(ascii: "p"))
        if bySlot[token] == nil { bySlot[token] = [] }
        var starts = [UInt8](repeating: 0, count: 4096)
        var groups: [[Int]] = [[]]
        for (slot, indexes) in bySlot.sorted(by: { $0.key < $1.key }) {
            guard !indexes.isEmpty, groups.count < 255 else {
                starts[slot] = 1
                continue
            }
            groups.append(indexes)
            starts[slot] = UInt8(groups.count)
        }
        self.starts = starts
        self.groups = groups
    }

    @inline(__always)
    private static func slot(_ first: UInt8, _ second: UInt8) -> Int {
        Int(first & 63) << 6 | Int(second & 63)
    }

    /// Whether a word that begins with two bytes has to be looked at.
    @inline(__always)
    func mayBegin(_ first: UInt8, _ second: UInt8) -> Bool { starts[Self.slot(first, second)] != 0 }

    /// The rules that may match a word that begins with two bytes.
    func group(_ first: UInt8, _ second: UInt8) -> Int? {
        let start = starts[Self.slot(first, second)]
        return start > 1 ? Int(start) - 1 : nil
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
