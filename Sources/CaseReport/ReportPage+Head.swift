import CaseFacts
import CaseModel
import CaseRedact

extension ReportPage {
    /// What a reader must know before anything else: what happened, whose turn, how sure, what is missing, and when.
    var masthead: HTML {
        let title =
            isSaid(incident.summary)
            ? (incident.summary ?? "").clipped(200) : "Support case for \(incident.zone)"
        return """
            <p class="kicker">Support case · \(incident.zone.description)</p>
            <h1>\(title)</h1>
            \(answers)
            <dl class="facts">
            <div><dt>Zone</dt><dd>\(incident.zone.description)<br>\(given(incident.zoneID?.description, code: true))</dd></div>
            <div><dt>Window (UTC)</dt><dd>\(window)</dd></div>
            <div><dt>Priority</dt><dd>\(given(incident.priority?.rawValue))\(plan)</dd></div>
            <div><dt>Frequency</dt><dd>\(frequency)</dd></div>
            <div><dt>Impact</dt><dd>\(given(incident.impact))</dd></div>
            </dl>
            \(policies)
            """
    }

    /// What the person said, and what was measured.
    private var frequency: HTML {
        let measured = SampleRow.rows(evidence).map { row -> HTML in
            "measured at the \(row.label): \(row.summary.sentence)"
        }
        let said: [HTML] = isSaid(incident.frequency) || measured.isEmpty ? [given(incident.frequency)] : []
        return "\((said + measured).enumerated().map { $0 == 0 ? $1 : "<br>\($1)" as HTML })"
    }

    /// The finding the page opens with: the first that names a fault.
    private var lead: Finding? {
        analysis.findings.first { $0.attribution != .benign } ?? analysis.findings.first
    }

    private var answers: HTML {
        let lead = lead
        let kind = lead?.attribution ?? .undetermined
        let settle: HTML =
            lead?.nextSteps.first.map {
                "<div><dt>Next step</dt><dd>\($0.clipped(300))</dd></div>"
            }
            ?? .empty
        let what =
            lead?.title.clipped(300) ?? "No rule matched. The evidence does not say where the cause is."
        return """
            <dl class="answers \(kind.rawValue)">
            <div class="what"><dt>What happened</dt><dd><strong>\(what)</strong></dd></div>
            <div><dt>Whose turn</dt><dd>\(kind.turn)</dd></div>
            <div><dt>How sure</dt><dd>\(sureness(lead))</dd></div>
            <div><dt>What is missing</dt><dd>\(lacking)</dd></div>
            \(settle)
            </dl>
            """
    }

    private func sureness(_ finding: Finding?) -> HTML {
        guard let finding else { return "nothing is claimed" }
        let rests = "rests on \(Measure.count(finding.because.count, "observation"))"
        let against =
            finding.against.isEmpty
            ? "nothing found speaks against it" : "\(Measure.count(finding.against.count)) against it"
        return "<strong>\(finding.confidence.rawValue)</strong>; \(rests), \(against)"
    }

    /// What the ticket and the evidence lack, in a line.
    private var lacking: HTML {
        var parts: [HTML] = []
        if !context.missing.isEmpty {
            let more = context.missing.count - 4
            let tail = more > 0 ? " and \(more) more" : ""
            parts.append("\(context.missing.prefix(4).joined(separator: ", "))\(tail)")
        }
        if let playbook = context.playbook, !context.playbookMissing.isEmpty {
            let items = Measure.count(context.playbookMissing.count, "thing")
            parts.append("\(items) support will also ask for about \(playbook.name)")
        }
        if !evidence.gaps.isEmpty {
            parts.append("\(Measure.count(evidence.gaps.count, "probe or file")) of the evidence")
        }
        guard let first = parts.first else { return "nothing that was asked for" }
        return "<a href=\"#missing\">\(first)\(parts.dropFirst().map { "; \($0)" as HTML })</a>"
    }

    private var window: HTML {
        guard let window = incident.window else { return given(nil) }
        return "\(HTML.time(window.start))<br>to \(HTML.time(window.end))"
    }

    private var plan: HTML { incident.plan.map { " · \($0.rawValue) plan" } ?? .empty }

    private var policies: HTML {
        guard !context.policyLines.isEmpty else { return .empty }
        return "<ul class=\"note\">\(context.policyLines.map { "<li>\($0)</li>" as HTML })</ul>"
    }

    /// What the person said, or that nothing was said.
    func given(_ text: String?, code: Bool = false) -> HTML {
        guard let text, isSaid(text) else { return "<em class=\"none\">not given</em>" }
        return code ? "<code>\(text)</code>" : lines(text)
    }

    /// A person's text with its line breaks.
    func lines(_ text: String) -> HTML {
        let lines = text.printableLines.prefix(40)
        return
            "\(lines.enumerated().map { "\($0 == 0 ? .empty : "<br>" as HTML)\($1.clipped(2000))" as HTML })"
    }

    var gaps: HTML {
        let asked = context.playbookMissing.map { "<li>\($0.need): \($0.how)</li>" as HTML }
        guard !context.missing.isEmpty || !evidence.gaps.isEmpty || !asked.isEmpty else { return .empty }
        let playbook: HTML =
            asked.isEmpty
            ? .empty
            : "<p><strong>Support will also ask for, about \(context.playbook?.name ?? ""):</strong></p>\n<ul>\(asked)</ul>\n"
        let missing: HTML =
            context.missing.isEmpty
            ? .empty : "<p><strong>Not given:</strong> \(context.missing.joined(separator: ", "))</p>\n"
        let rows = evidence.gaps.prefix(100).map { gap -> [HTML] in
            [.code(gap.value.subject), "\(gap.value.reason.clipped(500))"]
        }
        return """
            <div class="box warnbox">\(missing)\(playbook)\(HTML.table("Asked for and not in the bundle", ["What", "Why"], rows))\
            \(HTML.more(evidence.gaps.count - rows.count, "manifest.json"))</div>
            """
    }

    var description: HTML {
        let steps: HTML =
            incident.steps.contains(where: isSaid)
            ? "<ol>\(incident.steps.prefix(50).map { "<li>\(lines($0))</li>" as HTML })</ol>" : given(nil)
        let errors = incident.errorMessages.filter { isSaid($0) }.prefix(20)
        let messages: HTML =
            errors.isEmpty ? given(nil) : "\(errors.map { "<pre>\(lines($0))</pre>" as HTML })"
        let targets = incident.targets.prefix(50).map {
            "<li><code>\($0.description.clipped(500))</code></li>" as HTML
        }
        return """
            <dl class="words">
            <dt>URLs</dt><dd><ul>\(targets)</ul></dd>
            <dt>Steps to reproduce</dt><dd>\(steps)</dd>
            <dt>Expected</dt><dd>\(given(incident.expected))</dd>
            <dt>Actual</dt><dd>\(given(incident.actual))</dd>
            <dt>Exact error messages</dt><dd>\(messages)</dd>
            </dl>
            """
    }
}

extension Finding.Attribution {
    /// Who has to act, as the page's first screen says it.
    var turn: String {
        switch self {
        case .origin: "whoever runs the origin"
        case .edgeConfiguration: "the zone's owner: a setting at the edge"
        case .path: "whoever runs the network between"
        case .client: "the visitor's side"
        case .benign: "nobody: this is not a fault"
        case .undetermined: "not known yet"
        }
    }
}
