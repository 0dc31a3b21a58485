extension RedactionRule {
    /// Keys of language-model services.
    static let modelKey = RedactionRule(
        "model-key",
        help:
            "Removes API keys of language-model services: Anthropic, OpenAI, Hugging Face, Groq, xAI, OpenRouter and others.",
        shapes: [
            TokenShape("sk-admin-", 20...256, .base64url),
            TokenShape("sk-or-v1-", 64...64, .hex),
            TokenShape("xai-", 70...90, .alnum),
            TokenShape("lsv2_", 30...64, .word),
            TokenShape("nvapi-", 40...80, .base64url),
            TokenShape("pcsk_", 40...90, .word),
            TokenShape("fw_", 24...40, .alnum),
            TokenShape("csk-", 40...64, .alnum),
            TokenShape("tvly-", 32...64, .alnumHyphen),
            TokenShape("e2b_", 40...40, .hex),
            TokenShape("sk_", 48...48, .hex),
            TokenShape("ABSK", 60...256, .base64),
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
