/// What names mean, word by word: `X-Auth-Key`, `x_auth_key` and `xAuthKey` are one name.
enum NameWords {
    /// The class of a name.
    static func classify(_ name: Span<UInt8>, _ range: Range<Int>) -> NameClass {
        if let exact = PackedWord(name, range), let structural = tables.structural[exact] {
            return structural
        }
        let words = NameParts(name, range)
        guard let last = words.last else { return .none }
        if let joined = words.joined, let exact = tables.exact[joined] { return exact }
        if let cookie = sentCookie(words, last) { return cookie }
        if words.begins(with: tables.access) || words.begins(with: tables.signature) { return .secret }
        if tables.cookies.contains(where: words.begins) { return .secret }
        let tells = tables.meanings[last] ?? []
        if words.count > 1, tells.contains(.describing) { return .none }
        let meanings = words.meanings(tables.meanings)
        if meanings.contains(.password) { return .password }
        if meanings.contains(.secret) { return .secret }
        if tells.contains(.key) {
            return words.meanings(tables.meanings, butLast: true).contains(.keyOwner) ? .secret : .none
        }
        if tables.suffixes.contains(where: words.ends) { return .secret }
        if last == tables.authorization { return .authorization }
        if tells.contains(.code) { return meanings.contains(.authority) ? .secret : .none }
        return meanings.contains(.personal) ? .personal : .none
    }

    private static let tables = NameTables(
        structural: structural, exact: exact, suffixes: suffixes,
        meanings: [
            (passwordWords, .password), (secretWords, .secret), (keyOwners, .keyOwner),
            (personalWords, .personal), (describing, .describing), (["key", "keys"], .key),
            (["code"], .code), (["auth", "authorization"], .authority),
        ])

    /// Every word, joined name and ending by which `classify` finds anything, in lower case.
    static let telling: [String] =
        structural.keys.map { $0.lowercased() } + exact.keys + suffixes + passwordWords + secretWords
        + personalWords + keyOwners + cookieNames.compactMap(\.first)
        + ["access", "goog", "key", "keys", "code", "cookies"]

    private static let structural: [String: NameClass] = [
        "headers": .headers, "cookies": .cookies, "queryString": .queryString, "params": .params,
        "content": .content, "postData": .postData, "serverIPAddress": .serverAddress, "name": .name,
        "value": .value, "text": .text, "encoding": .encoding, "mimeType": .mimeType,
        "args": .query, "query": .query, "query_string": .query, "querystring": .query, "search": .query,
        "requestQuery": .query, "raw_query": .query, "qs": .query, "query_params": .query,
        "queryStringParameters": .query,
        "_webSocketMessages": .messages,
        // Where nginx passes requests on to.
        "proxy_pass": .none, "fastcgi_pass": .none, "uwsgi_pass": .none, "scgi_pass": .none,
        "grpc_pass": .none,
        "memcached_pass": .none,
        // As .NET writes them.
        "Headers": .headers, "Cookies": .cookies, "Name": .name, "Value": .value,
    ]

    private static let exact: [String: NameClass] = {
        var exact: [String: NameClass] = [
            "cookie": .cookie, "cookie2": .cookie, "setcookie": .setCookie, "documentcookie": .setCookie,
            "setcookie2": .setCookie, "setcookie3": .setCookie,
            "authorization": .authorization, "proxyauthorization": .authorization,
        ]
        // Signatures of mail servers, published to be checked (RFC 6376, RFC 8617).
        // Hashes of public keys (RFC 7469) are published too.
        let published = ["dkimsignature", "arcmessagesignature", "arcseal", "pinsha256"]
        for name in published { exact[name] = NameClass.none }
        for name in ["securitycode", "socialsecuritynumber"] { exact[name] = .password }
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
        "appsecretproof", "dpop", "rememberme", "aspxauth", "activationkey", "resetcode",
        "grecaptcharesponse", "cfturnstileresponse", "gaid", "xdeviceid", "deviceid",
        "deviceuuid", "deviceidentifier", "androidid", "advertisingid", "idfa", "idfv",
        "visitorid", "xforwardeduser", "xremoteuser", "xauthuser", "xforwardedemail", "xauthrequestuser",
        "xauthrequestemail", "xoriginverify",
        "xoriginauth", "dbpass", "requirepass", "masterauth", "storepass",
        "keypass",
        "presharedkey", "smtppass", "originkey", "hmackey",
    ]

    /// How the names of cookies begin that hold a session or a balancer's choice.
    static let cookieNames = [
        ["wordpress", "logged"], ["wordpress", "sec"], ["asp", "net"], ["bigip", "server"], ["cfuvid"],
        ["cf", "bm"],
        ["cfduid"], ["cflb"], ["cfruid"], ["mod", "auth"],
    ]

    private static let weakNames = [
        "code", "state", "key", "relaystate", "nonce", "opaque", "ticket", "challenge", "verifier", "user",
        "username", "login", "hash", "invite", "invitation", "codechallenge", "sign", "cnonce",
        "googleaccessid",
        "account", "refresh", "verify", "viewstate", "wpnonce", "wsid", "secwebsocketprotocol", "loginhint",
        "uid", "userid", "remoteuser", "authuser",
    ]

    /// Under which logs in JSON keep who was logged in, in lower case, without anything between words.
    static let users = Set(
        [
            "user", "username", "login", "uid", "userid", "remoteuser", "authuser", "clientusername",
            "requestuser", "logicalusername", "principal", "requester",
        ].compactMap { PackedWord($0) })

    /// Who sends the header field a name is of, in names such as `http_cookie`, `resp_Set-Cookie`.
    private static let senders = Set(
        [
            "http", "request", "req", "response", "resp", "sent", "upstream", "downstream", "origin", "proxy",
            "header", "headers",
        ]
        .compactMap { PackedWord($0) })
    private static let fields = Set(["cookie", "cookies"].compactMap { PackedWord($0) })
    private static let set = PackedWord("set")

    /// The class of `http_cookie` and the like.
    private static func sentCookie(_ words: NameParts, _ last: PackedWord) -> NameClass? {
        guard words.count > 1, fields.contains(last), let first = words.words.first, senders.contains(first)
        else { return nil }
        return words.words.contains { $0 == set } ? .setCookie : .cookie
    }

    private static let passwordWords: Set<String> = [
        "password", "passwords", "passwd", "pwd", "pw", "passwort", "kennwort", "senha", "contrasena",
        "wachtwoord",
        "motdepasse", "heslo", "haslo", "userpass", "pass", "passphrase", "passcode", "pin", "otp", "totp",
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
        "client", "functions", "rsa", "aes", "fastly", "preshared", "stripe", "sendgrid", "mailgun", "twilio",
        "openai", "algolia",
    ]

    private static let suffixes = [
        "token", "password", "passwd", "secret", "apikey", "secretkey", "accesskey", "privatekey",
        "sessionid",
        "sessid", "authkey", "credentials",
    ]

    private static let personalWords: Set<String> = [
        "email", "mail", "phone", "telephone", "mobile", "msisdn", "emailaddress", "phonenumber", "tel",
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
        "java", "js", "py", "php", "rb", "kt", "cs", "go", "ts", "file", "filename", "param",
        "supported", "needed", "visible", "strategy", "provider", "class", "icon", "brand", "cache", "reuse",
        "stdin", "encryption", "prompt",
    ]
}
