import ByteBlocks

extension TextScanner {
    /// At `=` or `:`: a name may stand before it and a secret behind it.
    mutating func pair(_ bytes: Span<UInt8>, _ names: inout NameCache) -> Sighting? {
        let separator = position
        position += 1
        let isEquals = bytes[separator] == UInt8(ascii: "=")
        if isEquals, separator < cookieEnd { return cookieValue(bytes, separator, &names) }
        if isEquals, separator < setCookieEnd, let cookie = joinedCookie(bytes, separator) { return cookie }
        if isEquals, !options.isGate,
            mayBeQuery(bytes, block.nameStart(before: separator) ?? separator, separator),
            let name = queryName(bytes, separator), valueEnd(bytes, from: position) > position
        {
            return queryValue(bytes, name, separator, &names)
        }
        let name = PairShape.name(bytes, before: separator, in: block, floor: floor)
        let user = name?.range ?? separator..<separator
        if !isEquals, let password = userOption(bytes, user, separator) { return password }
        guard let name else { return nil }
        switch names.classify(bytes, name.range) {
        case .cookie: return cookieHeader(bytes, name, separator)
        case .setCookie: return setCookie(bytes, name, separator)
        case .authorization: return authorization(bytes, name, separator)
        case .password: return named(bytes, name, separator, isPassword: true)
        case .secret: return named(bytes, name, separator, isPassword: false)
        case .weak where names.classify(bytes, wide(bytes, name)).isSecret:
            return named(bytes, name, separator, isPassword: false)
        case .weak: return weak(bytes, name, separator)
        case .personal: return phone(bytes, name, separator)
        case .name where isEquals: return formPart(bytes, name, separator, &names)
        case .value where isEquals, .content where isEquals: return field(bytes, name, separator, &names)
        case .value: return listed(bytes, name, separator, &names)
        default: return nil
        }
    }

    private mutating func authorization(_ bytes: Span<UInt8>, _ name: PairShape.Name, _ separator: Int)
        -> Sighting?
    {
        guard let line = PairShape.line(bytes, name, separator, end: end, strict: options.isGate),
            let range = AuthorizationShape.credentials(
                bytes, line, isHeader: name.isQuoted || PairShape.startsLine(bytes, name, floor))
        else { return nil }
        return Sighting(range: range, rule: RulePlace.authorization, action: .learn)
    }

    mutating func named(
        _ bytes: Span<UInt8>, _ name: PairShape.Name, _ separator: Int, isPassword: Bool
    ) -> Sighting? {
        guard !options.isGate,
            let value = PairShape.headerOrValue(bytes, name, separator, floor: floor, end: end),
            PairShape.isPlausible(bytes, value, isPassword: isPassword)
                || (PairShape.isHeader(bytes, name, separator, floor)
                    || isPathParameter(bytes, name, value))
                    && !PairShape.isStopWord(bytes, value.range),
            !Mask.isLabel(bytes, value.range), !isTestResult(bytes, name, value),
            isPassword && value.isQuoted || !Mask.isState(bytes, value.range),
            // urn:oasis:names:tc:SAML:2.0:status
            bytes[separator] != UInt8(ascii: ":") || name.range.lowerBound <= floor
                || bytes[name.range.lowerBound - 1] != UInt8(ascii: ":"),
            Placeholder.end(bytes, at: value.range.lowerBound, end: end) == nil
        else { return nil }
        var range =
            isPassword && !value.isQuoted ? PairShape.grouped(bytes, value.range, end: end) : value.range
        if isPathParameter(bytes, name, value), let query = bytes.first(UInt8(ascii: "?"), in: range) {
            range = range.lowerBound..<query
        }
        guard !range.isEmpty else { return nil }
        return Sighting(
            range: range, rule: isPassword ? RulePlace.password : RulePlace.secret, action: .learn)
    }

    private static let pass = Array("pass".utf8)

    /// `PASS: TestLogin`, `all tests pass: 12`: the short word is said of tests too.
    private func isTestResult(_ bytes: Span<UInt8>, _ name: PairShape.Name, _ value: PairShape.Value) -> Bool
    {
        name.range.count == Self.pass.count && !name.isQuoted && !value.isQuoted
            && bytes.hasIgnoringCase(Self.pass, at: name.range.lowerBound, end: name.range.upperBound)
            && !Drawn.isValue(bytes, value.range, least: 4)
    }

    /// Whether a pair stands in a path, as in `/cart;jsessionid=…` (RFC 3986 §3.3).
    private func isPathParameter(_ bytes: Span<UInt8>, _ name: PairShape.Name, _ value: PairShape.Value)
        -> Bool
    {
        name.range.lowerBound > floor && bytes[name.range.lowerBound - 1] == UInt8(ascii: ";")
            && value.range.count >= 6
    }

    /// `setItem("token", "…")`: a telling name in quotes, a comma, and what looks drawn in quotes that is no name itself.
    mutating func argument(_ bytes: Span<UInt8>, _ names: inout NameCache) -> Sighting? {
        let comma = position
        position += 1
        guard !options.isGate, let name = PairShape.name(bytes, before: comma, in: block, floor: floor),
            name.isQuoted,
            case let kind = names.classify(bytes, name.range), kind.isSecret || kind == .authorization,
            let value = PairShape.value(bytes, name, comma, end: end), value.isQuoted,
            Randomness.looksRandom(bytes, value.range, least: 12), !PairShape.isKey(bytes, value, end: end)
        else { return nil }
        return Sighting(range: value.range, rule: RulePlace.secret, action: .learn)
    }

    /// `- name: DB_PASSWORD`, and on the next line `value: …`, as in lists of variables in YAML.
    private func listed(
        _ bytes: Span<UInt8>, _ name: PairShape.Name, _ separator: Int, _ names: inout NameCache
    ) -> Sighting? {
        guard !options.isGate,
            let announced = PairShape.nameOnLineBefore(bytes, name.range.lowerBound, floor: floor),
            case let kind = names.classify(bytes, announced), kind.isSecret,
            let value = PairShape.value(bytes, name, separator, end: end), value.range.count >= 3,
            Placeholder.end(bytes, at: value.range.lowerBound, end: end) == nil
        else { return nil }
        return Sighting(
            range: value.range, rule: kind == .password ? RulePlace.password : RulePlace.secret,
            action: .learn)
    }

    /// `curl -u user:password`.
    private func userOption(_ bytes: Span<UInt8>, _ name: Range<Int>, _ separator: Int) -> Sighting? {
        guard !options.isGate, PairShape.isUserOption(bytes, name, floor: floor) else { return nil }
        var from = separator + 1
        while from < end, from - separator < 4,
            PairShape.isQuote(bytes[from]) || bytes[from] == UInt8(ascii: "\\")
        {
            from += 1
        }
        var stop = from
        while stop < end, bytes[stop] > 0x20, !"\"'\\`".utf8.contains(bytes[stop]) { stop += 1 }
        let value = from..<stop
        // docker run -u 1000:1000
        let isID =
            bytes.run(of: .digit, from: name.lowerBound, end: value.upperBound) == separator
            && bytes.run(of: .digit, from: value.lowerBound, end: value.upperBound) == value.upperBound
        guard value.count >= 3, !isID, !Placeholder.fills(bytes, value),
            bytes[value.lowerBound] != UInt8(ascii: "$")
        else { return nil }
        return Sighting(range: value, rule: RulePlace.password, action: .learn)
    }

    /// A telephone number behind a name that announces one.
    private func phone(_ bytes: Span<UInt8>, _ name: PairShape.Name, _ separator: Int) -> Sighting? {
        guard !options.isGate, let range = PhoneShape.match(bytes, name, separator, end) else { return nil }
        return Sighting(range: range, rule: RulePlace.personal, action: .remove)
    }

    /// A name with the word before it: `API key: …`.
    private func wide(_ bytes: Span<UInt8>, _ name: PairShape.Name) -> Range<Int> {
        var start = name.range.lowerBound
        guard name.range.count == 3, start > floor + 1, bytes[start - 1] == 0x20 else { return name.range }
        start -= 1
        while start > floor, name.range.lowerBound - start < 24, ByteClass.alnum.contains(bytes[start - 1]) {
            start -= 1
        }
        return start..<name.range.upperBound
    }

    private mutating func weak(_ bytes: Span<UInt8>, _ name: PairShape.Name, _ separator: Int) -> Sighting? {
        guard !options.isGate, var value = PairShape.value(bytes, name, separator, end: end) else {
            return nil
        }
        if options.allQuery, let user = user(bytes, name, value) { return user }
        // A header field may list several: Sec-WebSocket-Protocol: chat, k3Hn8…
        while !Randomness.looksRandom(bytes, value.range, least: 16) {
            let comma = value.range.upperBound
            guard comma < end, bytes[comma] == UInt8(ascii: ","),
                PairShape.isHeader(bytes, name, separator, floor),
                let next = PairShape.value(bytes, name, comma, end: end)
            else { return nil }
            value = next
        }
        return Sighting(range: value.range, rule: RulePlace.secret, action: .learn)
    }

    /// Who was logged in, in a log that says `user=ann`.
    private func user(_ bytes: Span<UInt8>, _ name: PairShape.Name, _ value: PairShape.Value) -> Sighting? {
        guard let word = NameParts(bytes, name.range).joined, NameWords.users.contains(word),
            bytes[value.range.lowerBound] != UInt8(ascii: "-"), !Placeholder.fills(bytes, value.range)
        else { return nil }
        return Sighting(range: value.range, rule: RulePlace.user, action: .remove)
    }

    /// `Content-Disposition: form-data; name="password"`, a blank line, the value (RFC 7578).
    private mutating func formPart(
        _ bytes: Span<UInt8>, _ name: PairShape.Name, _ separator: Int, _ names: inout NameCache
    ) -> Sighting? {
        guard !options.isGate, let field = PairShape.value(bytes, name, separator, end: end), field.isQuoted,
            FormPartShape.isPart(bytes, name.range.lowerBound, floor: floor)
        else { return nil }
        let kind = names.classify(bytes, field.range)
        guard kind.isSecret || kind == .weak || kind == .personal,
            let value = FormPartShape.value(bytes, after: field.range.upperBound, end: end), !value.isEmpty,
            !Placeholder.fills(bytes, value)
        else { return nil }
        return Sighting(
            range: value, rule: kind == .password ? RulePlace.password : RulePlace.secret, action: .learn)
    }

    /// `<input name="csrf_token" value="…">`, in either order.
    private mutating func field(
        _ bytes: Span<UInt8>, _ name: PairShape.Name, _ separator: Int, _ names: inout NameCache
    ) -> Sighting? {
        guard !options.isGate, let value = PairShape.value(bytes, name, separator, end: end),
            !value.range.isEmpty, !Placeholder.fills(bytes, value.range),
            let tag = FormPartShape.tag(bytes, around: value.range, floor: floor, end: end)
        else { return nil }
        let isHidden = [tag.before, tag.after].contains { FormPartShape.isPasswordField(bytes, $0) }
        let field = FormPartShape.name(bytes, in: tag.before) ?? FormPartShape.name(bytes, in: tag.after)
        let kind = isHidden ? .password : field.map { names.classify(bytes, $0) } ?? .none
        guard kind.isSecret || kind == .weak && Randomness.looksRandom(bytes, value.range, least: 16) else {
            return nil
        }
        return Sighting(
            range: value.range, rule: kind == .password ? RulePlace.password : RulePlace.secret,
            action: .learn)
    }
}
