extension RedactionRule {
    /// Slack tokens by prefix.
    static let slackToken = RedactionRule(
        "slack-token", help: "Removes Slack bot, user, app and refresh tokens.",
        shapes: [
            TokenShape("xoxe-1-", 60...256, .base64url),
            TokenShape("xoxc-", 40...256, .alnumHyphen),
            TokenShape("xoxd-", 40...256, [.alnum, .hyphen, .base64Mark, .percent]),
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
