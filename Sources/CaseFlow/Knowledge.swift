import CaseAnalyze
package import CaseFacts
package import CaseModel
import CaseRedact
package import JSONBytes

/// A rule as `casefile rules` lists it.
package struct ListedRule: Sendable {
    package let id: String
    /// `redact` or `diagnose`.
    package let kind: String
    package let help: String
    /// Of a diagnosis, what it is made of; `nil` for a redaction.
    package var diagnosis: Diagnosis?

    /// What a rule of diagnosis needs, doubts, asks for and rests on.
    package struct Diagnosis: Sendable {
        /// `cause`, `lead` or `context`.
        package let relevance: String
        /// Sets of kinds of evidence, one of which has to be there, and the same in words.
        package let needs: [[String]]
        package let needsWords: String
        package let against: String
        package let evidenceToAdd: [String]
        package let source: String?
        package let asOf: String?
    }
}

/// Every rule of the program, redaction first.
package func allRules(facts: Facts) -> [ListedRule] {
    RedactionRule.all.map { ListedRule(id: $0.id, kind: "redact", help: $0.help) }
        + AnalysisRule.all.map { rule in
            let source = rule.source.words(facts)
            return ListedRule(
                id: rule.id, kind: "diagnose", help: rule.help,
                diagnosis: ListedRule.Diagnosis(
                    relevance: "\(rule.relevance)", needs: rule.needs.alternatives.map { $0.map(\.rawValue) },
                    needsWords: rule.needs.words, against: rule.against,
                    evidenceToAdd: rule.asks.map(\.words), source: source?.source, asOf: source?.asOf))
        }
}

/// What is known of a finding, an error, a header, a limit or a playbook.
package struct KnownThing: Sendable {
    /// What it is called.
    package let id: String
    /// `error`, `cause`, `message`, `finding`, `redaction`, `header`, `limit` or `playbook`.
    package let kind: String
    package let title: String
    package var meaning = ""
    /// Titles and their sentences, in the order they are read.
    package var lists: [(key: String, title: String, items: [String])] = []
    package var action = ""
    package var source = ""
    package var asOf = ""

    /// As a person reads it.
    package var text: String {
        // A playbook may be called like the error it is about.
        var lines = ["\(kind == "playbook" ? "--for \(id)" : id)  \(title)", ""]
        if !meaning.isEmpty { lines += [meaning, ""] }
        for list in lists where !list.items.isEmpty {
            lines += [list.title] + list.items.map { "  - \($0)" } + [""]
        }
        if !action.isEmpty { lines += [action, ""] }
        if source.isEmpty, kind == "finding" { lines.append("Rests on the evidence of the case alone.") }
        if !source.isEmpty { lines.append(asOf.isEmpty ? "From \(source)" : "As of \(asOf), from \(source)") }
        while lines.last?.isEmpty ?? false { lines.removeLast() }
        return lines.joined(separator: "\n") + "\n"
    }

    /// The same for programs.
    package var json: JSONValue {
        var members: [JSONValue.Member] = [
            .init("id", .string(id)), .init("kind", .string(kind)), .init("title", .string(title)),
        ]
        func add(_ name: String, _ text: String) {
            if !text.isEmpty { members.append(.init(name, .string(text))) }
        }
        add("meaning", meaning)
        for list in lists where !list.items.isEmpty {
            members.append(.init(list.key, .array(list.items.map { .string($0) })))
        }
        add("action", action)
        add("source", source)
        add("as_of", asOf)
        return .object(members)
    }
}

/// What is known of a finding, an error code or another name; several when a number means several things.
///
/// - Returns: Nothing when the name is not known.
package func explain(_ id: String, facts: Facts) -> [KnownThing] {
    if let code = Int(id) {
        if let fact = facts.error(code) {
            let playbook = facts.playbooks.first { $0.name == id }
            return [KnownThing(fact)] + (playbook.map { [KnownThing($0)] } ?? [])
        }
        return facts.messages.filter { $0.code == code }.map { KnownThing($0) }
    }
    let name = id.lowercased()
    let playbook = facts.playbook(name).map { KnownThing($0) }
    if let rule = AnalysisRule.rule(ofFinding: name) {
        // A finding and a playbook may share a word.
        return [KnownThing(rule, asked: name, facts)] + (playbook.map { [$0] } ?? [])
    }
    if let rule = RedactionRule.all.first(where: { $0.id == name }) {
        return [KnownThing(id: rule.id, kind: "redaction", title: "a redaction rule", meaning: rule.help)]
    }
    if let fact = facts.cause(id) { return [KnownThing(fact)] }
    if let playbook { return [playbook] }
    let headers = facts.headers.filter { $0.name == name }
    if !headers.isEmpty { return headers.map { KnownThing($0) } }
    return facts.timeouts.filter { $0.name == name }.map { KnownThing($0) }
        + facts.sizes.filter { $0.name == name }.map { KnownThing($0) }
        + facts.rates.filter { $0.name == name }.map { KnownThing($0) }
}

/// Names close to one that is not known, at most five, nearest first.
package func namesNear(_ id: String, facts: Facts) -> [String] {
    let names =
        facts.errorCodes.map(String.init) + facts.messages.map { String($0.code) }
        + allRules(facts: facts).map(\.id) + facts.causes.flatMap { [$0.id] + $0.aliases }
        + facts.playbooks.map(\.name)
        + facts.headers.map(\.name) + facts.timeouts.map(\.name) + facts.sizes.map(\.name)
        + facts.rates.map(\.name)
    let wanted = NameDistance(id)
    var seen: Set<String> = []
    return names.filter { seen.insert($0).inserted }
        .map { (wanted.to($0), $0) }.filter { $0.0 <= (id.count < 4 ? 1 : max(2, id.count / 4)) }
        .sorted { ($0.0, $0.1) < ($1.0, $1.1) }.prefix(5).map(\.1)
}

extension DataEdition {
    /// As it stands in a bundle's manifest.
    var record: JSONValue {
        JSONValue(members: [
            "name": .string(name), "as_of": .string(asOf), "source": .string(source),
            "overrides": overrides.isEmpty ? nil : .array(overrides.map { .string($0) }),
        ])
    }

    /// The same with how old it is, for `doctor`.
    package func record(at now: Timestamp) -> JSONValue {
        .object(
            (record.members ?? [])
                + (JSONValue(members: [
                    "fresh_days": freshDays.map { .int($0) }, "age_days": age(at: now).map { .int($0) },
                    "stale": .bool(isStale(at: now)),
                ]).members ?? []))
    }

    /// `support, as of 2026-11, from https://…`.
    package var sentence: String {
        let changes = overrides.isEmpty ? "" : ", says otherwise about \(overrides.joined(separator: ", "))"
        return "\(name), as of \(asOf), from \(source)\(changes)"
    }

    /// What to do about data that is too old.
    package func staleSentence(at now: Timestamp) -> String {
        "the data about \(name) is of \(asOf), \(age(at: now) ?? 0) days ago, and was good for \(freshDays ?? 0) days; "
            + "update casefile, or give newer values with --policy"
    }
}
