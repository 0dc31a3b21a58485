extension RedactionRule {
    /// GitLab tokens by prefix.
    static let gitlabToken = RedactionRule(
        "gitlab-token", help: "Removes GitLab access, deploy, runner, trigger, job and feed tokens.",
        shapes: [
            TokenShape("GR1348941", 20...40, .base64url),
            TokenShape("glpat-", 20...128, .base64url),
            TokenShape("gldt-", 20...128, .base64url),
            TokenShape("glrt-", 20...128, .base64url),
            TokenShape("glcbt-", 20...128, .base64url),
            TokenShape("glptt-", 20...128, .base64url),
            TokenShape("gloas-", 20...128, .base64url),
            TokenShape("glft-", 20...128, .base64url),
            TokenShape("glsoat-", 20...128, .base64url),
            TokenShape("glimt-", 20...128, .base64url),
            TokenShape("glagent-", 20...128, .base64url),
            TokenShape("glffct-", 20...128, .base64url),
        ],
        examples: [
            "glpat-ZJeXuywjpJpCBgYwVCBq":
                "<gitlab-token>",
            "glft-sEgEyVWJEEekZzCzzxJ4":
                "<gitlab-token>",
            "glpat-x": "glpat-x",
        ])
}
