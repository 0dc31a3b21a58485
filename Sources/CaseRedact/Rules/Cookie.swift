extension RedactionRule {
    /// Values of cookies; names and attributes stay.
    static let cookie = RedactionRule(
        "cookie", help: "Removes the values of cookies and keeps their names and attributes.",
        anchors: [
            "b ", "cookie '", "cookie \"", "cookie=", "cookie $",
            // Options of curl that end in -b when they stand together.
            "sSL", "sLb", "sSb", "Lsb", "svb", "vsb", "kLb", "sLk", "vLb", "skb", "skL", "Lb ", "sb ", "vb ",
            "kb ",
        ],
        examples: [
            "> Cookie: sid=abc; theme=dark": "> Cookie: sid=<cookie>; theme=<cookie>",
            "set-cookie: a=b; Path=/; Secure": "set-cookie: a=<cookie>; Path=/; Secure",
            "curl -b 'a=1b; t=2c' x": "curl -b 'a=<cookie>; t=<cookie>' x",
            "curl -sSLb sid=a1b2 x": "curl -sSLb sid=<cookie> x",
            "tail -b size=10 x": "tail -b size=10 x",
            "a cookie: what it is": "a cookie: what it is",
        ])
}
