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
    }

    let range: Range<Int>
    let rule: Int
    let action: Action
}

/// One pass over text that finds what may not leave, left to right.
///
/// Escapes of JSON strings, nginx logs and URLs count as borders of words, so the same pass serves text, source code
/// and the inside of JSON strings. The bytes are passed to every call, so this is a plain value.
struct TextScanner {
    let tables: ScanTables
    let options: ScanOptions
    let start: Int
    let end: Int
    var position: Int
    /// Nothing before it is looked at again: it was removed or belongs to something else.
    var floor: Int
    /// Where the last escape ended; a word does not reach over it.
    var edge: Int
    /// Up to here, values of pairs are cookies.
    var cookieEnd = 0

    init(_ tables: ScanTables, _ options: ScanOptions, _ range: Range<Int>) {
        self.tables = tables
        self.options = options
        start = range.lowerBound
        end = range.upperBound
        position = range.lowerBound
        floor = range.lowerBound
        edge = range.lowerBound
    }

    /// The next thing found before `end`, or `nil` when there is none.
    mutating func next(_ bytes: Span<UInt8>, _ names: inout NameCache, _ secrets: borrowing SecretSet)
        -> Sighting?
    {
        var place = position
        while place < end {
            let byte = bytes[place]
            if isAlnum(byte) {
                let second = place &+ 1 < end ? bytes[place &+ 1] : 0
                if tables.mayBegin(byte, second) || secrets.mayBegin(byte, second) {
                    position = place
                    if let sighting = word(bytes, secrets) { return taken(sighting, bytes) }
                    place = position
                }
                while place < end, isAlnum(bytes[place]) { place &+= 1 }
            } else if !ScanTables.isTelling(byte) {
                place &+= 1
            } else {
                position = place
                if let sighting = special(bytes, byte, &names) { return taken(sighting, bytes) }
                place = position
            }
        }
        position = place
        return nil
    }

    /// Goes on behind what was found; a backslash at its end stays, for it belongs to what follows.
    private mutating func taken(_ found: Sighting, _ bytes: Span<UInt8>) -> Sighting {
        // What is to be decoded is passed when that changed it; else it is read as it stands.
        guard found.action != .decode else { return found }
        var stop = found.range.upperBound
        while stop > found.range.lowerBound + 1, bytes[stop - 1] == UInt8(ascii: "\\") { stop -= 1 }
        let sighting = Sighting(range: found.range.lowerBound..<stop, rule: found.rule, action: found.action)
        pass(to: stop)
        return sighting
    }

    /// Goes on at a place, with nothing before it looked at again.
    mutating func pass(to place: Int) {
        position = place
        floor = place
        edge = place
    }

    /// At the first letter or digit of a run that may be more than a word; passes one byte of it or a token.
    private mutating func word(_ bytes: Span<UInt8>, _ secrets: borrowing SecretSet) -> Sighting? {
        let first = position
        let second = first + 1 < end ? bytes[first + 1] : 0
        if let group = tables.group(bytes[first], second), let sighting = token(bytes, first, group) {
            return sighting
        }
        if isDigit(bytes[first]), let sighting = number(bytes, first) { return sighting }
        if bytes[first] == UInt8(ascii: "i"), let after = AddressShape.tokenEnd(bytes, at: first, end: end) {
            position = after
            return nil
        }
        if !options.isGate, let stop = secrets.end(bytes, at: first, end: end) {
            return Sighting(range: first..<stop, rule: tables.ids.known, action: .remove)
        }
        position = first + 1
        return nil
    }

    private func token(_ bytes: Span<UInt8>, _ first: Int, _ group: Int) -> Sighting? {
        for rule in tables.groups[group] {
            if options.isGate, !tables.rules[rule].isGated { continue }
            if let range = tables.rules[rule].match(bytes, first, end) {
                return Sighting(range: range, rule: rule, action: .remove)
            }
        }
        return nil
    }

    private func number(_ bytes: Span<UInt8>, _ first: Int) -> Sighting? {
        if options.addresses, let range = AddressShape.v4(bytes, at: first, from: max(floor, edge), end: end)
        {
            return Sighting(range: range, rule: tables.ids.address, action: .address)
        }
        guard !options.isBinary, let range = CardShape.match(bytes, first, max(floor, edge), end) else {
            return nil
        }
        return Sighting(range: range, rule: tables.ids.card, action: .remove)
    }

    /// At a byte that is neither letter nor digit and may mean something.
    private mutating func special(_ bytes: Span<UInt8>, _ byte: UInt8, _ names: inout NameCache) -> Sighting?
    {
        switch byte {
        case UInt8(ascii: "="): return pair(bytes, &names)
        case UInt8(ascii: ":"): return colon(bytes, &names)
        case UInt8(ascii: "@"): return email(bytes, width: 1)
        case UInt8(ascii: "%"): return percent(bytes)
        case UInt8(ascii: "-"): return hyphen(bytes)
        case UInt8(ascii: "\\"):
            escape(bytes)
            return nil
        case UInt8(ascii: "/"): return slash(bytes)
        case UInt8(ascii: "$"):
            if let range = PasswordHashShape.match(bytes, position, end) {
                return Sighting(range: range, rule: tables.ids.hash, action: .remove)
            }
        case UInt8(ascii: "~"):
            if let after = Placeholder.end(bytes, at: position, end: end) {
                position = after
                floor = after
                edge = after
                return nil
            }
        default: break
        }
        position += 1
        return nil
    }

    private mutating func colon(_ bytes: Span<UInt8>, _ names: inout NameCache) -> Sighting? {
        if let range = UserinfoShape.match(bytes, position, end) {
            return Sighting(range: range, rule: tables.ids.userinfo, action: .remove)
        }
        if options.addresses,
            let range = AddressShape.v6(bytes, at: position, from: max(floor, edge), end: end)
        {
            return Sighting(range: range, rule: tables.ids.address, action: .address)
        }
        return pair(bytes, &names)
    }

    private mutating func email(_ bytes: Span<UInt8>, width: Int) -> Sighting? {
        if !options.isBinary,
            let range = EmailShape.match(bytes, position, width, from: max(floor, edge), end: end)
        {
            return Sighting(range: range, rule: tables.ids.email, action: .remove)
        }
        position += width
        if width > 1 { edge = position }
        return nil
    }

    private mutating func percent(_ bytes: Span<UInt8>) -> Sighting? {
        guard position + 2 < end, hexNibble(bytes[position + 1]) != nil, hexNibble(bytes[position + 2]) != nil
        else {
            position += 1
            return nil
        }
        if bytes[position + 1] == UInt8(ascii: "4"), bytes[position + 2] == UInt8(ascii: "0") {
            return email(bytes, width: 3)
        }
        position += 3
        edge = position
        return nil
    }

    private mutating func hyphen(_ bytes: Span<UInt8>) -> Sighting? {
        if let range = PrivateKeyShape.match(bytes, position, end) {
            return Sighting(range: range, rule: tables.ids.privateKey, action: .remove)
        }
        position += 1
        return nil
    }

    /// Passes a run of backslashes and what it escapes.
    private mutating func escape(_ bytes: Span<UInt8>) {
        while position < end, bytes[position] == UInt8(ascii: "\\") { position += 1 }
        edge = position
        guard position < end else { return }
        let letter = bytes[position]
        let width: Int
        switch letter {
        case UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"), UInt8(ascii: "b"), UInt8(ascii: "f"):
            width = 1
        case UInt8(ascii: "u"):
            width =
                bytes.run(of: .hex, from: position + 1, end: min(end, position + 5)) == position + 5 ? 5 : 0
        case UInt8(ascii: "x"):
            width =
                bytes.run(of: .hex, from: position + 1, end: min(end, position + 3)) == position + 3 ? 3 : 0
        default: width = 0
        }
        guard width > 0 else { return }
        position += width
        edge = position
    }

    private mutating func slash(_ bytes: Span<UInt8>) -> Sighting? {
        if !options.isGate,
            let range = LinkTokenShape.match(bytes, position, from: max(floor, edge), end: end)
        {
            return Sighting(range: range, rule: tables.ids.link, action: .learn)
        }
        position += 1
        return nil
    }
}
