package import CaseFacts
package import CaseModel

/// What the support policy says about a case: how urgent it may be called, how soon an answer is due, how to file it.
///
/// Advice for the person who files; nothing in it is part of the evidence.
package struct TicketAdvice: Sendable {
    /// A line of a page: a name of a few letters, empty under another line of the same, and a sentence.
    package struct Line: Sendable, Hashable {
        package let name: String
        package let text: String

        /// The name and the sentence as one text.
        package var joined: String { name.isEmpty ? text : "\(name): \(text)" }
    }

    /// About the priority: what was given, what is suggested, and what it rests on.
    package private(set) var priority: [Line] = []
    /// About the first reply.
    package private(set) var reply: [Line] = []
    /// About how to file.
    package private(set) var filing: [Line] = []

    private let incident: Incident
    private let suggestion: PrioritySuggestion?
    private let facts: Facts
    private let madeAt: Timestamp

    /// - Parameters:
    ///   - incident: What the user said.
    ///   - suggestion: What the evidence shows.
    ///   - facts: The policy.
    ///   - madeAt: When the bundle was made; replies are due so long after.
    package init(_ incident: Incident, _ suggestion: PrioritySuggestion?, _ facts: Facts, madeAt: Timestamp) {
        self.incident = incident
        self.suggestion = suggestion
        self.facts = facts
        self.madeAt = madeAt
        addPriority()
        addReply()
        addChannels()
        addRefusals()
        filing.append(Line(name: "Never send", text: facts.support.neverSend.joined(separator: ", ")))
    }

    /// The given priority, or the suggested one.
    private var urgency: Incident.Priority? { incident.priority ?? suggestion?.priority }

    private mutating func addPriority() {
        say("Priority", incident.priority.map { "\($0.rawValue), given by the user" } ?? "not given")
        guard let suggestion else {
            say("Suggested", "none: nothing was measured")
            guard let given = incident.priority else { return }
            addDefinitions(of: given)
            say("", "\(given.rawValue) rests on the user's word alone; say in the impact what is known")
            return
        }
        let limit = suggestion.limit.map { "; not higher because \($0.words)" } ?? ""
        say("Suggested", suggestion.priority.rawValue + limit)
        addDefinitions(of: suggestion.priority)
        say("", "rests on: " + suggestion.scope.words)
        guard let given = incident.priority, given.rank < suggestion.priority.rank else { return }
        if let fact = facts.priorities[given] {
            say("", "\(given.rawValue), \(fact.policyVersion): \(fact.definition)")
        }
        say("", "\(given.rawValue) is above what this evidence shows; say in the impact what else is known")
    }

    private mutating func say(_ name: String, _ text: String) {
        priority.append(Line(name: name, text: text))
    }

    /// What the chosen edition means by a priority, and the others where they say otherwise.
    private mutating func addDefinitions(of level: Incident.Priority) {
        for (index, policy) in ([facts.support.policy] + facts.support.others).enumerated() {
            guard let fact = policy.priorities[level] else { continue }
            if index > 0, fact.definition == facts.priorities[level]?.definition { continue }
            let label = fact.label.map { " (\($0))" } ?? ""
            say("", "\(level.rawValue)\(label), \(fact.policyVersion): \(fact.definition)")
        }
    }

    private mutating func addReply() {
        guard let plan = incident.plan, let urgency else {
            reply.append(
                Line(
                    name: "Reply due",
                    text: incident.plan == nil
                        ? "depends on the plan (--plan)" : "depends on the priority (--priority)"))
            return
        }
        let chosen = facts.firstResponse(plan: plan, priority: urgency)
        reply.append(Line(name: "Reply due", text: words(chosen, plan, facts.support.policy)))
        for policy in facts.support.others {
            let other = policy.firstResponse(plan: plan, priority: urgency)
            guard other?.hours != chosen?.hours else { continue }
            reply.append(Line(name: "", text: "differs: \(words(other, plan, policy))"))
        }
    }

    private func words(_ target: FirstResponse?, _ plan: Incident.SupportPlan, _ policy: SupportPolicy)
        -> String
    {
        guard let target else { return "no promise for \(plan.rawValue) (\(policy.name))" }
        let due = madeAt.advanced(by: .seconds(target.hours * 3600))
        return
            "\(target.priority.rawValue) on \(plan.rawValue): within \(target.hours) h, by \(due) when filed at once "
            + "(\(target.kind.rawValue), \(target.policyVersion))"
    }

    private mutating func addChannels() {
        guard let plan = incident.plan else {
            let text = "depends on the plan (--plan); look at \(facts.support.statusPage) first"
            filing.append(Line(name: "Channel", text: text))
            return
        }
        let open = facts.channels(plan: plan).filter { $0.availability != .no }
        let hasCases = open.contains(where: \.isCase)
        let topics = facts.support.policy.freeMayFile.joined(separator: ", ")
        let names = open.filter { !$0.isEmergencyPhone || urgency == .p1 }
            .map { $0.availability == .recommended && hasCases ? "\($0.name) (recommended)" : $0.name }
        let rest = hasCases ? "" : "; on this plan a case may be filed only about: \(topics)"
        filing.append(Line(name: "Channel", text: names.joined(separator: ", ") + rest))
        let queue = facts.support.policy.queue
        if let place = queue.firstIndex(of: plan) {
            let text =
                "cases are answered in the order of plans; \(plan.rawValue) is \(place + 1) of \(queue.count)"
            filing.append(Line(name: "", text: text))
        }
        guard urgency == .p1, open.contains(where: \.isEmergencyPhone) else { return }
        for (index, step) in facts.support.phoneSteps.enumerated() {
            filing.append(Line(name: index == 0 ? "By phone" : "", text: "\(index + 1). \(step)"))
        }
    }

    /// Requests in the user's words that support turns down.
    private mutating func addRefusals() {
        for refusal in refusedRequests(incident, facts) {
            filing.append(
                Line(
                    name: "Not done",
                    text: "\(refusal.field) asks for what support does not do: \(refusal.fact.says)"))
            filing.append(Line(name: "", text: "instead: \(refusal.fact.instead) (\(refusal.fact.source))"))
        }
    }
}

extension Incident.Priority {
    /// 0 for the most urgent.
    package var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}
