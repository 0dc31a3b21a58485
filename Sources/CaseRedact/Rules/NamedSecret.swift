extension RedactionRule {
    /// Values under names of tokens, keys, sessions and signatures.
    static let namedSecret = RedactionRule(
        "secret", help: "Removes values under names like token, secret, session, api_key and signature.",
        isGated: false,
        examples: [
            "\"apiKey\":\"abcdef123\"": "\"apiKey\":\"<secret>\"",
            "> X-Auth-Key: 0a1b2c3d": "> X-Auth-Key: <secret>",
            "cacheKey: abcdef123": "cacheKey: abcdef123",
            "token: the thing you need": "token: the thing you need",
        ])
}
