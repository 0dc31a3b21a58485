import ByteBlocks

/// Every form a known secret may be written in, by hashes; holds no values.
///
/// Each form is found by the eight bytes of it that look least like a word.
struct TaintTable: Sendable {
    /// What a form stands for and how it is found.
    struct Form: Sendable {
        let name: PlaceholderName
        let edges: Edges
    }

    /// What may stand around a form.
    struct Edges: OptionSet, Sendable {
        let rawValue: UInt8
        /// No letter or digit: the value is too short to be sure of inside a word.
        static let word = Edges(rawValue: 1)
        /// A base64 digit before it holds some of its bits.
        static let sharesFirst = Edges(rawValue: 2)
        /// A base64 digit behind it holds some of its bits.
        static let sharesLast = Edges(rawValue: 4)
        /// It ends a group of base64 when padding follows.
        static let base64 = Edges(rawValue: 8)
    }

    /// A place where a form stands.
    struct Match {
        var range: Range<Int>
        let form: Form
    }

    /// The longest form that is looked for.
    static let longest = 16_384

    private let seed: UInt64
    private var forms: [UInt64: Form] = [:]
    /// Of each piece of five bytes: its hash, how far into the form it stands, whether that is base64, and its length.
    private var pieces: [UInt64] = []
    /// Where the pieces with a hash begin, by its upper half.
    private var heads: [UInt32] = []
    private var search = GramSearch([])
    private var isReady = false
    private static let window = 8
    private static let isBase64: UInt64 = 0x8000

    init(seed: UInt64) { self.seed = seed }

    var isEmpty: Bool { forms.isEmpty }

    /// Whether there is something to search for, and nothing was added since it was made ready.
    var isPrepared: Bool { isReady && !forms.isEmpty }

    /// Adds a form; one that is known already stays what it is.
    mutating func insert(_ bytes: [UInt8], _ form: Form) {
        guard (Self.window...Self.longest).contains(bytes.count) else { return }
        let hash = bytes.span.hash(0..<bytes.count, seed: seed)
        guard forms[hash] == nil else { return }
        forms[hash] = form
        isReady = false
        let start = Self.tellingWindow(bytes.span)
        for offset in start..<start + GramSearch.stride {
            let piece = GramSearch.hash(bytes.span, at: offset)
            let kind = form.edges.contains(.base64) ? Self.isBase64 : 0
            pieces.append(UInt64(piece) << 32 | UInt64(offset) << 16 | kind | UInt64(bytes.count))
        }
    }

    /// The eight bytes among the last 64 with the most changes between letters, capitals and digits, the last of equals.
    ///
    /// Marks and escapes count against: so the forms of one value are found by the same bytes.
    private static func tellingWindow(_ bytes: Span<UInt8>) -> Int {
        var best = (start: bytes.count - window, score: Int.min)
        var score = 0
        let lowest = max(0, bytes.count - 64)
        var index = bytes.count - 1
        while index >= lowest {
            score += points(bytes, index)
            if index + window < bytes.count { score -= points(bytes, index + window) }
            if index + window <= bytes.count, score > best.score { best = (index, score) }
            index -= 1
        }
        return best.start
    }

    @inline(__always)
    private static func points(_ bytes: Span<UInt8>, _ index: Int) -> Int {
        let here = kind(bytes[index])
        if here == 3 { return -4 }
        return index + 1 < bytes.count && here != kind(bytes[index + 1]) ? 1 : 0
    }

    @inline(__always)
    private static func kind(_ byte: UInt8) -> Int {
        switch byte {
        case 48...57: 0
        case 65...90: 1
        case 97...122: 2
        default: 3
        }
    }

    /// Sorts what was added; has to be called before a search.
    mutating func prepare() {
        guard !isReady else { return }
        pieces.sort()
        var last: UInt64?
        pieces.removeAll { piece in
            defer { last = piece }
            return piece == last
        }
        heads = Array(repeating: 0, count: 65_537)
        for piece in pieces { heads[Int(piece >> 48) + 1] += 1 }
        for index in 1..<heads.count { heads[index] += heads[index - 1] }
        var hashes: [UInt32] = []
        for piece in pieces where hashes.last != UInt32(piece >> 32) { hashes.append(UInt32(piece >> 32)) }
        search = GramSearch(hashes)
        isReady = true
    }

    /// Every place where a form stands, in no order; they may overlap.
    func matches(_ bytes: Span<UInt8>, from start: Int) -> [Match] {
        var matches: [Match] = []
        var position = start
        while let place = search.next(bytes, from: position) {
            confirm(bytes, place, from: start, into: &matches)
            position = place + GramSearch.stride
        }
        return matches
    }

    private func confirm(_ bytes: Span<UInt8>, _ place: Int, from start: Int, into matches: inout [Match]) {
        let hash = GramSearch.hash(bytes, at: place)
        let bucket = Int(hash >> 16)
        for index in Int(heads[bucket])..<Int(heads[bucket + 1]) {
            let piece = pieces[index]
            guard UInt32(piece >> 32) == hash else { continue }
            let offset = Int(piece >> 16 & 0xffff)
            let count = Int(piece & (Self.isBase64 - 1))
            guard
                let found = piece & Self.isBase64 == 0
                    ? plain(bytes, place - offset, count, start)
                    : escaped(bytes, place, offset, count, start),
                let form = forms[found.hash]
            else { continue }
            matches.append(Match(range: found.range, form: form))
        }
    }

    private func plain(
        _ bytes: Span<UInt8>, _ first: Int, _ count: Int, _ start: Int
    ) -> (range: Range<Int>, hash: UInt64)? {
        let range = first..<first + count
        guard first >= start, range.upperBound <= bytes.count else { return nil }
        return (range, bytes.hash(range, seed: seed))
    }

    private func escaped(
        _ bytes: Span<UInt8>, _ place: Int, _ offset: Int, _ count: Int, _ start: Int
    ) -> (range: Range<Int>, hash: UInt64)? {
        guard let digits = EscapedBase64.digits(bytes, around: place, offset, count, floor: start) else {
            return nil
        }
        return (digits.range, digits.text.span.hash(0..<digits.text.count, seed: seed))
    }
}
