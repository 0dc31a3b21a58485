import ByteBlocks
package import CaseModel

/// Removes credentials and visitors' addresses from everything that leaves; the only maker of `Sealed` values.
///
/// One redactor serves a whole case, so that the same value has the same placeholder in every file of it. It is a
/// value with mutating methods and no reference inside: its loops pay for no run-time exclusivity checks.
package struct Redactor: ~Copyable, Sendable {
    let policy: RedactionPolicy
    let mint: PlaceholderMint
    let tables: ScanTables
    var names: NameCache
    var secrets: SecretSet
    var addresses: AddressPseudonyms
    /// The table that the text being sealed goes on with.
    var table = TextTable()
    private var counts: [Int]
    private var file: BundlePath?
    private var noted = Ledger()

    /// - Parameters:
    ///   - key: 32 random bytes, made for this case, never written anywhere.
    ///   - policy: What stays by the user's choice.
    package init(key: [UInt8], policy: RedactionPolicy) {
        self.policy = policy
        tables = ScanTables.with(policy.ownRules)
        mint = PlaceholderMint(key: Array(key.prefix(16)), rules: tables.rules.count)
        names = NameCache(seed: mint.seed, policy: policy)
        secrets = SecretSet(seed: mint.seed)
        addresses = AddressPseudonyms(key: Array(key.dropFirst(16)), policy: policy)
        counts = Array(repeating: 0, count: tables.rules.count)
    }

    /// A redactor of another part of the same case, which is read beside this one.
    ///
    /// It gives a value the same placeholder and does not spot the values it learned by themselves: what it finds does
    /// not depend on what it read before, and so not on how the parts were shared out. Its file has to be swept.
    package func twin() -> Redactor { Redactor(twinOf: self) }

    private init(twinOf other: borrowing Redactor) {
        policy = other.policy
        mint = other.mint
        tables = other.tables
        names = other.names
        secrets = other.secrets.quietTwin
        addresses = other.addresses
        counts = Array(repeating: 0, count: tables.rules.count)
    }

    /// What a redactor learned and counted.
    package struct Harvest: Sendable {
        fileprivate let secrets: SecretSet
        fileprivate let ledger: Ledger
    }

    /// What was learned and counted so far, for the redactor this one is a twin of.
    package var harvest: Harvest { Harvest(secrets: secrets, ledger: ledger) }

    /// Knows from now on what twins learned, and counts what they removed.
    package mutating func absorb(_ harvests: [Harvest]) {
        secrets.absorb(harvests.map(\.secrets))
        for harvest in harvests { noted.add(harvest.ledger) }
    }

    /// Makes a text known as a secret, wherever it stands; short ones would take words with them.
    package mutating func learn(secret: [UInt8]) {
        guard (8...4096).contains(secret.count) else { return }
        var placeholder: [UInt8] = []
        remove(secret, rule: RulePlace.secret, learns: true, to: &placeholder)
    }

    /// Makes a value that the user called a secret known as one, whatever it looks like.
    package mutating func learn(given secret: [UInt8]) {
        guard (8...2048).contains(secret.count) else { return }
        var placeholder: [UInt8] = []
        let name = mint.append(rule: RulePlace.secret, value: secret.span, to: &placeholder)
        secrets.insert(secret.span, as: name, isSure: true, isGiven: true)
    }

    /// Makes an address stay readable from now on, as infrastructure of this case.
    package mutating func keep(_ address: IPAddress) { addresses.keep(address) }

    /// What was removed so far.
    package var ledger: Ledger {
        guard let file else { return noted }
        var ledger = noted
        for (index, count) in counts.enumerated() where count > 0 {
            ledger.note(tables.rules[index].id, in: file, count: count)
        }
        return ledger
    }

    /// Says which file the removals that follow belong to.
    mutating func begin(_ path: BundlePath) {
        guard file != path else { return }
        noted = ledger
        for index in counts.indices { counts[index] = 0 }
        file = path
    }

    mutating func note(_ rule: Int) { counts[rule] += 1 }

    /// Appends the placeholder of a value that stood in a text, encodings of URLs and JSON taken off first.
    mutating func remove(
        _ source: Span<UInt8>, _ range: Range<Int>, rule: Int, learns: Bool, to output: inout [UInt8]
    ) {
        counts[rule] += 1
        let isPlain =
            source.first(UInt8(ascii: "%"), in: range) == nil
            && source.first(UInt8(ascii: "\\"), in: range) == nil
        let isSure = RulePlace.isSure(rule)
        if isPlain {
            let value = source.extracting(range)
            let name = mint.append(rule: rule, value: value, to: &output)
            if learns { secrets.insert(value, as: name, isSure: isSure) }
            return
        }
        let value = Percent.bare(PlainText.unescaped(source, range))
        let name = mint.append(rule: rule, value: value.span, to: &output)
        guard learns, secrets.insert(value.span, as: name, isSure: isSure) else { return }
        secrets.insert(source, range, writes: name)
    }

    /// Appends the placeholder of a value that stands alone.
    mutating func remove(_ value: [UInt8], rule: Int, learns: Bool, to output: inout [UInt8]) {
        remove(value.span, 0..<value.count, rule: rule, learns: learns, to: &output)
    }
}
