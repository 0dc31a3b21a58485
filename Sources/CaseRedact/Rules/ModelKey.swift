extension RedactionRule {
    /// Keys of language-model services.
    static let modelKey = RedactionRule(
        "model-key",
        help: "Removes API keys of Anthropic, OpenAI, Hugging Face, Groq, Perplexity and Replicate.",
        shapes: [
            TokenShape("sk-ant-", 20...256, .base64url),
            TokenShape("sk-proj-", 20...256, .base64url),
            TokenShape("sk-svcacct-", 20...256, .base64url),
            TokenShape("sk-", 32...64, .alnum),
            TokenShape("hf_", 30...64, .alnum),
            TokenShape("gsk_", 40...64, .alnum),
            TokenShape("pplx-", 40...64, .alnum),
            TokenShape("r8_", 37...37, .alnum),
        ],
        examples: [
            "sk-ant-api03-e9m83fei8pNM5igsr4MG":
                "<model-key>",
            "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":
                "<model-key>",
            "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":
                "<model-key>",
            "a sk-learn pipeline": "a sk-learn pipeline",
            "gsk_short": "gsk_short",
        ])
}
