import CaseAnalyze
import CaseFacts
import CaseModel

extension KnownThing {
    init(_ fact: ErrorFact) {
        self.init(id: String(fact.code), kind: "error", title: fact.title, meaning: fact.meaning)
        lists = [
            ("http_statuses", "Comes with HTTP status", fact.httpStatuses.map(String.init)),
            ("causes", "Likely causes", fact.causes),
            ("evidence", "Support asks for", fact.evidence.map(\.words)),
            ("checks", "Check first", fact.firstChecks.map(\.words)),
        ]
        if let category = fact.category {
            lists.insert(
                ("category", "Category", [category + (fact.categoryInferred ? " (inferred)" : "")]), at: 0)
        }
        switch fact.retry {
        case .after(let wait): lists.append(("retry", "Trying again", ["after \(wait.components.seconds) s"]))
        case .never: lists.append(("retry", "Trying again", ["not before something was changed"]))
        case .unknown: break
        }
        action = fact.ownerAction
        (source, asOf) = (fact.source, fact.asOf)
    }

    init(_ fact: CauseFact) {
        self.init(id: fact.id, kind: "cause", title: fact.title, meaning: fact.meaning)
        lists = [
            ("aliases", "Also called", fact.aliases), ("causes", "Likely causes", fact.causes),
            ("evidence", "Support asks for", fact.evidence.map(\.words)),
            ("checks", "Check first", fact.firstChecks.map(\.words)),
        ]
        action = fact.ownerAction
        (source, asOf) = (fact.source, fact.asOf)
    }

    init(_ fact: MessageFact) {
        self.init(
            id: String(fact.code), kind: "message", title: fact.title,
            meaning: "a message of the dashboard or the API about \(fact.product), no error of traffic; "
                + "the same number may mean another thing in another product")
        (source, asOf) = (fact.source, fact.asOf)
    }

    init(_ fact: HeaderFact) {
        let kind =
            switch fact.kind {
            case .response: "a response header"
            case .request: "a request header the origin gets"
            case .trace: "a key of /cdn-cgi/trace"
            }
        self.init(id: fact.name, kind: "header", title: kind, meaning: fact.says)
        lists = [("values", "Known values", fact.values)]
        if fact.isPersonal { action = "Its value is about a visitor." }
        (source, asOf) = (fact.source, fact.asOf)
    }

    init(_ fact: TimeoutFact) {
        self.init(
            id: fact.name, kind: "limit", title: "\(fact.duration.components.seconds) s, \(fact.leg)",
            meaning: fact.says)
        lists = [
            ("older", "Older texts", fact.olderDuration.map { ["\($0.components.seconds) s"] } ?? []),
            ("status", "At the limit", fact.status.map { [String($0)] } ?? []),
        ]
        (source, asOf) = (fact.source, fact.asOf)
    }

    init(_ fact: SizeFact) {
        self.init(
            id: fact.name, kind: "limit", title: "\(fact.byteCount) bytes, \(fact.leg)", meaning: fact.says)
        lists = [
            ("older", "Older texts", fact.olderByteCount.map { ["\($0) bytes"] } ?? []),
            ("status", "At the limit", fact.status.map { [String($0)] } ?? []),
        ]
        (source, asOf) = (fact.source, fact.asOf)
    }

    init(_ fact: RateFact) {
        self.init(
            id: fact.name, kind: "limit",
            title: "\(fact.requests) requests in \(fact.per.components.seconds) s", meaning: fact.says)
        lists = [("status", "At the limit", fact.status.map { [String($0)] } ?? [])]
        (source, asOf) = (fact.source, fact.asOf)
    }

    init(_ playbook: Playbook) {
        self.init(id: playbook.name, kind: "playbook", title: playbook.title, meaning: playbook.says)
        lists = [
            ("evidence", "Support asks for", playbook.asks.map(\.words)),
            ("user_adds", "Only you can add", playbook.userItems.map { "\($0.need): \($0.how)" }),
        ]
        action = "casefile collect --for \(playbook.name) gathers the rest."
        (source, asOf) = (playbook.source, playbook.asOf)
    }

    /// A diagnosis rule, and the error or fault it is about.
    init(_ rule: AnalysisRule, asked: String, _ facts: Facts) {
        self.init(id: rule.id, kind: "finding", title: rule.relevance.words, meaning: rule.help)
        lists = [
            ("needs", "Needs", [rule.needs.words]), ("against", "Speaks against it", [rule.against]),
            ("evidence_to_add", "Evidence to add", rule.asks.map(\.words)),
        ]
        if let known = rule.source.words(facts) { (source, asOf) = (known.source, known.asOf ?? "") }
        let about = rule.id.split(separator: "-").compactMap { Int($0) }.compactMap { facts.error($0) }
        let known: KnownThing? =
            about.first.map { KnownThing($0) }
            ?? (facts.cause(rule.id) ?? facts.cause(asked)).map { KnownThing($0) }
        guard
            let known = known
                ?? (rule.id == "edge-1xxx" ? facts.playbook("1xxx").map { KnownThing($0) } : nil)
        else { return }
        lists +=
            [("about", "About", ["\(known.id) \(known.title): \(known.meaning)"])]
            + known.lists.filter { ["causes", "evidence", "checks"].contains($0.key) }
        action = known.action
        if source.isEmpty { (source, asOf) = (known.source, known.asOf) }
    }
}

extension AnalysisRule.Relevance {
    fileprivate var words: String {
        switch self {
        case .cause: "a finding that names the failure or what is behind it"
        case .lead: "a finding that says where to look"
        case .context: "a finding that helps to read the rest"
        }
    }
}
