extension RedactionRule {
    /// Bodies that are replaced by their size and digest.
    static let body = RedactionRule(
        "body", help: "Replaces binary bodies by their size and digest.", isGated: false,
        examples: [
            "a body": "a body"
        ])
}
