import ByteBlocks

/// Secrets that were seen in places where secrets stand, so that they are known again where none is expected.
///
/// Holds lengths and keyed hashes, and a quiet set the values themselves, in memory alone; bounded. The text rules know the values as they were written, at the
/// beginning of words; the sweep afterwards knows every form of them anywhere.
struct SecretSet: Sendable {
    private let seed: UInt64
    /// A bit for each hash of the first eight bytes; the check that every word pays for.
    private var known = [UInt64](repeating: 0, count: BlockSearch.secretTableSize)
    /// Whether values are learned for the sweep alone and no word is taken for one.
    private var isQuiet = false
    /// What a quiet set was told, for the one that will be swept with.
    private var heard = HeardValues()
    /// The same by a keyed hash, which a second look costs.
    private var eights = [UInt64](repeating: 0, count: 1024)
    private var lengths: [UInt16: [UInt16]] = [:]
    private var hashes: Set<UInt64> = []
    /// The forms of every value.
    var taint: TaintTable
    /// Names of values that are no secrets whatever place they stood in.
    private(set) var kept: Set<PlaceholderName> = []
    private var names: Set<PlaceholderName> = []
    /// With more, every word of a text would have to be looked at.
    private static let wordLimit = 8192
    private static let limit = 32_768

    /// How many values are known; grows with each.
    private(set) var learned = 0
    /// Whether there were more than can be known.
    private(set) var isFull = false

    init(seed: UInt64) {
        self.seed = seed
        taint = TaintTable(seed: seed)
    }

    private static let nothing = [UInt64](repeating: 0, count: BlockSearch.secretTableSize)

    /// The first bytes that a word has to be looked at for.
    var starts: [UInt64] { isQuiet ? Self.nothing : known }

    /// A set that knows nothing yet but what is kept, and takes no word for a secret.
    var quietTwin: SecretSet {
        var twin = SecretSet(seed: seed)
        twin.kept = kept
        twin.isQuiet = true
        return twin
    }

    /// Learns what quiet sets heard, in the order they heard it.
    mutating func absorb(_ others: [SecretSet]) {
        // A value without marks has four forms, and most are such.
        taint.reserve(min(others.reduce(0) { $0 + $1.heard.count }, Self.limit) * 4)
        for other in others {
            kept.formUnion(other.kept)
            isFull = isFull || other.isFull
            other.heard.each { value, way in
                switch way {
                case .bare(let name): learn(value, as: name)
                case .written(let name): learn(value, 0..<value.count, writes: name)
                }
            }
        }
    }

    /// Makes what is known ready to be searched for; a quiet set learns what it heard.
    mutating func prepare() {
        if isQuiet {
            var loud = SecretSet(seed: seed)
            loud.absorb([self])
            taint = loud.taint
        }
        taint.prepare()
    }

    /// Remembers a value if it could not be anything else when it is met again.
    ///
    /// - Parameters:
    ///   - bytes: The value with no encoding on it.
    ///   - name: Its name in placeholders.
    ///   - isSure: Whether it stood where nothing but a secret stands.
    ///   - isGiven: Whether the user called it one, so that it is no matter what it looks like.
    /// - Returns: Whether it is known from now on.
    @discardableResult
    mutating func insert(_ bytes: Span<UInt8>, as name: PlaceholderName, isSure: Bool, isGiven: Bool = false)
        -> Bool
    {
        if names.contains(name) { return true }
        guard !kept.contains(name), isGiven || SpreadRule.spreads(bytes, isSure: isSure) else {
            return false
        }
        guard names.count < Self.limit else {
            isFull = true
            return false
        }
        if isQuiet {
            names.insert(name)
            heard.append(bytes, 0..<bytes.count, .bare(name))
            learned += 1
        } else {
            learn(bytes, as: name)
        }
        return true
    }

    private mutating func learn(_ bytes: Span<UInt8>, as name: PlaceholderName) {
        guard !names.contains(name) else { return }
        guard names.count < Self.limit else {
            isFull = true
            return
        }
        names.insert(name)
        let plain = bytes.copy(0..<bytes.count)
        for form in SecretForms(plain).all {
            taint.insert(form.bytes, TaintTable.Form(name: name, edges: form.edges))
        }
        insertWord(bytes, 0..<bytes.count)
        learned += 1
    }

    /// Remembers how a known value was written.
    mutating func insert(_ bytes: Span<UInt8>, _ range: Range<Int>, writes name: PlaceholderName) {
        guard names.contains(name), (8...2048).contains(range.count) else { return }
        if isQuiet {
            // The hash alone: words are not looked for here.
            guard hashes.count < Self.wordLimit, hashes.insert(bytes.hash(range, seed: seed)).inserted else {
                return
            }
            heard.append(bytes, range, .written(name))
            learned += 1
        } else {
            learn(bytes, range, writes: name)
        }
    }

    private mutating func learn(_ bytes: Span<UInt8>, _ range: Range<Int>, writes name: PlaceholderName) {
        if insertWord(bytes, range) {
            taint.insert(bytes.copy(range), TaintTable.Form(name: name, edges: range.count < 16 ? .word : []))
            learned += 1
        }
    }

    /// Makes a value stay where it is not removed by a rule: it is a name of this case.
    mutating func keep(_ name: PlaceholderName) { kept.insert(name) }

    /// - Returns: Whether it is new.
    @discardableResult
    private mutating func insertWord(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
        guard hashes.count < Self.wordLimit, isAlnum(bytes[range.lowerBound]), isOneWord(bytes, range),
            hashes.insert(bytes.hash(range, seed: seed)).inserted
        else { return false }
        let place = range.lowerBound
        let first = BlockSearch.secretHash(bytes, at: place)
        known[first >> 6] |= 1 << UInt64(first & 63)
        let start = start(bytes, place)
        eights[Int(start >> 6)] |= 1 << UInt64(start & 63)
        var known = lengths[start] ?? []
        guard known.count < 16, !known.contains(UInt16(range.count)) else { return true }
        known.append(UInt16(range.count))
        lengths[start] = known.sorted(by: >)
        return true
    }

    private func isOneWord(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
        for index in range where bytes[index] <= 0x20 { return false }
        return true
    }

    /// Where the known secret that begins at `position` ends.
    @inline(__always)
    func end(_ bytes: Span<UInt8>, at position: Int, end: Int) -> Int? {
        guard !isQuiet, end - position >= 8 else { return nil }
        let start = start(bytes, position)
        guard eights[Int(start >> 6)] >> UInt64(start & 63) & 1 == 1 else { return nil }
        return confirm(bytes, position, end, start)
    }

    private func confirm(_ bytes: Span<UInt8>, _ position: Int, _ end: Int, _ start: UInt16) -> Int? {
        for length in lengths[start] ?? [] {
            let stop = position + Int(length)
            guard stop <= end, stop == end || !isAlnum(bytes[stop]) else { continue }
            if hashes.contains(bytes.hash(position..<stop, seed: seed)) { return stop }
        }
        return nil
    }

    @inline(__always)
    private func start(_ bytes: Span<UInt8>, _ position: Int) -> UInt16 {
        UInt16(truncatingIfNeeded: bytes.hash(position..<position + 8, seed: seed) >> 40)
    }
}
