extension RedactionRule {
    /// Secrets that were removed elsewhere in the case and stand here again.
    static let knownSecret = RedactionRule(
        "known-secret", help: "Removes values that stood in a secret's place elsewhere in the case.",
        isGated: false,
        examples: [
            "nothing known": "nothing known"
        ])
}
