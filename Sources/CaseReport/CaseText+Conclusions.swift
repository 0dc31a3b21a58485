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
            for citation in finding.because.prefix(6) {
                page.paragraph(citation.line("because"), indent: 5, hanging: 2)
            }
            for citation in finding.against.prefix(4) {
                page.paragraph(citation.line("but"), indent: 5, hanging: 2)
            }
            for step in finding.nextSteps.prefix(4) { page.paragraph("next: \(step)", indent: 5, hanging: 2) }
            if let source = finding.source {
                let age = finding.asOf.map { ", as of \($0)" } ?? ""
                page.paragraph("source: \(source)\(age)", indent: 5, hanging: 2)
            }
        }
        if findings.count > 8 { page.paragraph("… \(findings.count - 8) more in findings.json") }
    }

    /// Findings that take suspicion away, and what was measured and is in order.
    mutating func ruledOut() {
        let benign = analysis.findings.filter { $0.attribution == .benign }
        let fine = Soundness.sentences(evidence)
        guard !benign.isEmpty || !fine.isEmpty else { return }
        page.heading("CHECKED AND RULED OUT")
        for finding in benign.prefix(6) {
            let files = finding.because.map(\.file).prefix(3).joined(separator: ", ")
            page.paragraph("\(finding.title) (\(finding.confidence.rawValue); \(files))", hanging: 4)
        }
        for sentence in fine { page.paragraph(sentence, hanging: 4) }
    }

    /// Every file: a line each while they are few, else a paragraph for each folder.
    mutating func files() {
        guard !context.files.isEmpty else { return }
        let total = Measure.bytes(context.files.reduce(0) { $0 &+ $1.byteCount })
        page.heading("FILES (\(context.files.count), \(total))")
        if context.files.count <= 24 {
            page.table(
                ["file", "size", "what"],
                context.files.map { [$0.path, Measure.bytes($0.byteCount), $0.note.clipped(44)] })
            return
        }
        var folders: [(name: String, files: [String])] = []
        for file in context.files {
            let parts = file.path.split(separator: "/", maxSplits: 1)
            let folder = parts.count == 2 ? "\(parts[0])/" : ""
            let name = String(parts.last ?? "")
            if let index = folders.firstIndex(where: { $0.name == folder }) {
                folders[index].files.append(name)
            } else {
                folders.append((folder, [name]))
            }
        }
        for folder in folders {
            // A folder of many probes is named by its steps; each has a text and a record.
            let steps = folder.files.count > 6 ? Set(folder.files.map { $0.prefix { $0 != "." } }) : []
            let names =
                steps.isEmpty
                ? folder.files.joined(separator: "  ")
                : "\(folder.files.count) files, text and record of \(steps.count) steps"
            page.field(folder.name, names, column: 15)
        }
    }

    mutating func redaction() {
        page.heading("REDACTION")
        guard context.redactionTotal > 0 else {
            page.paragraph("Every file went through the redactor; it found nothing to remove.")
            return
        }
        page.paragraph(
            "\(Measure.count(context.redactionTotal, "value")) removed before anything was written; by rule and file in "
                + "redactions.json. In their place stands ~kind.code.length~: the same code is the same value in "
                + "every file of this bundle, and no one can turn it back.")
        let rules = CountTable(context.ledger.countsByRule)
        if !rules.rows.isEmpty { page.paragraph(rules.sentence) }
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
        for row in PathRow.rows(evidence)
        where row.record?.reached == true && row.record?.hops.last?.shownLoss == 0 {
            sentences.append("No loss at the target: \(row.record?.tool ?? "path") to \(row.target ?? "?").")
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
