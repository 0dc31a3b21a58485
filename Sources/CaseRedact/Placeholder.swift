import ByteBlocks

/// The text that stands where something was removed: `~cookie.3fa9c1d2.43~`.
///
/// Only unreserved characters of RFC 3986, so that it may stand in URLs, cookies, JSON and HTML alike.
enum Placeholder {
    /// Where the placeholder that begins at `start` ends, if one does.
    ///
    /// The kind has to be a rule's, so that a person cannot hide a secret between two tildes by accident.
    static func end(_ bytes: Span<UInt8>, at start: Int, end: Int) -> Int? {
        guard start < end, bytes[start] == UInt8(ascii: "~") else { return nil }
        let limit = min(end, start + 48)
        let kind = bytes.run(of: [.lower, .hyphen], from: start + 1, end: limit)
        guard kind > start + 1, kind + 10 < limit, bytes[kind] == UInt8(ascii: ".") else { return nil }
        let hex = bytes.run(of: .hex, from: kind + 1, end: limit)
        guard hex == kind + 9, hex < limit, bytes[hex] == UInt8(ascii: ".") else { return nil }
        let length = bytes.run(of: .digit, from: hex + 1, end: limit)
        guard length > hex + 1, length < limit, bytes[length] == UInt8(ascii: "~"),
            isKind(bytes, start + 1..<kind)
        else { return nil }
        return length + 1
    }

    /// Whether a range is one placeholder and nothing else.
    static func fills(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
        end(bytes, at: range.lowerBound, end: range.upperBound) == range.upperBound
    }

    private static let kinds = Set(RedactionRule.all.map { Array($0.id.utf8) })

    private static func isKind(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
        kinds.contains(bytes.copy(range))
    }
}

/// What tells values apart in placeholders; nobody without the key can compute or check it.
struct PlaceholderName: Hashable, Sendable {
    let digest: UInt32
    /// The length of the value in bytes.
    let count: UInt32
}

/// Makes placeholders with a key that lives as long as the run.
struct PlaceholderMint: Sendable {
    private let keyed: KeyedHash
    private let kinds: [[UInt8]]

    /// - Parameters:
    ///   - key: 16 random bytes; whoever has them can guess short values back.
    ///   - rules: How many rules there are; those behind the program's own have one kind, so that every version of the
    ///     program knows their placeholders.
    init(key: [UInt8], rules: Int) {
        keyed = KeyedHash(key: key)
        let own = RedactionRule.all.map { Array("~\($0.id).".utf8) }
        let others = Array("~\(RedactionRule.custom.id).".utf8)
        kinds = own + Array(repeating: others, count: rules - own.count)
    }

    /// Appends the placeholder of a value.
    ///
    /// The rule is its place in `RedactionRule.all`; the value comes without the encoding it stood in, so that twins in
    /// other encodings get the same name.
    @discardableResult
    func append(rule: Int, value: Span<UInt8>, to output: inout [UInt8]) -> PlaceholderName {
        let name = name(of: value)
        append(rule: rule, name, to: &output)
        return name
    }

    /// Appends the placeholder of a value whose name is known.
    func append(rule: Int, _ name: PlaceholderName, to output: inout [UInt8]) {
        output += kinds[rule]
        for shift in stride(from: UInt32(28), through: 0, by: -4) {
            output.append(hexDigit(UInt8(truncatingIfNeeded: name.digest >> shift) & 15))
        }
        output.append(UInt8(ascii: "."))
        Self.append(Int(name.count), to: &output)
        output.append(UInt8(ascii: "~"))
    }

    /// The name of a value; `+` counts as the blank it is in forms, so that both ways to write one agree.
    func name(of value: Span<UInt8>) -> PlaceholderName {
        let count = UInt32(clamping: value.count)
        guard value.first(UInt8(ascii: "+"), in: 0..<value.count) != nil else {
            return PlaceholderName(digest: UInt32(keyed.hash(value) >> 32), count: count)
        }
        let plain = value.copy(0..<value.count).map { $0 == UInt8(ascii: "+") ? 0x20 : $0 }
        return PlaceholderName(digest: UInt32(keyed.hash(plain.span) >> 32), count: count)
    }

    private static func append(_ number: Int, to output: inout [UInt8]) {
        if number >= 10 { append(number / 10, to: &output) }
        output.append(UInt8(ascii: "0") + UInt8(number % 10))
    }

    /// A number for tables that an attacker must not be able to fill at will.
    var seed: UInt64 { keyed.hash(Array("tables".utf8).span) }
}
