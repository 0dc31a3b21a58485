extension RedactionRule {
    /// The path of a Slack webhook, which is all its holder needs.
    static let slackWebhook = RedactionRule(
        "slack-webhook", help: "Removes the secret path of Slack webhook addresses.",
        anchors: ["hooks.slack.com"],
        examples: [
            "https://hooks.slack.com/services/T0AAAAAAA/B0BBBBBBB/aB3dE5fG7hJ9kL1mN3pQ":
                "https://hooks.slack.com/services/<slack-webhook>",
            "https://hooks.slack.com/docs": "https://hooks.slack.com/docs",
        ]
    ) { bytes, start, end in
        let paths = ["services", "workflows", "triggers"].map { Array("hooks.slack.com/\($0)/".utf8) }
        guard let prefix = paths.first(where: { bytes.has($0, at: start, end: end) }) else { return nil }
        let from = start + prefix.count
        let stop = bytes.run(of: [.word, .slash], from: from, end: end)
        return stop - from >= 20 ? from..<stop : nil
    }
}
