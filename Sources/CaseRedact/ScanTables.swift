import ByteBlocks

/// Which rules a word may begin, by its first three bytes; made once, read by every scan.
final class ScanTables: Sendable {
    /// A bit for each hash of three bytes; small enough to stay in the processor's first cache.
    let starts: [UInt64]
    /// By the same hash: where its rules begin in `order`, a number of them and then 0.
    private let slots: [UInt16]
    /// Places in `rules` plus one, those of one group behind another, each group ended by 0.
    private let order: [UInt16]
    let rules: [RedactionRule]

    static let standard = ScanTables(RedactionRule.all)

    /// - Parameter rules: `RedactionRule.all` first: the placeholders and the ledger go by place.
    init(_ rules: [RedactionRule]) {
        self.rules = rules
        var byHash: [Int: [Int]] = [:]
        for (index, rule) in rules.enumerated() {
            for anchor in rule.anchors {
                for hash in Self.hashes(of: Array(anchor.utf8)) {
                    if byHash[hash]?.contains(index) != true { byHash[hash, default: []].append(index) }
                }
            }
        }
        // Tokens of addresses have to be known, for they are passed.
        for token in ["ip4", "ip6"] {
            for hash in Self.hashes(of: Array(token.utf8)) where byHash[hash] == nil { byHash[hash] = [] }
        }
        var starts = [UInt64](repeating: 0, count: BlockSearch.tableSize)
        var slots = [UInt16](repeating: 0, count: 65_536)
        var groups: [[Int]] = [[]]
        var known: [[Int]: UInt16] = [[]: 0]
        for (hash, indexes) in byHash {
            starts[hash >> 6] |= 1 << UInt64(hash & 63)
            let group = known[indexes] ?? UInt16(groups.count)
            if group == groups.count {
                known[indexes] = group
                groups.append(indexes)
            }
            slots[hash] = group
        }
        var order: [UInt16] = []
        var places: [UInt16] = []
        for group in groups {
            places.append(UInt16(order.count))
            order += group.map { UInt16($0 + 1) } + [0]
        }
        self.starts = starts
        self.slots = slots.map { places[Int($0)] }
        self.order = order
    }

    /// The hashes of what an anchor begins with; one of two bytes stands for every third.
    private static func hashes(of anchor: [UInt8]) -> [Int] {
        if anchor.count >= 3 { return [BlockSearch.hash(anchor[0], anchor[1], anchor[2])] }
        guard anchor.count == 2 else { return [] }
        return (UInt8.min...UInt8.max).map { BlockSearch.hash(anchor[0], anchor[1], $0) }
    }

    /// Whether a word whose first bytes have this hash has to be looked at.
    @inline(__always)
    func mayBegin(_ hash: Int) -> Bool { starts[hash >> 6] >> UInt64(hash & 63) & 1 == 1 }

    /// Where the rules that may match a word whose first bytes have this hash begin, for `rule(at:)`.
    func group(_ hash: Int) -> Int { Int(slots[hash]) }

    /// The place in `rules` that stands at a place of a group; `nil` at its end.
    func rule(at place: Int) -> Int? { order[place] > 0 ? Int(order[place]) - 1 : nil }
}

/// The places in `RedactionRule.all` of the rules that the scanner calls by name.
///
/// Numbers and no look-up: they are read at every finding.
enum RulePlace {
    static let password = 0, secret = 1, cookie = 2, authorization = 3, query = 6, random = 7, link = 8
    static let userinfo = 9, privateKey = 11, hash = 12, card = 13, email = 14, personal = 15, address = 16
    static let user = 17, known = 18, body = 19
    static let track = place(of: .track), element = place(of: .element)
    static let chatBot = place(of: .chatBotToken), azure = place(of: .azureSecret)

    private static func place(of rule: RedactionRule) -> Int {
        RedactionRule.all.firstIndex { $0.id == rule.id } ?? secret
    }

    /// Whether nothing but secrets stands where a rule looks; a cookie or a parameter may be anything.
    static func isSure(_ rule: Int) -> Bool {
        rule == password || rule == secret || rule == authorization || rule == link
    }

    /// Whether a rule is one that finds the usual fields of a line in a log.
    static func isField(_ rule: Int) -> Bool {
        rule == address || rule == query || rule == user || rule == secret
    }
}
