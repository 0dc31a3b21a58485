extension RedactionRule {
    /// GitLab tokens by prefix.
    static let gitlabToken = RedactionRule(
        "gitlab-token", help: "Removes GitLab access, deploy and runner tokens.",
        shapes: [
            TokenShape("glpat-", 20...128, .base64url),
            TokenShape("gldt-", 20...128, .base64url),
            TokenShape("glrt-", 20...128, .base64url),
            TokenShape("glcbt-", 20...128, .base64url),
            TokenShape("glptt-", 20...128, .base64url),
            TokenShape("gloas-", 20...128, .base64url),
        ],
        examples: [
            "glpat-aB3dE5fG7hJ9kL1mN3pQ": "<gitlab-token>",
            "glpat-x": "glpat-x",
        ])
}
