extension RedactionRule {
    /// Keys of language-model services.
    static let modelKey = RedactionRule(
        "model-key", help: "Removes API keys of Anthropic, OpenAI and Hugging Face.",
        shapes: [
            TokenShape("sk-ant-", 20...256, .base64url),
            TokenShape("sk-proj-", 20...256, .base64url),
            TokenShape("sk-svcacct-", 20...256, .base64url),
            TokenShape("sk-", 32...64, .alnum),
            TokenShape("hf_", 30...64, .alnum),
        ],
        examples: [
            "sk-ant-api03-aB3dE5fG7hJ9kL1mN3pQ": "<model-key>",
            "a sk-learn pipeline": "a sk-learn pipeline",
        ])
}
