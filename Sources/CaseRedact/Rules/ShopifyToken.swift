extension RedactionRule {
    /// Shopify tokens.
    static let shopifyToken = RedactionRule(
        "shopify-token", help: "Removes Shopify access tokens and shared secrets.",
        shapes: [
            TokenShape("shpat_", 32...64, .hex),
            TokenShape("shpca_", 32...64, .hex),
            TokenShape("shppa_", 32...64, .hex),
            TokenShape("shpss_", 32...64, .hex),
        ],
        examples: [
            "shpat_0123456789abcdef0123456789abcdef": "<shopify-token>",
            "shpat_x": "shpat_x",
        ])
}
