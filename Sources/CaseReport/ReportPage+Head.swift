import CaseModel
import CaseRedact

extension ReportPage {
    /// What a reader must know before anything else: which zone, when, how urgent, and the verdict.
    var masthead: HTML {
        let title =
            isSaid(incident.summary)
            ? (incident.summary ?? "").clipped(200) : "Support case for \(incident.zone)"
        return """
            <p class="kicker">Support case · \(incident.zone.description)</p>
            <h1>\(title)</h1>
            \(verdict)
            <dl class="facts">
            <div><dt>Zone</dt><dd>\(incident.zone.description)</dd></div>
            <div><dt>Zone ID</dt><dd>\(given(incident.zoneID?.description, code: true))</dd></div>
            <div><dt>Window (UTC)</dt><dd>\(window)</dd></div>
            <div><dt>Priority</dt><dd>\(given(incident.priority?.rawValue))\(plan)</dd></div>
            <div><dt>Frequency</dt><dd>\(given(incident.frequency))</dd></div>
            <div><dt>Impact</dt><dd>\(given(incident.impact))</dd></div>
            </dl>
            \(policies)
            """
    }

    private var verdict: HTML {
        guard let first = analysis.findings.first else {
            return
                "<p class=\"verdict undetermined\"><strong>No rule matched.</strong> The evidence does not say where the cause is.</p>"
        }
        return """
            <p class="verdict \(first.attribution.rawValue)"><strong>\(first.title)</strong> \
            <span class="chips"><span class="chip">\(first.attribution.words)</span> \
            <span class="chip">confidence: \(first.confidence.rawValue)</span></span></p>
            """
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
        guard !context.missing.isEmpty || !evidence.gaps.isEmpty else { return .empty }
        let missing: HTML =
            context.missing.isEmpty
            ? .empty : "<p><strong>Not given:</strong> \(context.missing.joined(separator: ", "))</p>\n"
        let rows = evidence.gaps.prefix(100).map { gap -> [HTML] in
            [.code(gap.value.subject), "\(gap.value.reason.clipped(500))"]
        }
        return """
            <div class="box warnbox">\(missing)\(HTML.table("Asked for and not in the bundle", ["What", "Why"], rows))\
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
