extension RedactionRule {
    /// Values of cookies; names and attributes stay.
    static let cookie = RedactionRule(
        "cookie", help: "Removes the values of cookies and keeps their names and attributes.",
        examples: [
            "> Cookie: sid=abc; theme=dark": "> Cookie: sid=<cookie>; theme=<cookie>",
            "set-cookie: a=b; Path=/; Secure": "set-cookie: a=<cookie>; Path=/; Secure",
            "a cookie: what it is": "a cookie: what it is",
        ])
}
