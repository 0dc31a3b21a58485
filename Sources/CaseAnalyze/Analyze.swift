package import CaseFacts
package import CaseModel
package import CaseRedact

/// Draws conclusions from the evidence of a case; the same evidence and time give the same analysis.
///
/// - Parameters:
///   - evidence: Everything gathered, sealed.
///   - facts: What is known about the CDN.
///   - now: The time certificates are judged by.
/// - Returns: Findings with the most telling first, what happened in order of time, the Ray IDs that stand in
///   more than one place, the way of each request that matters, and what was set aside as harmless.
package func analyze(_ evidence: SealedCase, facts: Facts, now: Timestamp) -> Analysis {
    let view = EvidenceView(evidence, now: now)
    var analysis = Analysis()
    analysis.findings = findings(view, facts)
    analysis.timeline = timeline(view)
    analysis.rayJoins = rayJoins(view)
    analysis.correlation = correlation(view)
    analysis.setAside = setAside(view, facts)
    analysis.priority = prioritySuggestion(view, analysis.findings)
    analysis.statusPage = view.statusPageWords
    return analysis
}

/// Every rule's findings: what is behind the failure first, then the surer, then the rule that stands first.
private func findings(_ view: EvidenceView, _ facts: Facts) -> [Finding] {
    var ranked: [(rank: [Int], finding: Finding)] = []
    for (place, rule) in AnalysisRule.all.enumerated() {
        for (index, finding) in rule.findings(view, facts).enumerated() {
            let confidence = Finding.Confidence.allCases.firstIndex(of: finding.confidence) ?? 0
            ranked.append(([rule.relevance.rawValue, -confidence, place, index], finding))
        }
    }
    return ranked.sorted { $0.rank.lexicographicallyPrecedes($1.rank) }.map(\.finding)
}
