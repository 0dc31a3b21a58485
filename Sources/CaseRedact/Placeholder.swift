import Crypto

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

/// Makes placeholders with a key that lives as long as the run.
struct PlaceholderMint: Sendable {
    private let keyed: HMAC<SHA256>
    private let kinds: [[UInt8]]

    /// - Parameter key: Random; whoever has it can guess short values back.
    init(key: [UInt8]) {
        keyed = HMAC<SHA256>(key: SymmetricKey(data: key))
        kinds = RedactionRule.all.map { Array($0.id.utf8) }
    }

    /// Appends the placeholder of a value.
    ///
    /// The rule is its place in `RedactionRule.all`; the value comes without the encoding it stood in, so that twins in
    /// other encodings get the same digest.
    func append(rule: Int, value: [UInt8], to output: inout [UInt8]) {
        output.append(UInt8(ascii: "~"))
        output += kinds[rule]
        output.append(UInt8(ascii: "."))
        for byte in digest(value, count: 4) {
            output.append(hexDigit(byte >> 4))
            output.append(hexDigit(byte & 15))
        }
        output.append(UInt8(ascii: "."))
        output += Array(String(value.count).utf8)
        output.append(UInt8(ascii: "~"))
    }

    /// The first bytes of the keyed digest; at most 32.
    func digest(_ value: [UInt8], count: Int) -> [UInt8] {
        var keyed = keyed
        keyed.update(data: value)
        return Array(keyed.finalize().prefix(count))
    }
}
