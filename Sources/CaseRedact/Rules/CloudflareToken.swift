extension RedactionRule {
    /// Cloudflare API credentials by their 2026 prefixes, and Origin CA keys.
    static let cloudflareToken = RedactionRule(
        "cloudflare-token", help: "Removes Cloudflare API keys, API tokens and Origin CA keys.",
        shapes: [
            TokenShape("cfk_", 30...128, .base64url),
            TokenShape("cfut_", 30...128, .base64url),
            TokenShape("cfat_", 30...128, .base64url),
            TokenShape("cfoat_", 20...512, .base64url),
            TokenShape("v1.0-", 40...256, .originKey),
        ],
        examples: [
            "token cfut_aB3dE5fG7hJ9kL1mN3pQ5rS7tU9vW1xY3zA5abcd sent": "token <cloudflare-token> sent",
            "v1.0-0123456789abcdef0123456789abcdef0123456789abcdef": "<cloudflare-token>",
            "see cfk_ and v1.0-beta": "see cfk_ and v1.0-beta",
        ])
}
