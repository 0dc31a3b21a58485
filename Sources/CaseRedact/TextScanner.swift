import ByteBlocks

/// How a scan reads.
struct ScanOptions: Sendable {
    /// Whether addresses are looked for.
    var addresses = true
    /// Whether every value of a query is removed, as in access logs.
    var allQuery = false
    /// Whether the text is a form body or a query from its first byte on.
    var form = false
    /// Whether encoded values inside values are handed out to be decoded.
    var decodes = true
    /// How many layers of encoding are taken off to look beneath: two, and that of the document around them.
    var layers = 3
    /// Whether only rules run whose finding refuses a bundle.
    var isGate = false
    /// Whether the bytes are an image or the like, where short shapes occur by chance.
    var isBinary = false
}

/// Something a scan found.
struct Sighting {
    /// What to do about it.
    enum Action {
        case remove
        /// Remove, and remember it as a secret.
        case learn
        /// An address; what happens to it is the policy's.
        case address
        /// A value with an encoding of its own that has to come off before it can be judged.
        case decode
        /// Text of another encoding inside the text.
        case uncover(Layer)
    }

    let range: Range<Int>
    let rule: Int
    let action: Action

    var learns: Bool { if case .learn = action { true } else { false } }

    /// Whether it is one of the usual fields of a line in a log.
    var isField: Bool { if case .uncover = action { false } else { RulePlace.isField(rule) } }
}

/// One pass over text that finds what may not leave, left to right.
///
/// Escapes of JSON strings, nginx logs and URLs count as borders of words, so the same pass serves text, source code
/// and the inside of JSON strings. The bytes are passed to every call, so this is a plain value.
struct TextScanner {
    let options: ScanOptions
    let start: Int
    let end: Int
    var position: Int
    /// Nothing before it is looked at again: it was removed or belongs to something else.
    var floor: Int
    /// The floor before the last thing that was found.
    private var lastFloor = 0
    /// Up to here, values of pairs are cookies.
    var cookieEnd = 0
    /// Up to here, a Set-Cookie field may hold further cookies.
    var setCookieEnd = 0
    /// Up to here, a layer of encoding was looked beneath.
    var layerEnd = 0
    /// The part of the text that is being read.
    var block: BlockSearch
    private var search = BlockSearch.Options()

    init(_ options: ScanOptions, _ range: Range<Int>) {
        self.options = options
        start = range.lowerBound
        end = range.upperBound
        position = range.lowerBound
        floor = range.lowerBound
        block = BlockSearch(base: range.lowerBound)
        search.addresses = options.addresses
        search.links = !options.isGate
        search.layers = options.layers > 0 && !options.isGate && !options.isBinary
    }

    /// The next thing found before `end`, or `nil` when there is none.
    mutating func next(
        _ bytes: Span<UInt8>, _ tables: ScanTables, _ names: inout NameCache, _ secrets: borrowing SecretSet
    ) -> Sighting? {
        while true {
            while let place = block.next() {
                position = place
                if let sighting = look(bytes, tables, &names, secrets) {
                    if !isMask(sighting, bytes) { return taken(sighting, bytes) }
                    pass(to: sighting.range.upperBound, bytes)
                    continue
                }
                if position > place &+ 1, position > floor { block = BlockSearch(base: position) }
            }
            guard block.base &+ block.count < end else { break }
            search.pairs = block.base &+ block.count < max(cookieEnd, setCookieEnd)
            block.advance(
                bytes, end: end, rules: tables.starts, secrets: secrets.starts, search)
        }
        position = end
        return nil
    }

    private func isMask(_ sighting: Sighting, _ bytes: Span<UInt8>) -> Bool {
        switch sighting.action {
        case .remove, .learn: Mask.fills(bytes, sighting.range)
        case .address, .decode, .uncover: false
        }
    }

    /// Goes on behind what was found; a backslash at its end stays, for it belongs to what follows.
    private mutating func taken(_ found: Sighting, _ bytes: Span<UInt8>) -> Sighting {
        // What is to be decoded is passed when that changed it; else it is read as it stands.
        switch found.action {
        case .decode, .uncover: return found
        case .remove, .learn, .address: break
        }
        var stop = found.range.upperBound
        while stop > found.range.lowerBound + 1, bytes[stop - 1] == UInt8(ascii: "\\") { stop -= 1 }
        let sighting = Sighting(range: found.range.lowerBound..<stop, rule: found.rule, action: found.action)
        lastFloor = floor
        pass(to: stop, bytes)
        return sighting
    }

    /// What was found last stays, so it may be part of something else.
    mutating func leave() { floor = lastFloor }

    /// Goes on at a place, with nothing before it looked at again.
    mutating func pass(to place: Int, _ bytes: Span<UInt8>) {
        position = place
        floor = place
        // A word that goes on there begins there now, which only a new look can say.
        let isInside = block.skip(to: place)
        if !isInside || place < end && isAlnum(bytes[place]) { block = BlockSearch(base: place) }
    }

    /// Looks closer at a place; what it passes without a finding it leaves behind `position`.
    private mutating func look(
        _ bytes: Span<UInt8>, _ tables: ScanTables, _ names: inout NameCache, _ secrets: borrowing SecretSet
    ) -> Sighting? {
        switch bytes[position] {
        case UInt8(ascii: "="): return pair(bytes, &names)
        case UInt8(ascii: ":"): return colon(bytes, &names)
        case UInt8(ascii: ","): return argument(bytes, &names)
        case UInt8(ascii: "@"): return email(bytes, width: 1)
        case UInt8(ascii: "%"):
            if bytes.has([52, 48], at: position + 1, end: end) { return email(bytes, width: 3) }
            if let range = TrackShape.match(bytes, position, end) {
                return Sighting(range: range, rule: RulePlace.track, action: .remove)
            }
            if let sighting = layer(bytes, .percent) { return sighting }
        case UInt8(ascii: "<"):
            if let sighting = element(bytes, &names) { return sighting }
        case UInt8(ascii: "&"):
            if bytes.has(Self.escapedTag, at: position, end: end), let sighting = element(bytes, &names) {
                return sighting
            }
            if let sighting = layer(bytes, .entity) { return sighting }
        case UInt8(ascii: "/"):
            let edge = Escape.end(bytes, before: position, floor: floor)
            if let range = LinkTokenShape.match(bytes, position, from: edge, end: end) {
                return Sighting(range: range, rule: RulePlace.link, action: .learn)
            }
            if let sighting = layer(bytes, .base64) { return sighting }
        case UInt8(ascii: "-"):
            if let range = PrivateKeyShape.match(bytes, position, end) {
                return Sighting(range: range, rule: RulePlace.privateKey, action: .remove)
            }
        case UInt8(ascii: "$"):
            if let range = PasswordHashShape.match(bytes, position, end) {
                return Sighting(range: range, rule: RulePlace.hash, action: .remove)
            }
        case UInt8(ascii: "~"):
            if let after = Placeholder.end(bytes, at: position, end: end) {
                pass(to: after, bytes)
                return nil
            }
            if let range = AzureSecretShape.match(bytes, position, floor: floor, end: end) {
                return Sighting(range: range, rule: RulePlace.azure, action: .remove)
            }
        default: return word(bytes, tables, secrets)
        }
        position += 1
        return nil
    }

    /// At the first letter or digit of a run that may be more than a word; passes one byte of it or a token.
    private mutating func word(_ bytes: Span<UInt8>, _ tables: ScanTables, _ secrets: borrowing SecretSet)
        -> Sighting?
    {
        let first = position
        let second = first + 1 < end ? bytes[first + 1] : 0
        let third = first + 2 < end ? bytes[first + 2] : 0
        let hash = BlockSearch.hash(bytes[first], second, third)
        if tables.mayBegin(hash) {
            if let sighting = token(bytes, first, tables, hash) { return sighting }
            cookieOption(bytes)
            if position > first { return nil }
        }
        if isDigit(bytes[first]), let sighting = number(bytes, first) { return sighting }
        if bytes[first] == UInt8(ascii: "i"), let after = AddressShape.tokenEnd(bytes, at: first, end: end) {
            position = after
            return nil
        }
        if !options.isGate, let stop = secrets.end(bytes, at: first, end: end) {
            return Sighting(range: first..<stop, rule: RulePlace.known, action: .remove)
        }
        let isEscape = first > floor && bytes[first - 1] == UInt8(ascii: "\\")
        if let sighting = layer(bytes, isEscape && bytes[first] == UInt8(ascii: "u") ? .unicode : .base64) {
            return sighting
        }
        position = first + 1
        return nil
    }

    private func token(_ bytes: Span<UInt8>, _ first: Int, _ tables: ScanTables, _ hash: Int) -> Sighting? {
        var place = tables.group(hash)
        while let rule = tables.rule(at: place) {
            place += 1
            if options.isGate, !tables.rules[rule].isGated { continue }
            if let range = tables.rules[rule].match(bytes, first, end) {
                return Sighting(range: range, rule: rule, action: .remove)
            }
        }
        return nil
    }

    private func number(_ bytes: Span<UInt8>, _ first: Int) -> Sighting? {
        // A letter before the first digit is the end of an escape.
        let edge = first > floor && isAlnum(bytes[first - 1]) ? first : floor
        if options.addresses, let range = AddressShape.v4(bytes, at: first, from: edge, end: end) {
            return Sighting(range: range, rule: RulePlace.address, action: .address)
        }
        if !options.isBinary, !options.isGate,
            let range = PhoneShape.international(bytes, first, floor: floor, end: end)
        {
            return Sighting(range: range, rule: RulePlace.personal, action: .remove)
        }
        if let range = ChatBotShape.bare(bytes, first, end) {
            return Sighting(range: range, rule: RulePlace.chatBot, action: .remove)
        }
        guard !options.isBinary, let range = CardShape.match(bytes, first, edge, end) else { return nil }
        return Sighting(range: range, rule: RulePlace.card, action: .remove)
    }

    private mutating func colon(_ bytes: Span<UInt8>, _ names: inout NameCache) -> Sighting? {
        let next = position + 1 < end ? bytes[position + 1] : 0
        if next == UInt8(ascii: "/") || next == UInt8(ascii: "\\"),
            let range = UserinfoShape.match(bytes, position, end)
        {
            return Sighting(range: range, rule: RulePlace.userinfo, action: .remove)
        }
        if options.addresses, AddressShape.mayBeV6(bytes, at: position, end: end),
            let range = AddressShape.v6(
                bytes, at: position, from: Escape.end(bytes, before: position, floor: floor), end: end)
        {
            return Sighting(range: range, rule: RulePlace.address, action: .address)
        }
        return pair(bytes, &names)
    }

    private static let escapedTag = Array("&lt;".utf8)

    /// Text of another encoding that shows itself at `position`, once.
    private mutating func layer(_ bytes: Span<UInt8>, _ layer: Layer) -> Sighting? {
        guard search.layers, position >= layerEnd,
            let range = layer.range(bytes, at: position, floor: floor, end: end)
        else { return nil }
        layerEnd = range.upperBound
        return Sighting(range: range, rule: RulePlace.secret, action: .uncover(layer))
    }

    private mutating func email(_ bytes: Span<UInt8>, width: Int) -> Sighting? {
        if !options.isBinary,
            let range = EmailShape.match(
                bytes, position, width, from: Escape.end(bytes, before: position, floor: floor), end: end)
        {
            return Sighting(range: range, rule: RulePlace.email, action: .remove)
        }
        position += 1
        return nil
    }
}
