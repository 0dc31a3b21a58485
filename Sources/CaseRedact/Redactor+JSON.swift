import ByteBlocks
import JSONBytes

extension Redactor {
    /// Rewrites one JSON value; everything but the values that are replaced is copied as it stands.
    ///
    /// Unless `isChecked`, bytes that are no JSON are refused before anything is counted or learned.
    ///
    /// - Returns: `nil` when nothing changes.
    mutating func rewriteJSON(
        _ source: [UInt8], _ place: JSONPlace, _ options: ScanOptions, nesting: Int, isChecked: Bool = true
    ) throws(JSONError) -> [UInt8]? {
        if !isChecked { try Self.check(source.span) }
        var pass = JSONPass(source, options, nesting: nesting)
        try value(&pass, place, depth: 0)
        pass.scanner.skipBlanks(source.span)
        guard pass.scanner.position == source.count else {
            throw JSONError(.trailingBytes, offset: pass.scanner.position)
        }
        return pass.finish()
    }

    /// Checks that bytes are one JSON value, so that nothing is counted or learned in what is none.
    private static func check(_ source: Span<UInt8>) throws(JSONError) {
        var scanner = JSONScanner(position: 0, depthLimit: JSONPass.depthLimit)
        if source.has([0xef, 0xbb, 0xbf], at: 0, end: source.count) { scanner.position = 3 }
        _ = try scanner.value(source)
        scanner.skipBlanks(source)
        guard scanner.position == source.count else {
            throw JSONError(.trailingBytes, offset: scanner.position)
        }
    }

    private mutating func value(_ pass: inout JSONPass, _ place: JSONPlace, depth: Int) throws(JSONError) {
        guard depth < pass.scanner.depthLimit else {
            throw JSONError(.tooDeep, offset: pass.scanner.position)
        }
        switch try pass.peek() {
        case .end: throw JSONError(.unexpectedEnd, offset: pass.scanner.position)
        case .bool, .null: try pass.word()
        case .number:
            let range = try pass.number()
            number(&pass, range, place)
        case .string:
            let range = try pass.string()
            string(&pass, range, place)
        case .array: try array(&pass, place, depth)
        case .object: try object(&pass, place, depth)
        }
    }

    private mutating func array(_ pass: inout JSONPass, _ place: JSONPlace, _ depth: Int) throws(JSONError) {
        try pass.expect("[")
        guard !pass.take("]") else { return }
        var element = place
        if case .pairs(let pairs) = place { element = .pair(pairs) }
        if place == .content || place == .postData { element = .plain }
        if place == .messages { element = .message }
        // Lists of names and values in turn: what looks random behind a telling name goes.
        var follows: JSONPlace?
        repeat {
            let isText = try pass.peek() == .string
            let start = pass.scanner.position
            try value(&pass, isText ? follows ?? element : element, depth: depth + 1)
            follows = isText ? announced(pass, start, place) : nil
        } while pass.take(",")
        try pass.expect("]")
    }

    /// What the string behind the one that was passed is, when that one is a name that announces a secret.
    private mutating func announced(_ pass: JSONPass, _ start: Int, _ place: JSONPlace) -> JSONPlace? {
        let range = start + 1..<pass.scanner.position - 1
        guard (3...40).contains(range.count) else { return nil }
        let kind = names.classify(pass.source.span, range)
        // [["authorization", "…"]]
        if case .pair = place { return paired(place, kind) }
        switch kind {
        case .authorization where holds(UInt8(ascii: " "), pass): return .authorization
        case .password, .secret, .authorization: return .weak
        case .cookie: return holds(UInt8(ascii: "="), pass) ? .cookie : nil
        case .setCookie: return holds(UInt8(ascii: "="), pass) ? .setCookie : nil
        default: return nil
        }
    }

    /// Whether the next element is a text with a byte in it that no name has.
    private func holds(_ byte: UInt8, _ pass: JSONPass) -> Bool {
        var cursor = pass.scanner
        let bytes = pass.source.span
        guard cursor.take(UInt8(ascii: ","), bytes), (try? cursor.peek(bytes)) == .string,
            let text = try? cursor.string(bytes)
        else { return false }
        return bytes.first(byte, in: text) != nil
    }

    private mutating func object(_ pass: inout JSONPass, _ place: JSONPlace, _ depth: Int) throws(JSONError) {
        var members = try JSONMembers(pass, place)
        pass.foresee(members.longest)
        try pass.expect("{")
        guard !pass.take("}") else { return }
        repeat {
            let key = try pass.string()
            members.begin(key, &pass)
            let kind = classify(&pass, key)
            try pass.expect(":")
            try members.look(pass, kind)
            if kind == .text, place == .content, try body(&pass, members) {
                members.end(&pass, drops: false)
                continue
            }
            if members.isBinaryData(pass, key), try message(&pass) {
                members.end(&pass, drops: false)
                continue
            }
            let inner = try child(pass, place, kind, members)
            try value(&pass, inner, depth: depth + 1)
            members.end(&pass, drops: kind == .encoding && place == .content && dropsEncoding(members))
        } while pass.take(",")
        try pass.expect("}")
        members.finish(&pass)
    }

    /// The class of a key, which is cleaned itself when it may hold something.
    private mutating func classify(_ pass: inout JSONPass, _ key: Range<Int>) -> NameClass {
        if pass.hasEscape(key) {
            let decoded = pass.decoded(key)
            string(&pass, key, .plain)
            return names.classify(decoded)
        }
        let kind = names.classify(pass.source.span, key)
        // A name that tells something may be more than a name.
        let name = pass.source.span.run(of: .nameByte, from: key.lowerBound, end: key.upperBound)
        if kind == .none || name < key.upperBound { string(&pass, key, .plain) }
        guard kind == .none, name < key.upperBound else { return kind }
        // "2 cookie": what a reader of text would take for the name.
        var start = key.upperBound
        while start > key.lowerBound, ByteClass.nameByte.contains(pass.source[start - 1]) { start -= 1 }
        let last = names.classify(pass.source.span, start..<key.upperBound)
        return last == .cookie || last == .setCookie || last == .authorization ? last : .none
    }

    /// What the value under a key is.
    private mutating func child(
        _ pass: JSONPass, _ place: JSONPlace, _ kind: NameClass, _ members: JSONMembers
    ) throws(JSONError) -> JSONPlace {
        if pass.options.allQuery, let place = try placeInLog(pass, kind, members) { return place }
        switch kind {
        case .headers: return .pairs(.headers)
        case .cookies: return .pairs(.cookies)
        case .queryString, .params: return .pairs(.query)
        case .content: return .content
        case .postData: return .postData
        case .serverAddress: return .server
        case .messages: return .messages
        case .query: return .form
        case .none where members.isPrivateKeyPart(pass): return .weak
        case .text: return place == .postData && members.isForm ? .form : inherited(place, kind)
        case .value:
            guard let name = try members.pairName(pass) else { return inherited(place, kind) }
            if place == .plain, members.isCookieValue(pass) {
                return paired(.pair(.cookies), names.classify(pass.decoded(name)))
            }
            return paired(place, names.classify(pass.decoded(name)))
        default:
            // {"password": {"type": "string", "minLength": 8}}
            if place == .secret(RulePlace.password), members.isOfSchema(pass) { return .plain }
            return inherited(place, kind)
        }
    }

    /// What the value under a key is in a record of a log.
    private func placeInLog(
        _ pass: JSONPass, _ kind: NameClass, _ members: JSONMembers
    ) throws(JSONError) -> JSONPlace? {
        if members.isUser(pass) { return .secret(RulePlace.user) }
        var scanner = pass.scanner
        // nginx calls a parameter $arg_NAME.
        if members.isArgument(pass) { return .parameter }
        guard kind == .query, try scanner.peek(pass.source.span) != .string else { return nil }
        return .pairs(.query)
    }

    private func inherited(_ place: JSONPlace, _ kind: NameClass) -> JSONPlace {
        if let named = told(by: kind) { return named }
        switch place {
        case .pairs(.cookies): return kind == .kept ? .plain : .secret(RulePlace.cookie)
        case .pairs(.query): return kind == .kept ? .plain : .parameter
        case .secret(let rule)
        where rule == RulePlace.password || rule == RulePlace.user || kind == .value:
            return place
        case .secret, .weak: return .weak
        case .form: return .plain
        default: return .plain
        }
    }

    /// The place of the value of a pair by the pair's name.
    private func paired(_ place: JSONPlace, _ kind: NameClass) -> JSONPlace {
        if kind == .kept { return .plain }
        switch place {
        case .pair(.cookies): return .secret(RulePlace.cookie)
        case .pair(.query):
            if kind == .weak { return .secret(RulePlace.query) }
            if kind == .personal { return .secret(RulePlace.personal) }
            if kind == .cookie || kind == .setCookie || kind == .authorization {
                return .secret(RulePlace.secret)
            }
            return told(by: kind) ?? .parameter
        default: return told(by: kind) ?? inherited(place, .none)
        }
    }

    /// What a value is by the class of its name alone.
    func told(by kind: NameClass) -> JSONPlace? {
        switch kind {
        case .password: .secret(RulePlace.password)
        case .secret: .secret(RulePlace.secret)
        case .weak: .weak
        case .personal: .personal
        case .cookie: .cookie
        case .setCookie: .setCookie
        case .authorization: .authorization
        default: nil
        }
    }

    private mutating func number(_ pass: inout JSONPass, _ range: Range<Int>, _ place: JSONPlace) {
        let rule: Int
        // An error code, say: no secret is a number below zero.
        guard pass.source[range.lowerBound] != UInt8(ascii: "-") else { return }
        switch place {
        case .secret(let named)
        where named == RulePlace.password || named == RulePlace.user || range.count >= 10:
            rule = named
        case .personal where range.count >= 7: rule = RulePlace.personal
        default:
            guard range.count >= 13 else { return }
            var scanner = TextScanner(pass.options, range)
            guard let sighting = scanner.next(pass.source.span, tables, &names, secrets) else { return }
            rule = sighting.rule
        }
        var output: [UInt8] = [UInt8(ascii: "\"")]
        remove(Array(pass.source[range]), rule: rule, learns: false, to: &output)
        output.append(UInt8(ascii: "\""))
        pass.replace(range, with: output)
    }
}
