extension RedactionRule {
    /// Values of query parameters that often are credentials; in access logs, of all.
    static let queryValue = RedactionRule(
        "query",
        help: "Removes query values under names like code and state, and every query value in access logs.",
        isGated: false,
        examples: [
            "/cb?code=4x&id=7": "/cb?code=<query>&id=7",
            "#state=abc123": "#state=<query>",
            "?state=open&code=DE": "?state=open&code=DE",
            "error code=522": "error code=522",
        ])
}
