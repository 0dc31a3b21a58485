import ByteBlocks

/// Every form a known secret may be written in, by hashes; of each value only the eight bytes it is found by are held.
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

    /// A form without its text.
    private struct Entry {
        /// The eight bytes it is found by.
        let window: UInt64
        /// Of all its bytes.
        let hash: UInt64
        let form: Form
        /// How far into the form the window stands.
        let offset: UInt16
        let count: UInt16

        /// The hash of the first five bytes of the window.
        var piece: UInt32 { GramSearch.hash(of: window) }
    }

    private let seed: UInt64
    private var entries: [Entry] = []
    /// Where the entries begin whose pieces have a hash, by its upper half.
    private var heads: [UInt32] = []
    private var search = GramSearch(pieces: 0)
    private var isReady = false
    private static let window = 8

    init(seed: UInt64) { self.seed = seed }

    var isEmpty: Bool { entries.isEmpty }

    /// Whether there is something to search for, and nothing was added since it was made ready.
    var isPrepared: Bool { isReady && !entries.isEmpty }

    /// Makes room for so many forms more.
    mutating func reserve(_ count: Int) { entries.reserveCapacity(entries.count + count) }

    /// Adds a form.
    mutating func insert(_ bytes: [UInt8], _ form: Form) {
        guard (Self.window...Self.longest).contains(bytes.count) else { return }
        isReady = false
        let start = Self.tellingWindow(bytes.span)
        var window: UInt64 = 0
        for index in (start..<start + Self.window).reversed() { window = window << 8 | UInt64(bytes[index]) }
        entries.append(
            Entry(
                window: window, hash: bytes.span.hash(0..<bytes.count, seed: seed), form: form,
                offset: UInt16(start), count: UInt16(bytes.count)))
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
        entries.sort { ($0.piece, $0.hash, $0.form.name.digest) < ($1.piece, $1.hash, $1.form.name.digest) }
        heads = Array(repeating: 0, count: 65_537)
        search = GramSearch(pieces: entries.count * GramSearch.stride)
        for entry in entries {
            heads[Int(entry.piece >> 16) + 1] += 1
            for shift in 0..<GramSearch.stride {
                search.insert(GramSearch.hash(of: entry.window >> UInt64(8 * shift)))
            }
        }
        for index in 1..<heads.count { heads[index] += heads[index - 1] }
        isReady = true
    }

    /// Every place where a form stands, in no order; they may overlap, and one may be there twice.
    func matches(_ bytes: Span<UInt8>, from start: Int) -> [Match] {
        var matches: [Match] = []
        var position = start
        while let place = search.next(bytes, from: position) {
            // The place is that of one of the first four bytes of a window.
            for first in stride(from: place, through: max(start, place - GramSearch.stride + 1), by: -1) {
                confirm(bytes, first, from: start, into: &matches)
            }
            position = place + GramSearch.stride
        }
        return matches
    }

    private func confirm(_ bytes: Span<UInt8>, _ place: Int, from start: Int, into matches: inout [Match]) {
        let hash = GramSearch.hash(bytes, at: place)
        let bucket = Int(hash >> 16)
        for index in Int(heads[bucket])..<Int(heads[bucket + 1]) {
            let entry = entries[index]
            guard entry.piece == hash else { continue }
            let (offset, count) = (Int(entry.offset), Int(entry.count))
            guard
                let found = entry.form.edges.contains(.base64)
                    ? escaped(bytes, place, offset, count, start)
                    : plain(bytes, place - offset, count, start),
                found.hash == entry.hash
            else { continue }
            matches.append(Match(range: found.range, form: entry.form))
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
