import ByteBlocks

extension TextScanner {
    /// Opens the stretch in which pairs are cookies; their values are found one by one.
    mutating func cookieHeader(_ bytes: Span<UInt8>, _ name: PairShape.Name, _ separator: Int)
        -> Sighting?
    {
        guard let line = PairShape.line(bytes, name, separator, end: end, strict: options.isGate),
            !line.isEmpty
        else { return nil }
        if bytes[separator] == UInt8(ascii: "="), !PairShape.isQuoted(bytes, separator, end) {
            return named(bytes, name, separator, isPassword: false)
        }
        // Programs send names RFC 6265 does not know: `AMCV_12%40AdobeOrg`, `s[x]`.
        var first = line.lowerBound
        while first < line.upperBound, bytes[first] > 0x20, !"=;\"'<>{".utf8.contains(bytes[first]) {
            first += 1
        }
        guard first > line.lowerBound, first < line.upperBound, bytes[first] == UInt8(ascii: "=") else {
            return nil
        }
        position = line.lowerBound
        cookieEnd = line.upperBound
        // Read anew, for in cookies names of any kind and length count.
        block = BlockSearch(base: position)
        return nil
    }

    /// At `b` of `curl -b 'a=1; b=2'` or `cookie` of `--cookie`: opens the stretch in which pairs are cookies.
    mutating func cookieOption(_ bytes: Span<UInt8>) {
        guard !options.isGate, let range = PairShape.cookieOption(bytes, position, floor: floor, end: end)
        else { return }
        position = range.lowerBound
        cookieEnd = range.upperBound
    }

    mutating func cookieValue(
        _ bytes: Span<UInt8>, _ separator: Int, _ names: inout NameCache
    ) -> Sighting? {
        let stop =
            bytes.first(UInt8(ascii: ";"), in: separator + 1..<max(cookieEnd, separator + 1)) ?? cookieEnd
        var last = stop
        while last > separator + 1, bytes[last - 1] <= 0x20 { last -= 1 }
        // A line end, escaped as in a JSON string.
        while last > separator + 2, bytes[last - 2] == UInt8(ascii: "\\"),
            "nrt".utf8.contains(bytes[last - 1])
        {
            last -= 2
        }
        while last > separator + 1, bytes[last - 1] == UInt8(ascii: "\\") { last -= 1 }
        var from = separator
        while from > floor, bytes[from - 1] > 0x20, bytes[from - 1] != UInt8(ascii: ";") { from -= 1 }
        let value = separator + 1..<last
        let isGone =
            value.isEmpty || isRemoved(bytes, value) || SetCookies.isAttribute(bytes, from..<separator)
        if isGone || names.classify(bytes, from..<separator) == .kept {
            position = max(stop, separator + 1)
            return nil
        }
        return Sighting(range: value, rule: RulePlace.cookie, action: .learn)
    }

    /// Whether a value is a placeholder; for the gate, also one before an escape, which may stand for a blank.
    private func isRemoved(_ bytes: Span<UInt8>, _ value: Range<Int>) -> Bool {
        let backslash = UInt8(ascii: "\\")
        guard options.isGate else { return Placeholder.fills(bytes, value) }
        if bytes[value.lowerBound] == backslash { return true }
        guard let after = Placeholder.end(bytes, at: value.lowerBound, end: value.upperBound) else {
            return false
        }
        return after == value.upperBound || bytes[after] == backslash
    }

    mutating func setCookie(_ bytes: Span<UInt8>, _ name: PairShape.Name, _ separator: Int)
        -> Sighting?
    {
        guard let line = PairShape.line(bytes, name, separator, end: end, strict: options.isGate),
            let value = PairShape.firstCookieValue(bytes, line)
        else { return nil }
        setCookieEnd = max(setCookieEnd, line.upperBound)
        guard !isRemoved(bytes, value) else {
            position = value.upperBound
            return nil
        }
        return Sighting(range: value, rule: RulePlace.cookie, action: .learn)
    }

    /// A further cookie in one Set-Cookie field, which programs join by commas, NUL or line ends.
    func joinedCookie(_ bytes: Span<UInt8>, _ separator: Int) -> Sighting? {
        let name = SetCookies.nameStart(bytes, before: separator, floor: floor)
        guard name < separator, SetCookies.isJoint(bytes, before: name, floor: floor) else { return nil }
        var stop = separator + 1
        while stop < setCookieEnd, bytes[stop] > 0x20, !";,\"\\".utf8.contains(bytes[stop]) { stop += 1 }
        let value = separator + 1..<stop
        guard !value.isEmpty, !isRemoved(bytes, value) else { return nil }
        return Sighting(range: value, rule: RulePlace.cookie, action: .learn)
    }
}
