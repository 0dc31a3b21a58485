import ByteBlocks

extension RedactionRule {
    /// What stands behind a telling name without a sign between: options, settings of servers, arguments, variables.
    static let setting = RedactionRule(
        "setting",
        help:
            "Removes values behind telling names and a blank: --api-key x, proxy_set_header X-Auth-Token x, password x.",
        isGated: false,
        anchors: [
            "pass", "Pass", "PASS", "tok", "Tok", "TOK", "secret", "Secret", "SECRET", "key", "Key", "KEY",
            "pwd", "PWD",
            "auth", "Auth", "AUTH", "credential", "session", "requirepass", "masterauth", "storepass",
            "keypass", "hmac",
            "verify", "Verify", "api", "apiT", "client", "access", "jwt", "creds",
        ],
        examples: [
            "mysqldump --password 'Garnet Ember' shop": "mysqldump --password '<setting>' shop",
            "deploy --api-token k3Hn8Kd2Xs": "deploy --api-token <setting>",
            "deploy --db-password GarnetEmber": "deploy --db-password <setting>",
            "proxy_set_header X-Origin-Secret \"k3Hn8Kd2\";":
                "proxy_set_header X-Origin-Secret \"<setting>\";",
            "SetEnv DB_PASSWORD k3Hn8Kd2": "SetEnv DB_PASSWORD <setting>",
            "if ($http_x_origin_secret != \"k3Hn8Kd2\") {": "if ($http_x_origin_secret != \"<setting>\") {",
            "define('DB_PASSWORD', 'k3Hn8Kd2');": "define('DB_PASSWORD', '<setting>');",
            "key = process.env.API_KEY || \"k3Hn8Kd2\"": "key = process.env.API_KEY || \"<setting>\"",
            "machine a login b password k3Hn8Kd2": "machine a login b password <setting>",
            "ENV JWT_SECRET dBJrx42BY2MKWiWX": "ENV JWT_SECRET <setting>",
            "use --password to be asked": "use --password to be asked",
            "docker login --password-stdin shop.test": "docker login --password-stdin shop.test",
            "docker build --secret id=npm1,src=x .": "docker build --secret id=npm1,src=x .",
            "--token-ttl 3600s --token-file /etc/x": "--token-ttl 3600s --token-file /etc/x",
            "proxy_set_header X-Api-Key $http_x_api_key1;": "proxy_set_header X-Api-Key $http_x_api_key1;",
            "ssl_certificate_key /etc/ssl/key1.pem;": "ssl_certificate_key /etc/ssl/key1.pem;",
            "['password', 'password2']": "['password', 'password2']",
        ]
    ) { bytes, start, end in
        SettingShape.match(bytes, start, end)
    }
}

/// Finds the value behind the last word of a name.
private enum SettingShape {
    private static let hyphens = Array("--".utf8), key = Array("key".utf8)
    private static let signs = [
        "!==", "===", "!=", "==", "->", "=>", "||", "??", "<>", "<-", "LIKE ", "like ",
    ].map { Array($0.utf8) }
    /// Words of sentences when they stand alone.
    private static let bare = Set(
        ["pass", "key", "token", "secret", "auth", "session", "pwd", "pw", "jwt"].compactMap {
            PackedWord($0)
        })

    /// What stands behind a name.
    private struct Found {
        let range: Range<Int>
        let isQuoted: Bool
        /// Whether name and value are arguments: `"name", "value"`.
        let isArgument: Bool
        /// Whether the two are compared: `name != "value"`.
        let hasSign: Bool
    }

    static func match(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Range<Int>? {
        let stop = bytes.run(of: .alnum, from: start, end: min(end, start + 40))
        guard stop < end, !ByteClass.nameByte.contains(bytes[stop]) else { return nil }
        var from = start
        while from > 0, start - from < 48, ByteClass.nameByte.contains(bytes[from - 1]) { from -= 1 }
        let isOption = bytes.has(hyphens, at: from, end: start)
        if isOption { from += hyphens.count }
        let name = from..<stop
        // What stands behind the name is looked at first: it tells most of them apart, and costs nothing.
        guard let found = find(bytes, name, end), isTelling(bytes, name, word: start..<stop) else {
            return nil
        }
        let value = found.range
        guard value.count >= 3, Mask.isOpen(bytes, value), !PairShape.isStopWord(bytes, value),
            !Mask.isState(bytes, value)
        else { return nil }
        if isOption {
            let isPassword = NameWords.classify(bytes, name) == .password
            return isGiven(bytes, found, isPassword: isPassword) ? value : nil
        }
        let isVariable = from > 0 && bytes[from - 1] == UInt8(ascii: "$")
        let isBare = NameParts(bytes, name).joined.map { bare.contains($0) } ?? false
        guard found.isArgument || isVariable || !isBare || found.hasSign && found.isQuoted else { return nil }
        guard Drawn.isValue(bytes, value, least: found.isArgument ? 8 : 6),
            bytes.first(UInt8(ascii: ","), in: value) == nil || found.isQuoted,
            // A list of names: 'password', 'password2'.
            !found.isArgument || !NameWords.classify(bytes, value).isSecret
        else { return nil }
        return value
    }

    /// Whether what stands behind an option is its value, and not a word of a sentence about it.
    private static func isGiven(_ bytes: Span<UInt8>, _ found: Found, isPassword: Bool) -> Bool {
        let value = found.range
        guard !"-$".utf8.contains(bytes[value.lowerBound]) else { return false }
        if found.isQuoted { return isPassword || bytes.first(UInt8(ascii: "="), in: value) == nil }
        let word = bytes.run(of: [.lower, .dot, .comma], from: value.lowerBound, end: value.upperBound)
        return isPassword ? word < value.upperBound : Drawn.isValue(bytes, value, least: 6)
    }

    /// Whether a name tells, and its last word does: that of `db-password`, not that of `pass-through`.
    private static func isTelling(_ bytes: Span<UInt8>, _ name: Range<Int>, word: Range<Int>) -> Bool {
        let kind = NameWords.classify(bytes, name)
        guard kind.isSecret || kind == .authorization else { return false }
        guard NameParts(bytes, word).count == 1 else { return true }
        let isKey =
            word.count == key.count && bytes.hasIgnoringCase(key, at: word.lowerBound, end: word.upperBound)
        return isKey || name.count > word.count && (kind == .authorization || word.count == 6)
            || NameWords.classify(bytes, word).isSecret
    }

    private static func find(_ bytes: Span<UInt8>, _ name: Range<Int>, _ end: Int) -> Found? {
        var position = name.upperBound
        let isNameQuoted =
            PairShape.isQuote(bytes[position]) && name.lowerBound > 0
            && bytes[name.lowerBound - 1] == bytes[position]
        if isNameQuoted { position += 1 }
        let isArgument = isNameQuoted && position < end && bytes[position] == UInt8(ascii: ",")
        if isArgument { position += 1 }
        let gap = PairShape.blanks(bytes, position, end)
        guard gap > position || isArgument else { return nil }
        position = gap
        // A command goes on behind a backslash and a line end.
        if position + 1 < end, bytes[position] == UInt8(ascii: "\\"), bytes[position + 1] == 0x0a {
            position = PairShape.blanks(bytes, position + 2, end)
        }
        let sign = signs.first { bytes.has($0, at: position, end: end) }
        if let sign { position = PairShape.blanks(bytes, position + sign.count, end) }
        guard position < end else { return nil }
        if PairShape.isQuote(bytes[position]) {
            let limit = min(end, position + 4096)
            guard let close = bytes.first(bytes[position], in: position + 1..<limit), close > position + 1,
                bytes.first(0x0a, in: position + 1..<close) == nil
            else { return nil }
            return Found(
                range: position + 1..<close, isQuoted: true, isArgument: isArgument, hasSign: sign != nil)
        }
        guard !isArgument, !isNameQuoted else { return nil }
        var stop = position
        while stop < end, stop - position < 4096, bytes[stop] > 0x20,
            !"\"';|)\\&<,".utf8.contains(bytes[stop])
        { stop += 1 }
        // What a colon follows is a name.
        guard stop > position, bytes[stop - 1] != UInt8(ascii: ":") else { return nil }
        return Found(range: position..<stop, isQuoted: false, isArgument: false, hasSign: sign != nil)
    }
}
