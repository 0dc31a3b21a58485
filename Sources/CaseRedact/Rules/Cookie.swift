extension RedactionRule {
    /// Values of cookies; names and attributes stay.
    static let cookie = RedactionRule(
        "cookie", help: "Removes the values of cookies and keeps their names and attributes.",
        anchors: ["b '", "b \"", "b $", "b ^", "b \\", "cookie '", "cookie \"", "cookie=", "cookie $"],
        examples: [
            "> Cookie: sid=abc; theme=dark": "> Cookie: sid=<cookie>; theme=<cookie>",
            "set-cookie: a=b; Path=/; Secure": "set-cookie: a=<cookie>; Path=/; Secure",
            "curl -b 'a=1b; t=2c' x": "curl -b 'a=<cookie>; t=<cookie>' x",
            "a cookie: what it is": "a cookie: what it is",
        ])
}
