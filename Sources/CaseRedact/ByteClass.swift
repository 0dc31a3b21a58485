/// Sets of bytes the rules speak of.
struct ByteClass: OptionSet, Sendable {
    let rawValue: UInt16

    static let upper = ByteClass(rawValue: 1)
    static let lower = ByteClass(rawValue: 2)
    static let digit = ByteClass(rawValue: 4)
    static let underscore = ByteClass(rawValue: 8)
    static let hyphen = ByteClass(rawValue: 16)
    static let dot = ByteClass(rawValue: 32)
    /// `+`, `/`, `=`.
    static let base64Mark = ByteClass(rawValue: 64)
    /// `a`-`f` and `A`-`F`; with `digit`, hex.
    static let hexLetter = ByteClass(rawValue: 128)
    static let slash = ByteClass(rawValue: 256)
    static let tilde = ByteClass(rawValue: 512)
    static let blank = ByteClass(rawValue: 1024)
    static let dollar = ByteClass(rawValue: 2048)
    static let comma = ByteClass(rawValue: 4096)
    static let percent = ByteClass(rawValue: 8192)

    static let letter: ByteClass = [.upper, .lower]

    static let alnum: ByteClass = [.upper, .lower, .digit]
    static let word: ByteClass = [.upper, .lower, .digit, .underscore]
    static let base64url: ByteClass = [.upper, .lower, .digit, .underscore, .hyphen]
    static let base64urlDot: ByteClass = [.upper, .lower, .digit, .underscore, .hyphen, .dot]
    /// What names of headers, parameters and keys are made of.
    static let nameByte: ByteClass = [.upper, .lower, .digit, .underscore, .hyphen, .dot]
    static let alnumHyphen: ByteClass = [.upper, .lower, .digit, .hyphen]
    static let originKey: ByteClass = [.digit, .hexLetter, .hyphen]
    static let base64: ByteClass = [.upper, .lower, .digit, .base64Mark]
    static let upperDigit: ByteClass = [.upper, .digit]
    static let hex: ByteClass = [.digit, .hexLetter]
    /// What RFC 6750 allows in a bearer token.
    static let token68: ByteClass = [.upper, .lower, .digit, .underscore, .hyphen, .dot, .tilde, .base64Mark]

    /// The classes a byte is in.
    @inline(__always)
    init(of byte: UInt8) {
        switch byte {
        case 65...70: self = [.upper, .hexLetter]
        case 71...90: self = .upper
        case 97...102: self = [.lower, .hexLetter]
        case 103...122: self = .lower
        case 48...57: self = .digit
        case 95: self = .underscore
        case 45: self = .hyphen
        case 46: self = .dot
        case 47: self = [.base64Mark, .slash]
        case 43, 61: self = .base64Mark
        case 126: self = .tilde
        case 32: self = .blank
        case 36: self = .dollar
        case 44: self = .comma
        case 37: self = .percent
        default: self = []
        }
    }

    init(rawValue: UInt16) { self.rawValue = rawValue }

    /// Whether the byte is in one of these classes.
    @inline(__always)
    func contains(_ byte: UInt8) -> Bool { !isDisjoint(with: ByteClass(of: byte)) }
}

extension Span<UInt8> {
    /// Whether `text` stands at `start`.
    @inline(__always)
    func has(_ text: [UInt8], at start: Int, end: Int) -> Bool {
        guard start >= 0, end - start >= text.count else { return false }
        for offset in 0..<text.count where self[start + offset] != text[offset] { return false }
        return true
    }

    /// Whether `text`, which is lower case, stands at `start` in any case.
    func hasIgnoringCase(_ text: [UInt8], at start: Int, end: Int) -> Bool {
        guard start >= 0, end - start >= text.count else { return false }
        for offset in 0..<text.count where lowered(self[start + offset]) != text[offset] { return false }
        return true
    }

    /// Whether `text` stands anywhere.
    func contains(_ text: [UInt8]) -> Bool {
        guard count >= text.count else { return false }
        for start in 0...count - text.count where has(text, at: start, end: count) { return true }
        return false
    }

    /// Whether a range is a number of nine digits at most, which a log's queries may keep: a page, a count.
    func isShortNumber(_ range: Range<Int>) -> Bool {
        range.count <= 9 && run(of: .digit, from: range.lowerBound, end: range.upperBound) == range.upperBound
    }

    /// The last place of a byte before one, not more than some bytes back.
    func last(_ byte: UInt8, before place: Int, within limit: Int) -> Int? {
        var position = place
        while position > 0, place - position < limit {
            position -= 1
            if self[position] == byte { return position }
        }
        return nil
    }

    /// Where the run of bytes of a class that begins at `start` ends.
    @inline(__always)
    func run(of set: ByteClass, from start: Int, end: Int) -> Int {
        var position = start
        while position < end, set.contains(self[position]) { position += 1 }
        return position
    }
}

/// The lower-case form of an ASCII letter; any other byte as it is.
@inline(__always)
func lowered(_ byte: UInt8) -> UInt8 { (65...90).contains(byte) ? byte | 0x20 : byte }

/// Whether the byte is an ASCII letter or digit.
@inline(__always)
func isAlnum(_ byte: UInt8) -> Bool { (byte | 0x20) &- 97 < 26 || byte &- 48 < 10 }

/// Whether the byte is an ASCII digit.
@inline(__always)
func isDigit(_ byte: UInt8) -> Bool { (48...57).contains(byte) }

/// The value of a hex digit.
func hexNibble(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 48...57: byte - 48
    case 65...70: byte - 55
    case 97...102: byte - 87
    default: nil
    }
}

/// The lower-case hex digit of a number below 16.
func hexDigit(_ nibble: UInt8) -> UInt8 { nibble < 10 ? nibble + 48 : nibble + 87 }
