extension RedactionRule {
    /// The authenticated user of an access-log line.
    static let logUser = RedactionRule(
        "user", help: "Removes the user name in access logs.", isGated: false,
        examples: [
            "user joe": "user joe"
        ])
}
