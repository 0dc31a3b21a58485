import CaseAnalyze
package import CaseFacts
import CaseRedact

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

/// What is known of a finding or an error code.
///
/// - Returns: `nil` when neither is known.
package func explain(_ id: String, facts: Facts) -> String? {
    let name = AnalysisRule.rule(ofFinding: id)?.id ?? id
    if let rule = allRules(facts: facts).first(where: { $0.id == name }) { return explain(rule) }
    guard let code = Int(id), let fact = facts.error(code) else { return nil }
    var lines = ["\(fact.code) \(fact.title)", "", fact.meaning, ""]
    if !fact.causes.isEmpty { lines += ["Likely causes"] + fact.causes.map { "  - \($0)" } + [""] }
    if !fact.evidence.isEmpty {
        lines += ["Evidence to send"] + fact.evidence.map { "  - \($0.words)" } + [""]
    }
    if !fact.firstChecks.isEmpty {
        lines += ["Check first"] + fact.firstChecks.map { "  - \($0.words)" } + [""]
    }
    if !fact.ownerAction.isEmpty { lines += [fact.ownerAction, ""] }
    lines.append("As of \(fact.asOf), from \(fact.source)")
    return lines.joined(separator: "\n") + "\n"
}

/// A rule with all it says of itself.
private func explain(_ rule: ListedRule) -> String {
    var lines = ["\(rule.id) (\(rule.kind))", "    \(rule.help)"]
    guard let diagnosis = rule.diagnosis else { return lines.joined(separator: "\n") + "\n" }
    lines += [
        "", "Needs", "  - \(diagnosis.needsWords)", "", "Speaks against it", "  - \(diagnosis.against)", "",
    ]
    if !diagnosis.evidenceToAdd.isEmpty {
        lines += ["Evidence to add"] + diagnosis.evidenceToAdd.map { "  - \($0)" } + [""]
    }
    if let source = diagnosis.source {
        lines.append((diagnosis.asOf.map { "As of \($0), from " } ?? "From ") + source)
    } else {
        lines.append("Rests on the evidence of the case alone")
    }
    return lines.joined(separator: "\n") + "\n"
}
