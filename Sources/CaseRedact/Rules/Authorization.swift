extension RedactionRule {
    /// Credentials in Authorization and Proxy-Authorization (RFC 9110 §11).
    static let authorization = RedactionRule(
        "authorization", help: "Removes credentials after Authorization and keeps the scheme.",
        examples: [
            "authorization: Bearer abc": "authorization: Bearer <authorization>",
            "Proxy-Authorization: s3cr3t": "Proxy-Authorization: <authorization>",
            "an authorization: for what": "an authorization: for what",
        ])
}
