import ByteBlocks

extension TextScanner {
    /// Whether the byte before the run of name bytes that begins at `from` can stand in or before a parameter's name.
    @inline(__always)
    func mayBeQuery(_ bytes: Span<UInt8>, _ from: Int, _ separator: Int) -> Bool {
        guard from > floor else { return options.form }
        switch bytes[from - 1] {
        case UInt8(ascii: "?"), UInt8(ascii: "&"), UInt8(ascii: "#"), UInt8(ascii: ";"), UInt8(ascii: "%"),
            UInt8(ascii: "$"), UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "\\"):
            return true
        default:
            // The run reaches out of the block, or is longer than a look at it.
            return from == separator && separator > floor && ByteClass.nameByte.contains(bytes[from - 1])
        }
    }

    /// The name of a query parameter that ends at `separator`: behind `?`, `&` or `#`, or first in a form.
    func queryName(_ bytes: Span<UInt8>, _ separator: Int) -> Range<Int>? {
        var from = separator
        while from > floor, separator - from < 128 {
            let byte = bytes[from - 1]
            switch byte {
            case UInt8(ascii: "?"), UInt8(ascii: "&"), UInt8(ascii: "#"):
                return from < separator ? from..<separator : nil
            case UInt8(ascii: ";"):
                // "&amp;" in HTML.
                let isEntity = from - 5 >= floor && bytes.has(Array("&amp".utf8), at: from - 5, end: from)
                return isEntity && from < separator ? from..<separator : nil
            case UInt8(ascii: "%"), UInt8(ascii: "$"), UInt8(ascii: "["), UInt8(ascii: "]"),
                UInt8(ascii: "_"),
                UInt8(ascii: "-"), UInt8(ascii: "."):
                from -= 1
            case UInt8(ascii: "\\"):
                // "\u0026" in JSON.
                let isEscape = bytes.has(Array("u0026".utf8), at: from, end: separator)
                return isEscape && from + 5 < separator ? from + 5..<separator : nil
            default:
                guard isAlnum(byte) else { return nil }
                from -= 1
            }
        }
        return options.form && from == start && from < separator ? from..<separator : nil
    }

    /// Judges the value behind the name of a parameter.
    mutating func queryValue(
        _ bytes: Span<UInt8>, _ name: Range<Int>, _ separator: Int, _ names: inout NameCache
    ) -> Sighting? {
        let value = separator + 1..<valueEnd(bytes, from: separator + 1)
        guard !value.isEmpty else { return nil }
        // Behind it goes on what stood behind the value in a log.
        if options.allQuery, let after = Placeholder.end(bytes, at: value.lowerBound, end: value.upperBound) {
            position = after
            return nil
        }
        if Placeholder.fills(bytes, value) {
            position = value.upperBound
            return nil
        }
        let isEncoded = bytes.first(UInt8(ascii: "%"), in: name) != nil
        let kind = isEncoded ? names.classify(Percent.decoded(bytes.copy(name))) : names.classify(bytes, name)
        switch kind {
        case .password: return Sighting(range: value, rule: RulePlace.password, action: .learn)
        case .secret, .authorization, .cookie, .setCookie:
            return Sighting(range: value, rule: RulePlace.secret, action: .learn)
        case .weak:
            if isChoice(bytes, name, value) { return nil }
            return Sighting(range: value, rule: RulePlace.query, action: .learn)
        case .personal: return Sighting(range: value, rule: RulePlace.personal, action: .remove)
        case .kept: return nil
        default: return plainValue(bytes, name, value)
        }
    }

    /// Whether a parameter that may be a credential is one of few choices, or the hash of an asset: `state=open`.
    private func isChoice(_ bytes: Span<UInt8>, _ name: Range<Int>, _ value: Range<Int>) -> Bool {
        guard !options.allQuery else { return false }
        if isVersion(bytes, name) { return true }
        let isOpen = ["code", "state", "key", "sign"].contains {
            $0.utf8.count == name.count
                && bytes.hasIgnoringCase(Array($0.utf8), at: name.lowerBound, end: name.upperBound)
        }
        let letters = bytes.run(
            of: [.letter, .hyphen, .underscore], from: value.lowerBound, end: value.upperBound)
        return isOpen && value.count <= 12 && letters == value.upperBound
    }

    /// A value whose name says nothing.
    private func plainValue(_ bytes: Span<UInt8>, _ name: Range<Int>, _ value: Range<Int>) -> Sighting? {
        if options.allQuery, !bytes.isShortNumber(value) {
            return Sighting(range: value, rule: RulePlace.query, action: .remove)
        }
        if looksRandom(bytes, value), !isVersion(bytes, name) {
            return Sighting(range: value, rule: RulePlace.random, action: .learn)
        }
        guard options.decodes, holdsEncoding(bytes, value) else { return nil }
        return Sighting(range: value, rule: RulePlace.random, action: .decode)
    }

    private func looksRandom(_ bytes: Span<UInt8>, _ value: Range<Int>) -> Bool {
        guard value.count >= 20 else { return false }
        guard bytes.first(UInt8(ascii: "%"), in: value) != nil else {
            return Randomness.looksRandom(bytes, value, least: 20)
        }
        let plain = Percent.decoded(bytes.copy(value))
        return Randomness.looksRandom(plain.span, 0..<plain.count, least: 20)
    }

    /// Names under which build tools put hashes of assets.
    private func isVersion(_ bytes: Span<UInt8>, _ name: Range<Int>) -> Bool {
        let names = ["v", "ver", "version", "hash", "rev", "build", "commit", "sha", "cb", "etag", "ray"]
        return names.contains {
            bytes.hasIgnoringCase(Array($0.utf8), at: name.lowerBound, end: name.upperBound)
                && $0.utf8.count == name.count
        }
    }

    /// Whether a value holds encoded characters that may hide a pair, a text in quotes or an address.
    private func holdsEncoding(_ bytes: Span<UInt8>, _ value: Range<Int>) -> Bool {
        for index in value where bytes[index] == UInt8(ascii: "%") {
            guard index + 2 < value.upperBound, let high = hexNibble(bytes[index + 1]),
                let low = hexNibble(bytes[index + 2])
            else { continue }
            // A line end, a blank, + / % = @ : " and letters or digits, which nobody encodes without a purpose.
            let byte = high << 4 | low
            if isAlnum(byte) { return true }
            switch byte {
            case 0x0a, 0x20, 0x2b, 0x2f, 0x25, 0x3d, 0x40, 0x3a, 0x22: return true
            default: continue
            }
        }
        return false
    }

    /// Where a parameter's value ends in any text a URL may stand in.
    func valueEnd(_ bytes: Span<UInt8>, from start: Int) -> Int {
        var position = start
        // Some servers escape no quote: ?q="text"
        let beginsQuoted =
            options.allQuery && start + 1 < end && bytes[start] == UInt8(ascii: "\"")
            && isAlnum(bytes[start + 1])
        if beginsQuoted {
            position = min(end, (bytes.first(UInt8(ascii: "\""), in: start + 1..<end) ?? end) + 1)
        }
        while position < end {
            switch bytes[position] {
            case 0...0x20, UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "<"), UInt8(ascii: ">"),
                UInt8(ascii: "&"), UInt8(ascii: "#"), UInt8(ascii: "`"), UInt8(ascii: ")"), UInt8(ascii: "]"),
                UInt8(ascii: "}"):
                return position
            case UInt8(ascii: "\\"):
                // "\/" is a slash that JSON escaped; nginx writes \x22 and Apache \" where a quote was asked for.
                guard position + 1 < end else { return position }
                if bytes[position + 1] == UInt8(ascii: "/") {
                    position += 2
                } else if options.allQuery, bytes[position + 1] == UInt8(ascii: "x"), position + 3 < end {
                    position += 4
                } else if options.allQuery, position + 2 < end, bytes[position + 1] == UInt8(ascii: "\""),
                    isAlnum(bytes[position + 2])
                {
                    position += 2
                } else {
                    return position
                }
            default: position += 1
            }
        }
        return position
    }
}
