extension RedactionRule {
    /// What the user's own rules remove; each counts under its own name.
    static let custom = RedactionRule(
        "custom", help: "Removes what the rules of a file given with --rules find.", isGated: false,
        examples: [
            "acme_12345": "acme_12345"
        ])
}
