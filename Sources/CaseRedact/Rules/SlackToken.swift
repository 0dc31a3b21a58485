extension RedactionRule {
    /// Slack tokens by prefix.
    static let slackToken = RedactionRule(
        "slack-token", help: "Removes Slack bot, user, app and refresh tokens.",
        shapes: [
            TokenShape("xoxa-", 12...256, .alnumHyphen),
            TokenShape("xoxb-", 12...256, .alnumHyphen),
            TokenShape("xoxp-", 12...256, .alnumHyphen),
            TokenShape("xoxr-", 12...256, .alnumHyphen),
            TokenShape("xoxs-", 12...256, .alnumHyphen),
            TokenShape("xoxe-", 12...256, .alnumHyphen),
            TokenShape("xapp-", 12...256, .alnumHyphen),
        ],
        examples: [
            "xoxb-123456789012-abcdefABCDEF": "<slack-token>",
            "xoxb-": "xoxb-",
        ])
}
