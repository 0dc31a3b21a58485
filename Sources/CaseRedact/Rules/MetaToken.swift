extension RedactionRule {
    /// Facebook access tokens.
    static let metaToken = RedactionRule(
        "meta-token", help: "Removes Facebook access tokens.",
        shapes: [
            TokenShape("EAA", 80...512, .alnum),
            TokenShape("IGQ", 100...512, .base64url),
            TokenShape("EAAC", 60...512, .alnum),
            TokenShape("EAAB", 60...512, .alnum),
            TokenShape("EAAG", 60...512, .alnum),
        ],
        examples: [
            "EAACaB3dE5fG7haB3dE5fG7haB3dE5fG7haB3dE5fG7haB3dE5fG7haB3dE5fG7haB3dE5fG7h": "<meta-token>",
            "EAACcount": "EAACcount",
        ])
}
