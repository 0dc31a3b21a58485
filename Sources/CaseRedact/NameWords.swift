/// What names mean, word by word: `X-Auth-Key`, `x_auth_key` and `xAuthKey` are one name.
enum NameWords {
    /// The class of a name.
    static func classify(_ name: [UInt8]) -> NameClass {
        if let structural = structural[String(decoding: name, as: UTF8.self)] { return structural }
        let words = words(name)
        guard let last = words.last else { return .none }
        let joined = words.joined()
        if let exact = exact[joined] { return exact }
        if words.starts(with: ["cf", "access"]) || words.starts(with: ["x", "goog", "signature"]) {
            return .secret
        }
        if words.starts(with: ["x", "amz"]) { return describing.contains(last) ? .none : .secret }
        if words.count > 1, describing.contains(last) { return .none }
        if words.contains(where: passwordWords.contains) { return .password }
        if words.contains(where: secretWords.contains) { return .secret }
        if last == "key" || last == "keys" {
            return words.dropLast().contains(where: keyOwners.contains) ? .secret : .none
        }
        if suffixes.contains(where: joined.hasSuffix) { return .secret }
        if last == "code" {
            return words.contains { $0 == "authorization" || $0 == "auth" } ? .secret : .none
        }
        return words.contains(where: personalWords.contains) ? .personal : .none
    }

    /// Splits at everything but letters and digits and where case changes.
    static func words(_ name: [UInt8]) -> [String] {
        var words: [String] = []
        var word: [UInt8] = []
        var previous: UInt8 = 0
        for byte in name {
            let isUpper = (65...90).contains(byte)
            let turns = isUpper && isAlnum(previous) && !(65...90).contains(previous)
            if !isAlnum(byte) || turns, !word.isEmpty {
                words.append(String(decoding: word, as: UTF8.self))
                word.removeAll(keepingCapacity: true)
            }
            if isAlnum(byte) { word.append(lowered(byte)) }
            previous = byte
        }
        if !word.isEmpty { words.append(String(decoding: word, as: UTF8.self)) }
        return words
    }

    /// Every word, joined name and ending by which `classify` finds anything, in lower case.
    static let telling: [String] =
        structural.keys.map { $0.lowercased() } + exact.keys + suffixes + passwordWords + secretWords
        + personalWords + keyOwners + ["access", "goog", "amz", "key", "keys", "code"]

    private static let structural: [String: NameClass] = [
        "headers": .headers, "cookies": .cookies, "queryString": .queryString, "params": .params,
        "content": .content, "postData": .postData, "serverIPAddress": .serverAddress, "name": .name,
        "value": .value, "text": .text, "encoding": .encoding, "mimeType": .mimeType,
        "args": .query, "query": .query, "query_string": .query, "querystring": .query, "search": .query,
        "remote_user": .logUser, "auth_user": .logUser,
    ]

    private static let exact: [String: NameClass] = {
        var exact: [String: NameClass] = [
            "cookie": .cookie, "cookie2": .cookie, "setcookie": .setCookie, "setcookie2": .setCookie,
            "authorization": .authorization, "proxyauthorization": .authorization,
        ]
        for name in secretNames { exact[name] = .secret }
        for name in weakNames { exact[name] = .weak }
        return exact
    }()

    private static let secretNames = [
        "sid", "sig", "sess", "auth", "oauth", "apikey", "xapikey", "xauthkey", "xauthemail",
        "xauthuserservicekey",
        "xauth", "idtoken", "samlresponse", "samlrequest", "samlart", "saml", "assertion", "codeverifier",
        "authcode",
        "clientassertion", "phpsessid", "jsessionid", "aspnetsessionid", "cfclearance", "awsaccesskeyid",
        "wresult",
        "signedrequest", "privatekeypem", "xclientdata", "masterkey", "sessiondata", "onetimecode",
        "twofactorcode",
        "verificationcode", "recoverycode", "backupcode", "seedphrase", "mnemonic", "hmac", "authdata",
    ]

    private static let weakNames = [
        "code", "state", "key", "relaystate", "nonce", "opaque", "ticket", "challenge", "verifier", "user",
        "username", "login", "hash", "invite", "invitation", "codechallenge", "sign", "cnonce",
        "googleaccessid",
        "account", "loginhint", "uid", "userid",
    ]

    private static let passwordWords: Set<String> = [
        "password", "passwords", "passwd", "pwd", "pass", "passphrase", "passcode", "pin", "otp", "totp",
        "cvv", "cvc",
        "cvv2", "cvc2", "csc", "ssn", "cardnumber", "ccnumber", "ccnum", "creditcard", "card", "pan", "iban",
        "mfa",
    ]

    private static let secretWords: Set<String> = [
        "secret", "secrets", "token", "tokens", "jwt", "csrf", "xsrf", "credential", "credentials", "apikey",
        "session", "sessionid", "sid", "signature", "sig", "bearer", "authtoken", "authenticity",
    ]

    private static let keyOwners: Set<String> = [
        "api", "access", "secret", "private", "auth", "encryption", "signing", "service", "master", "account",
        "app",
        "subscription", "consumer", "license", "licence", "shared", "storage", "admin", "aws", "ssh",
        "deploy",
        "client", "functions", "rsa", "aes",
    ]

    private static let suffixes = [
        "token", "password", "passwd", "secret", "apikey", "secretkey", "accesskey", "privatekey",
        "sessionid",
        "sessid", "authkey", "credentials",
    ]

    private static let personalWords: Set<String> = [
        "email", "mail", "phone", "telephone", "mobile", "msisdn", "emailaddress", "phonenumber",
    ]

    /// Last words of names that are about a secret and hold none: `token_type`, `passwordRequired`.
    private static let describing: Set<String> = [
        "type", "types", "expires", "expiry", "expiration", "ttl", "length", "len", "size", "count", "url",
        "uri",
        "endpoint", "enabled", "disabled", "required", "policy", "strength", "field", "fields", "label",
        "hint",
        "error", "errors", "message", "status", "valid", "in", "at", "issuer", "limit", "max", "min",
        "placeholder",
        "title", "rules", "changed", "duration", "timeout", "storage", "start", "started", "method",
        "algorithm",
        "alg", "version", "format", "family", "present", "exists", "used", "usage", "budget", "path",
        "domain",
        "secure", "only", "description", "mode", "date", "headers", "signedheaders", "age", "affinity",
        "present",
        "supported", "needed", "visible", "strategy", "provider", "class", "icon", "brand", "cache", "reuse",
    ]
}
