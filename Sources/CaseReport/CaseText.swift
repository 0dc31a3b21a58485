package import CaseModel
package import CaseRedact

/// One page of plain text to paste into a ticket, in the order a support engineer reads.
///
/// Gaps come first; then what the ticket form asks for; then what was measured, concluded and packed. Lines are
/// at most 100 columns where words allow, and hold no control character of the evidence.
///
/// - Returns: UTF-8 text that ends in a line feed.
package func caseText(
    _ evidence: SealedCase, _ analysis: Sealed<Analysis>, _ context: ReportContext
) -> String {
    var text = CaseText(
        evidence: evidence, incident: evidence.incident.value, analysis: analysis.value, context: context)
    text.head()
    text.gaps()
    text.priority()
    text.zone()
    text.time()
    text.description()
    text.rays()
    text.exchanges()
    text.names()
    text.paths()
    text.inputs()
    text.findings()
    text.ruledOut()
    text.files()
    text.redaction()
    return text.page.text
}

/// The text of a case in the making; each section is a method.
struct CaseText {
    let evidence: SealedCase
    let incident: Incident
    let analysis: Analysis
    let context: ReportContext
    var page = TextPage()

    mutating func head() {
        if let summary = incident.summary, isSaid(summary) { page.prose(summary, indent: 0, limit: 3) }
        page.paragraph("Evidence for \(incident.zone), collected \(context.madeAt)", indent: 0)
        page.paragraph("by casefile \(context.toolVersion) in \(context.bundleName)", indent: 0)
        page.paragraph("All times are UTC.", indent: 0)
    }

    mutating func gaps() {
        guard !context.missing.isEmpty || !evidence.gaps.isEmpty else { return }
        page.heading("MISSING FROM THIS CASE")
        if !context.missing.isEmpty { page.field("Not given", context.missing.joined(separator: ", ")) }
        for gap in evidence.gaps.prefix(20) {
            page.paragraph("\(gap.value.subject): \(gap.value.reason.clipped(300))", hanging: 4)
        }
        if evidence.gaps.count > 20 {
            page.paragraph("… \(evidence.gaps.count - 20) more, listed in manifest.json")
        }
    }

    mutating func priority() {
        page.heading("PRIORITY AND IMPACT")
        page.field("Priority", incident.priority?.rawValue ?? "not given")
        if let plan = incident.plan { page.field("Plan", plan.rawValue) }
        for line in context.policyLines { page.field("", line) }
        said("Impact", incident.impact)
        if !incident.cc.isEmpty { page.field("Copy to", incident.cc.joined(separator: ", ")) }
    }

    mutating func zone() {
        page.heading("ZONE")
        page.field("Name", incident.zone.description)
        page.field("ID", incident.zoneID?.description ?? "not given")
    }

    mutating func time() {
        page.heading("TIME (UTC)")
        if let window = incident.window {
            page.field("Window", "\(window.start) to \(window.end) (stated with its offset)")
        } else {
            page.field("Window", "not given")
        }
        if let span = EvidenceSpan(evidence) {
            page.field("Measured", "\(span.start) to \(span.end)")
        }
        for log in evidence.logs where log.record.value.summary.firstAt != nil {
            let summary = log.record.value.summary
            let zone = summary.zone.map { ": \($0)" } ?? ""
            page.field("Log times", "\(log.file): \(summary.zoneSource.words)\(zone)")
        }
        said("Frequency", incident.frequency)
        for row in SampleRow.rows(evidence) {
            page.field("", "measured at the \(row.label): \(row.summary.sentence)")
        }
    }

    mutating func description() {
        page.heading("WHAT HAPPENS")
        for url in incident.targets.prefix(10) { page.field("URL", url.description.clipped(300)) }
        if incident.steps.contains(where: isSaid) {
            for (index, step) in incident.steps.prefix(20).enumerated() {
                page.field(index == 0 ? "Steps" : "", "\(index + 1). \(step.clipped(500))")
            }
        } else {
            page.field("Steps", "not given")
        }
        said("Expected", incident.expected)
        said("Actual", incident.actual)
        let errors = incident.errorMessages.filter { isSaid($0) }
        if errors.isEmpty { page.field("Errors", "not given") }
        for (index, error) in errors.prefix(10).enumerated() {
            for (row, line) in error.printableLines.prefix(10).enumerated() {
                page.field(index == 0 && row == 0 ? "Errors" : "", line.clipped(500))
            }
        }
    }

    /// A field a ticket must have: what the person said, line by line, or that nothing was said.
    private mutating func said(_ name: String, _ text: String?) {
        guard let text, isSaid(text) else {
            page.field(name, "not given")
            return
        }
        let lines = text.printableLines
        for (index, line) in lines.prefix(20).enumerated() {
            page.field(index == 0 ? name : "", line.clipped(1000))
        }
        if lines.count > 20 { page.field("", "… \(Measure.count(lines.count - 20, "more line"))") }
    }
}

extension ZoneSource {
    /// How the zone is known, as a clause.
    var words: String {
        switch self {
        case .stated: "zone stated in the file"
        case .given: "zone given by the user"
        case .inferred: "zone inferred from other evidence"
        case .assumed: "no zone known, taken as UTC"
        }
    }
}

/// From the first to the last instant any probe or input has.
struct EvidenceSpan {
    let start: Timestamp
    let end: Timestamp

    /// - Returns: `nil` when nothing has a time.
    init?(_ evidence: SealedCase) {
        var instants: [Timestamp] = []
        for step in evidence.steps where step.observation.value.outcome == .saw {
            let observation = step.observation.value
            instants.append(observation.startedAt)
            instants.append(observation.startedAt.advanced(by: observation.duration))
        }
        for har in evidence.hars {
            instants += [har.record.value.firstAt, har.record.value.lastAt].compactMap(\.self)
        }
        guard let start = instants.min(), let end = instants.max() else { return nil }
        self.start = start
        self.end = end
    }
}
