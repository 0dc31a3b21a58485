extension RedactionRule {
    /// Long random values of parameters without a telling name.
    static let randomValue = RedactionRule(
        "random", help: "Removes long random values of query parameters.", isGated: false,
        examples: [
            "/a?x=aB3dE5fG7hJ9kL1mN3pQ5r": "/a?x=<random>",
            "/a?x=how-to-fix-error-522-quickly": "/a?x=how-to-fix-error-522-quickly",
            "/a?ray=9f140b785e57c458&z=023e105f4ecef8ad9ca31a8372d0c353":
                "/a?ray=9f140b785e57c458&z=023e105f4ecef8ad9ca31a8372d0c353",
        ])
}
