extension RedactionRule {
    /// DigitalOcean tokens.
    static let digitaloceanToken = RedactionRule(
        "digitalocean-token", help: "Removes DigitalOcean tokens.",
        shapes: [
            TokenShape("dop_v1_", 40...128, .hex),
            TokenShape("doo_v1_", 40...128, .hex),
            TokenShape("dor_v1_", 40...128, .hex),
        ],
        examples: [
            "dop_v1_0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef": "<digitalocean-token>",
            "dop_v1_none": "dop_v1_none",
        ])
}
