package import CaseModel
package import CaseRedact

/// One page of plain text to paste into a ticket, in the order a support engineer reads.
///
/// The head names the gaps; then comes what the ticket form asks for in the form's order, what was concluded and ruled
/// out, what is missing, what was measured, and what is packed. Lines are at most 100 columns where words allow, hold
/// no control character of the evidence, and are 150 at most: what is cut is counted and said.
///
/// - Returns: UTF-8 text that ends in a line feed.
package func caseText(
    _ evidence: SealedCase, _ analysis: Sealed<Analysis>, _ context: ReportContext
) -> String {
    var text = CaseText(
        evidence: evidence, incident: evidence.incident.value, analysis: analysis.value, context: context)
    text.add(floor: 12, rank: 0, rest: "manifest.json") { $0.head() }
    text.add(floor: 16, rank: 3, rest: "report.html") { $0.priority() }
    text.add(floor: 3, rank: 0, rest: "manifest.json") { $0.zone() }
    text.add(floor: 8, rank: 4, rest: "report.html") { $0.time() }
    text.add(floor: 17, rank: 2, rest: "report.html") { $0.description() }
    text.add(floor: 7, rank: 5, rest: "timeline.json and the HAR") { $0.rays() }
    text.add(floor: 19, rank: 1, rest: "findings.json and report.html") { $0.findings() }
    text.add(floor: 4, rank: 9, rest: "findings.json") { $0.ruledOut() }
    text.add(floor: 8, rank: 6, rest: "manifest.json") { $0.gaps() }
    text.add(floor: 6, rank: 7, rest: "http/ and report.html") { $0.exchanges() }
    text.add(floor: 4, rank: 8, rest: "dns/ and report.html") { $0.names() }
    text.add(floor: 4, rank: 10, rest: "path/ and report.html") { $0.paths() }
    text.add(floor: 4, rank: 11, rest: "har/ and logs/") { $0.inputs() }
    text.add(floor: 4, rank: 13, rest: "manifest.json") { $0.files() }
    text.add(floor: 2, rank: 14, rest: "redactions.json") { $0.redaction() }
    text.add(floor: 2, rank: 15, rest: "manifest.json") { $0.collaborators() }
    text.add(floor: 8, rank: 12, rest: "casefile ticket lint") { $0.filing() }
    let lines = PageFitting(text.sections, limit: CaseText.lineLimit).lines
    return lines.map { $0 + "\n" }.joined()
}

/// The text of a case in the making; each section is a method.
struct CaseText {
    /// One page: more is not read.
    static let lineLimit = 150

    let evidence: SealedCase
    let incident: Incident
    let analysis: Analysis
    let context: ReportContext
    /// The section in the making.
    var page = TextPage()
    private(set) var sections: [PageSection] = []

    /// Makes a section and keeps it apart, to be cut with the others.
    mutating func add(floor: Int, rank: Int, rest: String, _ make: (inout CaseText) -> Void) {
        page = TextPage()
        make(&self)
        sections.append(PageSection(lines: page.lines, floor: floor, rank: rank, rest: rest))
    }

    /// Says how many of a list the section leaves out, and where they are.
    mutating func more(_ count: Int, beyond shown: Int, in place: String, indent: Int = 4) {
        page.more(count - shown, in: place, indent: indent)
    }

    mutating func head() {
        if let summary = incident.summary, isSaid(summary) { page.paragraph(summary.clipped(300), indent: 0) }
        page.paragraph("Evidence for \(incident.zone), collected \(context.madeAt)", indent: 0)
        page.paragraph("by casefile \(context.toolVersion) in \(context.bundleName)", indent: 0)
        page.paragraph("All times are UTC.", indent: 0)
        lacking("Not gathered", evidence.gaps.map(\.value.subject))
        lacking("Not given", context.missing)
    }

    /// A line of the head for what is not there, so that nobody overlooks it.
    private mutating func lacking(_ word: String, _ subjects: [String]) {
        guard !subjects.isEmpty else { return }
        let more = subjects.count > 5 ? ", and \(subjects.count - 5) more" : ""
        let shown = subjects.prefix(5).map { $0.clipped(40) }.joined(separator: ", ")
        page.paragraph("\(word): \(shown)\(more) (see MISSING)", indent: 0, hanging: 4)
    }

    mutating func zone() {
        page.heading("ZONE")
        page.field("Name", incident.zone.description)
        page.field("ID", incident.zoneID?.description ?? "not given")
        if let words = ServiceRow.zoneSentence(evidence) { page.field("By the API", words.clipped(600)) }
    }

    mutating func time() {
        page.heading("TIME (UTC)")
        if let window = incident.window {
            page.field("Window", "\(window.start) to \(window.end)")
            if let stated = incident.statedWindow {
                page.field("", "as the user gave it: \(stated.clipped(120))")
            }
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
        if incident.steps.contains(where: isSaid) {
            for (index, step) in incident.steps.prefix(20).enumerated() {
                page.field(index == 0 ? "Steps" : "", "\(index + 1). \(step.clipped(500))")
            }
            more(incident.steps.count, beyond: 20, in: "manifest.json")
        } else {
            page.field("Steps", "not given")
        }
        said("Expected", incident.expected)
        said("Actual", incident.actual)
        for (index, url) in incident.targets.prefix(10).enumerated() {
            page.field(index == 0 ? "URLs" : "", url.description.clipped(300))
        }
        more(incident.targets.count, beyond: 10, in: "manifest.json")
        let errors = incident.errorMessages.filter { isSaid($0) }
        if errors.isEmpty { page.field("Errors", "not given") }
        for (index, error) in errors.prefix(10).enumerated() {
            let lines = error.printableLines
            for (row, line) in lines.prefix(10).enumerated() {
                page.field(index == 0 && row == 0 ? "Errors" : "", line.clipped(500))
            }
            more(lines.count, beyond: 10, in: "manifest.json")
        }
        more(errors.count, beyond: 10, in: "manifest.json")
    }

    /// A field a ticket must have: what the person said, line by line, or that nothing was said.
    mutating func said(_ name: String, _ text: String?) {
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
