import ByteBlocks
import JSONBytes

/// Where a JSON value stands, as far as that says what to do with it.
enum JSONPlace: Equatable {
    /// Nothing is known; the text rules apply.
    case plain
    /// A credential is likely; what looks random goes.
    case weak
    /// The value goes whatever it is; the rule's place in `RedactionRule.all`.
    case secret(Int)
    /// Says who someone is.
    case personal
    case cookie, setCookie, authorization
    /// A list or object of names and values.
    case pairs(Pairs)
    /// One element of such a list.
    case pair(Pairs)
    case content, postData
    /// A list of WebSocket messages, or one of it.
    case messages, message
    /// A form body or a query.
    case form
    /// The value of a parameter whose name says nothing.
    case parameter
    /// The address of a server.
    case server

    enum Pairs { case headers, cookies, query }
}

/// One document on its way through: ranges of the input that are copied, and what replaced others.
struct JSONPass {
    let source: [UInt8]
    let options: ScanOptions
    /// How many strings this document is inside of.
    let nesting: Int
    /// How deep documents may be nested.
    static let depthLimit = 200
    var scanner = JSONScanner(depthLimit: JSONPass.depthLimit)
    private(set) var output: [UInt8] = []
    private var copied = 0
    private(set) var hasChanged = false
    /// The string that was passed last.
    private var text = JSONScanner.Text.none
    /// A string further on that is known already.
    private var ahead = JSONScanner.Text.none

    init(_ source: [UInt8], _ options: ScanOptions, nesting: Int) {
        self.source = source
        self.options = options
        self.nesting = nesting
        if source.starts(with: [0xef, 0xbb, 0xbf]) { scanner.position = 3 }
    }

    // The methods work on a copy of the scanner, for `source` must not be borrowed from what is being changed.

    /// What comes next.
    mutating func peek() throws(JSONError) -> JSONScanner.Kind {
        var cursor = scanner
        defer { scanner = cursor }
        return try cursor.peek(source.span)
    }

    /// Passes a byte if it is next.
    mutating func take(_ scalar: Unicode.Scalar) -> Bool {
        var cursor = scanner
        defer { scanner = cursor }
        return cursor.take(UInt8(ascii: scalar), source.span)
    }

    /// Passes a byte that has to be next.
    mutating func expect(_ scalar: Unicode.Scalar) throws(JSONError) {
        var cursor = scanner
        defer { scanner = cursor }
        try cursor.expect(UInt8(ascii: scalar), source.span)
    }

    /// Passes a string; gives the range between its quotes.
    mutating func string() throws(JSONError) -> Range<Int> {
        var cursor = scanner
        defer { scanner = cursor }
        cursor.skipBlanks(source.span)
        if cursor.position == ahead.range.lowerBound - 1 {
            text = ahead
            cursor.position = ahead.range.upperBound + 1
        } else {
            text = try cursor.text(source.span)
        }
        return text.range
    }

    /// Takes over what a look ahead found, so that a long string is not read twice.
    mutating func foresee(_ text: JSONScanner.Text) {
        if text.range.count >= 256 { ahead = text }
    }

    /// Passes a number.
    mutating func number() throws(JSONError) -> Range<Int> {
        var cursor = scanner
        defer { scanner = cursor }
        return try cursor.number(source.span)
    }

    /// Passes `true`, `false` or `null`.
    mutating func word() throws(JSONError) {
        var cursor = scanner
        defer { scanner = cursor }
        _ = try cursor.word(source.span)
    }

    /// Puts something in place of a range of the input.
    mutating func replace(_ range: Range<Int>, with bytes: [UInt8]) {
        output += source[copied..<range.lowerBound]
        output += bytes
        copied = range.upperBound
        hasChanged = true
    }

    /// Copies the rest.
    ///
    /// - Returns: `nil` when nothing was replaced.
    mutating func finish() -> [UInt8]? {
        guard hasChanged else { return nil }
        output += source[copied...]
        return output
    }

    /// The bytes of a string, escapes taken off.
    func decoded(_ range: Range<Int>) -> [UInt8] {
        PlainText.unescaped(source.span, range)
    }

    /// The bytes of a string that is base64; `nil` when it is not.
    func base64(_ range: Range<Int>) -> [UInt8]? {
        if let bytes = Base64.decoded(source.span, range) { return bytes }
        return hasEscape(range) ? Base64.decoded(decoded(range)) : nil
    }

    func hasEscape(_ range: Range<Int>) -> Bool {
        range == text.range ? text.hasEscape : source.span.first(UInt8(ascii: "\\"), in: range) != nil
    }

    /// Whether a string begins as a JSON document does, blanks passed over.
    func beginsDocument(_ range: Range<Int>) -> Bool {
        let bytes = source.span
        var index = range.lowerBound
        while index < range.upperBound {
            switch bytes[index] {
            case 0x20: index += 1
            case UInt8(ascii: "\\"):
                guard index + 1 < range.upperBound, "nrt".utf8.contains(bytes[index + 1]) else {
                    return false
                }
                index += 2
            case UInt8(ascii: "{"), UInt8(ascii: "["): return true
            default: return false
            }
        }
        return false
    }

    /// Whether a string is a word too short to be anything a rule of the program looks for.
    func isWord(_ range: Range<Int>) -> Bool {
        range.count < 20
            && source.span.run(
                of: [.letter, .hyphen, .underscore], from: range.lowerBound, end: range.upperBound)
                == range.upperBound
    }

    /// Whether escapes hide letters, digits or slashes, so that the rules cannot read the string as it stands.
    func hidesText(_ range: Range<Int>) -> Bool {
        range == text.range ? text.hidesText : source.span.jsonText(from: range.lowerBound).hidesText
    }
}
