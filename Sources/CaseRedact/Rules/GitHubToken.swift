extension RedactionRule {
    /// GitHub tokens by prefix.
    static let githubToken = RedactionRule(
        "github-token", help: "Removes GitHub personal, OAuth, user, server and refresh tokens.",
        shapes: [
            TokenShape("ghp_", 36...255, .alnum),
            TokenShape("gho_", 36...255, .alnum),
            TokenShape("ghu_", 36...255, .alnum),
            TokenShape("ghs_", 36...255, .alnum),
            TokenShape("ghr_", 36...255, .alnum),
            TokenShape("github_pat_", 40...255, .word),
        ],
        examples: [
            "git clone with ghp_aB3dE5fG7hJ9kL1mN3pQ5rS7tU9vW1xY3zA5": "git clone with <github-token>",
            "ghp_short": "ghp_short",
        ])
}
