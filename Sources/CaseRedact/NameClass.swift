import ByteBlocks

/// What a header, cookie, parameter or JSON key says about the value beside it.
enum NameClass: UInt8, Sendable {
    case none = 1
    /// The user wants the value to stay.
    case kept
    /// A credential that may be a number or a word: password, PIN, CVV.
    case password
    /// A credential.
    case secret
    /// Often a credential: `code`, `state`, `key`.
    case weak
    /// Says who someone is: e-mail, phone.
    case personal
    case cookie, setCookie, authorization
    // Names of HAR 1.2 that give a value its meaning.
    case headers, cookies, queryString, params, content, postData, serverAddress
    case name, value, text, encoding, mimeType
    /// A list of WebSocket messages, as Chrome adds it to an entry.
    case messages
    /// A query without its question mark, as logs have it.
    case query

    /// Whether the value is removed whatever it looks like.
    var isSecret: Bool { self == .password || self == .secret }
}

/// Classifies names and remembers what it found, so that a name that comes again costs a hash.
struct NameCache: Sendable {
    /// 58 bits of a name's hash and its class; 0 is free.
    ///
    /// Small enough to stay in the processor's second cache.
    private var known = [UInt64](repeating: 0, count: NameCache.slots)
    private let seed: UInt64
    /// A power of two.
    private static let slots = 8192
    private let stems = NameStems.standard
    private let keepNames: Set<String>
    private let removeNames: Set<String>

    init(seed: UInt64, policy: RedactionPolicy) {
        self.seed = seed
        keepNames = policy.keepNames
        removeNames = policy.removeNames
    }

    /// The class of the name that stands in a range, percent-encoding and JSON escapes already off.
    mutating func classify(_ bytes: Span<UInt8>, _ range: Range<Int>) -> NameClass {
        guard !range.isEmpty, range.count <= 128 else { return .none }
        let hash = bytes.hash(range, seed: seed)
        let slot = Int(hash >> 6 & UInt64(Self.slots - 1))
        let entry = known[slot]
        if (entry ^ hash) >> 6 == 0, let kind = NameClass(rawValue: UInt8(entry & 63)) { return kind }
        let found = find(bytes, range)
        known[slot] = hash & ~63 | UInt64(found.rawValue)
        return found
    }

    /// The class of a decoded name.
    mutating func classify(_ name: [UInt8]) -> NameClass { classify(name.span, 0..<name.count) }

    private func find(_ bytes: Span<UInt8>, _ range: Range<Int>) -> NameClass {
        if !keepNames.isEmpty || !removeNames.isEmpty {
            let lower = String(decoding: bytes.copy(range), as: UTF8.self).lowercased()
            if keepNames.contains(lower) { return .kept }
            if removeNames.contains(lower) { return .secret }
        }
        // A name that held a secret says nothing any more.
        if bytes.first(UInt8(ascii: "~"), in: range) != nil { return .none }
        return stems.mayTell(bytes, range) ? NameWords.classify(bytes, range) : .none
    }
}
