import CaseBundle
import CaseFacts
import CaseModel
import CaseRedact
import CaseReport
import JSONBytes

extension Workbench {
    /// Writes the pages and records about the whole case, and closes the list of files.
    ///
    /// - Parameters:
    ///   - analysis: Drawn from `evidence`.
    ///   - name: The bundle's name.
    ///   - madeAt: When the run began.
    ///   - request: What was asked for.
    /// - Returns: What only has to be written down.
    consuming func report(
        _ analysis: Sealed<Analysis>, name: BundleName, madeAt: Timestamp, request: CaseRequest
    ) -> CaseContents {
        add(
            json: Records.findings(analysis.value), at: BundlePath(.findings),
            note: "findings, with citations")
        add(
            json: Records.timeline(analysis.value), at: BundlePath(.timeline),
            note: "everything on one UTC line")
        add(
            json: request.host, at: BundlePath(folder: .host, step: "host", suffix: ".json"), mode: .path,
            note: "the collecting host")
        if let har = probeHAR(evidence, version: request.tool["version"]?.string ?? "") {
            add(
                json: har, at: BundlePath(folder: .http, step: "probes", suffix: ".har"),
                note: "the requests of the probes as a HAR")
        }
        sweep()
        let context = context(analysis.value, name: name, madeAt: madeAt, request: request)
        let text = caseText(evidence, analysis, context)
        let page = reportPage(evidence, analysis, context)
        add(text: text, at: BundlePath(.caseText), note: "this page")
        add(
            text: page, at: BundlePath(.report), mediaType: "text/html", note: "the same as a page to look at"
        )
        sweep()
        add(
            json: Records.redactions(redactor.ledger), at: BundlePath(.redactions),
            note: "what was removed: rule, file, count")
        let head = head(madeAt: madeAt, request: request, missing: context.missing)
        let ledger = redactor.ledger
        return CaseContents(
            name: name, madeAt: madeAt, head: head,
            files: files.map { file in
                BundleFile(
                    path: file.path, content: file.content, mediaType: file.mediaType, step: file.step,
                    redactions: ledger.total(in: file.path))
            },
            evidence: evidence, analysis: analysis, ledger: ledger, policy: request.redaction,
            missing: context.missing)
    }

    private func context(
        _ analysis: Analysis, name: BundleName, madeAt: Timestamp, request: CaseRequest
    ) -> ReportContext {
        let incident = evidence.incident.value
        let given = TicketEvidence(evidence, facts)
        let advice = TicketAdvice(incident, analysis.priority, facts, madeAt: madeAt)
        var context = ReportContext(
            statusPage: facts.support.statusPage, bundleName: name.root, madeAt: madeAt,
            toolVersion: request.tool["version"]?.string ?? "",
            redactionTotal: redactor.ledger.total, ledger: redactor.ledger,
            files: files.map { ($0.path.description, $0.content.byteCount, $0.note) },
            policyLines: (advice.priority + advice.reply).map(\.joined),
            missing: missingItems(incident, given))
        context.advice = advice
        context.playbook = request.playbook
        context.playbookMissing = request.playbook?.missing(incident, given) ?? []
        return context
    }

    private mutating func head(madeAt: Timestamp, request: CaseRequest, missing: [String])
        -> Sealed<JSONValue>
    {
        let steps = evidence.steps.map { Records.stepIndexEntry($0, vantage: vantage) }
        let gaps = evidence.gaps.map { Records.gap($0.value) }
        let editions = facts.editions.map { $0.record }
        let head = JSONValue(members: [
            "made_at": .string(madeAt.description), "tool": request.tool,
            "case": Records.incident(evidence.incident.value), "vantage": .string(vantage),
            "missing": .array(missing.map { .string($0) }), "gaps": .array(gaps),
            "data_editions": .array(editions), "steps": .array(steps),
        ])
        let sealed = redactor.seal(json: head, in: BundlePath(.manifest), .path)
        return redactor.sweep(sealed, in: BundlePath(.manifest))
    }
}

/// A case that only has to be written down.
struct CaseContents {
    let name: BundleName
    let madeAt: Timestamp
    let head: Sealed<JSONValue>
    let files: [BundleFile]
    let evidence: SealedCase
    let analysis: Sealed<Analysis>
    let ledger: Ledger
    /// What the gate lets pass, as the redactor did.
    let policy: RedactionPolicy
    let missing: [String]
}
