import CaseFacts
import CaseModel
import CaseRedact

extension CaseText {
    mutating func priority() {
        page.heading("PRIORITY AND IMPACT")
        if let advice = context.advice {
            add(advice.priority)
        } else {
            page.field("Priority", incident.priority?.rawValue ?? "not given")
            for line in context.policyLines { page.field("", line) }
        }
        said("Impact", incident.impact)
        if let plan = incident.plan { page.field("Plan", plan.rawValue) }
        if let advice = context.advice { add(advice.reply) }
        let status = analysis.statusPage?.clipped(300) ?? "not checked: \(context.statusPage)"
        page.field("Status", "status page \(status)")
    }

    /// What was asked for and is not there; what only the user can add comes first.
    mutating func gaps() {
        guard !context.missing.isEmpty || !evidence.gaps.isEmpty || !context.playbookMissing.isEmpty else {
            return
        }
        page.heading("MISSING FROM THIS CASE")
        if !context.missing.isEmpty { page.field("Not given", context.missing.joined(separator: ", ")) }
        if let playbook = context.playbook, !context.playbookMissing.isEmpty {
            page.paragraph("For \(playbook.name) (\(playbook.title)) support will also ask for:")
            for item in context.playbookMissing {
                page.paragraph("- \(item.need): \(item.how)", indent: 4, hanging: 2)
            }
        }
        for gap in evidence.gaps.prefix(20) {
            page.paragraph("\(gap.value.subject): \(gap.value.reason.clipped(300))", hanging: 4)
        }
        more(evidence.gaps.count, beyond: 20, in: "manifest.json")
    }

    mutating func collaborators() {
        guard incident.cc.contains(where: isSaid) else { return }
        page.heading("PEOPLE TO COPY")
        page.paragraph(incident.cc.prefix(50).joined(separator: ", ").clipped(1000))
        more(incident.cc.count, beyond: 50, in: "manifest.json")
    }

    /// For the person who files; not part of the evidence.
    mutating func filing() {
        guard let advice = context.advice else { return }
        page.heading("BEFORE FILING (for the writer)")
        add(advice.filing)
    }

    private mutating func add(_ lines: [TicketAdvice.Line]) {
        for line in lines { page.field(line.name, line.text) }
    }
}
