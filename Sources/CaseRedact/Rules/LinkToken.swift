import ByteBlocks

extension RedactionRule {
    /// Secrets in paths, behind words that announce one.
    static let linkToken = RedactionRule(
        "link-token", help: "Removes random path segments behind words like reset, verify and invite.",
        isGated: false,
        examples: [
            "https://example.com/reset/aB3dE5fG7hJ9kL1m?x=1": "https://example.com/reset/<link-token>?x=1",
            "https://example.com/static/aB3dE5fG7hJ9kL1m.js":
                "https://example.com/static/aB3dE5fG7hJ9kL1m.js",
            "/verify/your-account": "/verify/your-account",
        ])
}

/// Finds secrets in paths.
enum LinkTokenShape {
    private static let words: Set<String> = [
        "reset", "verify", "token", "tokens", "invite", "invitation", "confirm", "confirmation", "hooks",
        "webhook",
        "webhooks", "magic", "unsubscribe", "activate", "password", "login", "share", "auth", "session",
        "sessions",
        "reset-password", "verify-email", "signin", "secret", "download", "incomingwebhook", "webhookb2",
        "password-reset", "password_reset", "reset_password", "magic-link", "magic_link", "magiclink",
        "confirm-email", "activation", "unlock", "accept-invite", "catch",
    ]

    /// The segment behind a slash, when the one before it announces a secret and this one is random.
    static func match(_ bytes: Span<UInt8>, _ slash: Int, from: Int, end: Int) -> Range<Int>? {
        // A number may stand between: /verify-email/19/…
        var slash = slash
        let token = slash
        var number = slash
        while number > from, token - number < 12, isDigit(bytes[number - 1]) { number -= 1 }
        if number < token, number > from, bytes[number - 1] == UInt8(ascii: "/") { slash = number - 1 }
        var start = slash
        while start > from, slash - start < 20,
            isAlnum(bytes[start - 1]) || bytes[start - 1] == UInt8(ascii: "-")
                || bytes[start - 1] == UInt8(ascii: "_")
        {
            start -= 1
        }
        guard slash - start >= 4, start > from, bytes[start - 1] == UInt8(ascii: "/") else { return nil }
        let stop = bytes.run(of: .base64url, from: token + 1, end: end)
        guard stop - token > 16, isToken(bytes, token + 1..<stop),
            words.contains(String(decoding: bytes.copy(start..<slash), as: UTF8.self).lowercased())
        else { return nil }
        // Webhooks have the number of the hook first, and then its secret.
        guard stop < end, bytes[stop] == UInt8(ascii: "/") else { return token + 1..<stop }
        let next = bytes.run(of: .base64url, from: stop + 1, end: end)
        return token + 1..<(next - stop > 16 && isToken(bytes, stop + 1..<next) ? next : stop)
    }

    private static func isToken(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
        Randomness.looksRandom(bytes, range, least: 16)
            || bytes.run(of: .hex, from: range.lowerBound, end: range.upperBound) == range.upperBound
    }
}
