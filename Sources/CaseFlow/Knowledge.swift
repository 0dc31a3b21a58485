import CaseAnalyze
package import CaseFacts
import CaseRedact

/// A rule as `casefile rules` lists it.
package struct ListedRule: Sendable {
    package let id: String
    /// `redact` or `diagnose`.
    package let kind: String
    package let help: String
}

/// Every rule of the program, redaction first.
package func allRules() -> [ListedRule] {
    RedactionRule.all.map { ListedRule(id: $0.id, kind: "redact", help: $0.help) }
        + AnalysisRule.all.map { ListedRule(id: $0.id, kind: "diagnose", help: $0.help) }
}

/// What is known of a finding or an error code.
///
/// - Returns: `nil` when neither is known.
package func explain(_ id: String, facts: Facts) -> String? {
    let name = AnalysisRule.rule(ofFinding: id)?.id ?? id
    if let rule = allRules().first(where: { $0.id == name }) {
        return "\(rule.id) (\(rule.kind))\n    \(rule.help)\n"
    }
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
