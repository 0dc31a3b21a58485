/// A kind of secret: its name, what a person should know about it, and examples that are its test.
package struct RedactionRule: Sendable {
    /// A text before and after; `<id>` stands for a placeholder of that rule.
    package struct Example: Sendable, Hashable {
        package let before: String
        package let after: String
    }

    /// Finds the secret at a place where one of the anchors may begin.
    ///
    /// Takes the bytes, the place and the end of what may be read; gives the range to remove.
    typealias Match = @Sendable (_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Range<Int>?

    /// Lower-case words joined by hyphens; the kind in the placeholder and the rule in the ledger.
    package let id: String
    /// One sentence for people.
    package let help: String
    /// Whether the gate refuses a bundle in which the rule still finds something.
    package let isGated: Bool
    /// Texts that are changed and texts that only look like it.
    package let examples: [Example]
    /// The first bytes of what `match` finds, two at least; empty for rules the scanner calls by name.
    let anchors: [String]
    let match: Match

    /// Describes a rule.
    init(
        _ id: String, help: String, isGated: Bool = true, anchors: [String] = [],
        examples: KeyValuePairs<String, String>, match: @escaping Match = { _, _, _ in nil }
    ) {
        self.id = id
        self.help = help
        self.isGated = isGated
        self.anchors = anchors
        self.examples = examples.map { Example(before: $0, after: $1) }
        self.match = match
    }

    /// Describes a rule for tokens that are known by how they begin.
    init(_ id: String, help: String, shapes: [TokenShape], examples: KeyValuePairs<String, String>) {
        self.init(id, help: help, anchors: shapes.map(\.prefixText), examples: examples) {
            bytes, start, end in
            for shape in shapes {
                if let range = shape.match(bytes, start, end) { return range }
            }
            return nil
        }
    }

    /// Every rule; a rule added at the end is applied, tested, explained and gated with nothing else to do.
    ///
    /// `RulePlace` has the places of those that are called by name.
    package static let all: [RedactionRule] = [
        .password, .namedSecret, .cookie, .authorization, .bearer, .basic, .queryValue, .randomValue,
        .linkToken,
        .userinfo, .jwt, .privateKey, .passwordHash, .card, .email, .personal, .visitorAddress, .logUser,
        .knownSecret, .body,
        .cloudflareToken, .tunnelToken, .awsKey, .githubToken, .gitlabToken, .slackToken, .slackWebhook,
        .stripeKey,
        .modelKey, .googleKey, .sendgridKey, .registryToken, .digitaloceanToken, .shopifyToken, .metaToken,
        .custom, .vaultToken, .hostingToken, .workspaceToken, .paymentKey, .monitoringKey, .mailKey,
        .chatBotToken, .puttyKey, .storedPassword, .track, .element, .azureSecret, .scheme, .spoken,
        .command, .sql, .setting, .call,
    ]
}
