extension RedactionRule {
    /// Tokens of package registries.
    static let registryToken = RedactionRule(
        "registry-token", help: "Removes npm and PyPI tokens.",
        shapes: [
            TokenShape("npm_", 36...64, .alnum),
            TokenShape("pypi-", 50...512, .base64url),
        ],
        examples: [
            "npm_aB3dE5fG7hJ9kL1mN3pQ5rS7tU9vW1xY3zA5": "<registry-token>",
            "npm_config_registry": "npm_config_registry",
        ])
}
