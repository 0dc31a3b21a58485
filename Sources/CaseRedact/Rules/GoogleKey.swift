extension RedactionRule {
    /// Google API keys, OAuth tokens and client secrets.
    static let googleKey = RedactionRule(
        "google-key", help: "Removes Google API keys, OAuth access and refresh tokens and client secrets.",
        shapes: [
            TokenShape("AIza", 35...35, .base64url),
            TokenShape("ya29.", 20...2048, .base64urlDot),
            TokenShape("GOCSPX-", 20...64, .base64url),
            TokenShape("1//0", 30...512, .base64url),
        ],
        examples: [
            "ya29.aB3dE5fG7hJ9kL1mN3pQ5r": "<google-key>",
            "AIza is a prefix": "AIza is a prefix",
        ])
}
