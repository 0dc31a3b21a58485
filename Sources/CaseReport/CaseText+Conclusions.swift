import CaseModel
import CaseRedact

extension CaseText {
    mutating func findings() {
        page.heading("FINDINGS")
        let findings = analysis.findings.filter { $0.attribution != .benign }
        if findings.isEmpty {
            page.paragraph("No rule matched; the evidence does not say where the cause is.")
        }
        for (index, finding) in findings.prefix(8).enumerated() {
            page.paragraph("\(index + 1). \(finding.title)", hanging: 3)
            page.paragraph(
                "\(finding.attribution.words); confidence: \(finding.confidence.rawValue)", indent: 5)
            // What speaks against it first: a reader must not stop before it.
            for citation in finding.against.prefix(4) {
                page.paragraph(citation.line("but"), indent: 5, hanging: 2)
            }
            more(finding.against.count, beyond: 4, in: "findings.json", indent: 5)
            for citation in finding.because.prefix(6) {
                page.paragraph(citation.line("because"), indent: 5, hanging: 2)
            }
            more(finding.because.count, beyond: 6, in: "findings.json", indent: 5)
            for step in finding.nextSteps.prefix(4) { page.paragraph("next: \(step)", indent: 5, hanging: 2) }
            more(finding.nextSteps.count, beyond: 4, in: "findings.json", indent: 5)
            if let source = finding.source {
                let age = finding.asOf.map { ", as of \($0)" } ?? ""
                page.paragraph("source: \(source)\(age)", indent: 5, hanging: 2)
            }
        }
        more(findings.count, beyond: 8, in: "findings.json")
    }

    /// Findings that take suspicion away, and what was measured and is in order.
    mutating func ruledOut() {
        let benign = analysis.findings.filter { $0.attribution == .benign }
        let fine = Soundness.sentences(evidence)
        guard !benign.isEmpty || !fine.isEmpty else { return }
        page.heading("CHECKED, AND NOT A FAULT")
        for finding in benign.prefix(6) {
            let files = finding.because.map(\.file).prefix(3).joined(separator: ", ")
            page.paragraph("\(finding.title) (\(finding.confidence.rawValue); \(files))", hanging: 4)
        }
        more(benign.count, beyond: 6, in: "findings.json")
        for sentence in fine { page.paragraph(sentence, hanging: 4) }
    }
}

extension Ledger {
    /// Removals by rule, all files together.
    var countsByRule: [String: Int] {
        rows.reduce(into: [:]) { $0[$1.entry.rule, default: 0] += $1.count }
    }
}

extension Finding.Attribution {
    /// Whose side, as a sentence's start.
    var words: String {
        switch self {
        case .origin: "cause at the origin"
        case .edgeConfiguration: "cause in the edge's configuration"
        case .path: "cause on the path"
        case .client: "cause at the client"
        case .benign: "not a fault"
        case .undetermined: "side undetermined"
        }
    }
}

extension Finding.Citation {
    /// The place in the bundle.
    var place: String { pointer.map { "\(file) \($0)" } ?? file }

    func line(_ word: String) -> String { "\(word): \(says) [\(place)]" }
}

/// What was measured and is in order; facts of the evidence, no conclusions.
enum Soundness {
    static func sentences(_ evidence: SealedCase) -> [String] {
        var sentences: [String] = []
        let agreed = NameAnswers.groups(evidence).filter { group in
            group.agree && group.answered.count == group.answers.count && group.answers.count > 1
        }
        if !agreed.isEmpty {
            let types = agreed.map { "\($0.name) \($0.type)" }.prefix(8).joined(separator: ", ")
            sentences.append("All servers asked agree on \(types).")
        }
        var whole: [(target: String, tools: [String])] = []
        for row in PathRow.rows(evidence)
        where row.record?.reached == true && row.record?.hops.last?.shownLoss == 0 {
            let target = (row.leg.map { "the \($0), " } ?? "") + (row.target ?? "?")
            let tool = (row.record?.tool ?? "path") + (row.family.map { " over \($0)" } ?? "")
            if let place = whole.firstIndex(where: { $0.target == target }) {
                whole[place].tools.append(tool)
            } else {
                whole.append((target, [tool]))
            }
        }
        sentences += whole.map { target, tools in
            "No loss at the target, \(target): \(tools.joined(separator: ", "))."
        }
        let accepted = ExchangeRow.rows(evidence).filter { row in
            row.hop == 0 && row.exchange?.tls.map { $0.verifyError == nil && !$0.chain.isEmpty } ?? false
        }
        if !accepted.isEmpty {
            let names = accepted.prefix(8).map(\.step.description).joined(separator: ", ")
            sentences.append("Certificate chain and name accepted: \(names).")
        }
        return sentences
    }
}
