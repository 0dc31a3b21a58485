import CaseModel
import CaseRedact

extension ReportPage {
    var findings: HTML {
        guard !analysis.findings.isEmpty else {
            return "<p>No rule matched; the evidence does not say where the cause is.</p>\(ruledOut)"
        }
        return
            "\(analysis.findings.prefix(50).map { article($0) })\(HTML.more(analysis.findings.count - 50, "findings.json"))\(ruledOut)"
    }

    private func article(_ finding: Finding) -> HTML {
        let source: HTML =
            finding.source.map { source in
                "<p class=\"note\">Source: \(source)\(finding.asOf.map { ", as of \($0)" } ?? "")</p>"
            } ?? .empty
        return """
            <article class="finding \(finding.attribution.rawValue)">
            <h3>\(finding.title)</h3>
            <p class="chips"><span class="chip">\(finding.attribution.words)</span> \
            <span class="chip">confidence: \(finding.confidence.rawValue)</span> <code>\(finding.id)</code></p>
            \(citations("Against it", finding.against))\(citations("Because", finding.because))\(steps(finding.nextSteps))\(source)
            </article>

            """
    }

    private func citations(_ title: String, _ citations: [Finding.Citation]) -> HTML {
        guard !citations.isEmpty else { return .empty }
        let items = citations.prefix(12).map { "<li>\($0.says) \(cite($0.file, $0.pointer))</li>" as HTML }
        let more: HTML =
            citations.count > 12
            ? "<li class=\"note\">and \(Measure.count(citations.count - 12)) more in <code>findings.json</code></li>"
            : .empty
        return "<h4>\(title)</h4><ul>\(items)\(more)</ul>"
    }

    private func steps(_ steps: [String]) -> HTML {
        steps.isEmpty ? .empty : "<h4>Next</h4><ul>\(steps.prefix(10).map { "<li>\($0)</li>" as HTML })</ul>"
    }

    /// A place in the bundle; a link to the list of files when the file is on it.
    func cite(_ file: String, _ pointer: String? = nil) -> HTML {
        let place = pointer.map { "\(file) \($0)" } ?? file
        guard BundlePath(file) != nil, context.files.contains(where: { $0.path == file }) else {
            return "<code class=\"cite\">\(place)</code>"
        }
        return "<a class=\"cite\" href=\"#\(Self.anchor(file))\"><code>\(place)</code></a>"
    }

    /// The element that lists a file; the paths of a bundle need no escape in a link.
    static func anchor(_ file: String) -> String { "file-\(file)" }

    private var ruledOut: HTML {
        let sentences = Soundness.sentences(evidence)
        guard !sentences.isEmpty else { return .empty }
        return
            "<article class=\"finding benign\"><h3>Checked and in order</h3><ul class=\"plain\">\(sentences.map { "<li>✓ \($0)</li>" as HTML })</ul></article>"
    }

    var rays: HTML {
        let rows = RayRow.rows(evidence, analysis)
        let cells = rows.prefix(100).map { row -> [HTML] in
            [
                .unbroken(row.ray.hex), .known(row.ray.colo), .time(row.at),
                .status(row.status, orElse: "no answer"),
                .known(row.logLines.map { $0 > 0 ? Measure.count($0, "line") : "absent" }), "\(row.place)",
                .code(row.url.clipped(160)),
            ]
        }
        let table = HTML.table(
            "Requests by Ray ID, failing ones first",
            ["Ray ID", "Colo", "Time (UTC)", "Status", "Origin log", "Seen in", "URL"],
            cells)
        return "\(table)\(HTML.more(rows.count - cells.count, "timeline.json"))"
    }

    var timeline: HTML {
        let events = analysis.timeline
        guard !events.isEmpty else { return .empty }
        let rows = events.prefix(200).map { event -> [HTML] in
            [
                .time(event.at),
                "<span class=\"chip\">\(event.source)</span>",
                "\(event.says.clipped(400))", "\(event.clockWords)",
                event.file.map { cite($0) } ?? .empty,
            ]
        }
        let table = HTML.table(
            "Events in order of time", ["Time (UTC)", "Source", "What", "Clock", "File"], rows)
        return
            "\(TimelineChart(events: events, window: incident.window).figure)\(table)\(HTML.more(events.count - rows.count, "timeline.json"))"
    }

    var files: HTML {
        let rows = context.files.prefix(500).map { file -> [HTML] in
            // Only a plain relative path is a link; anything else is shown as text.
            let name: HTML =
                BundlePath(file.path) == nil
                ? .code(file.path)
                : "<a id=\"\(Self.anchor(file.path))\" href=\"\(file.path)\"><code>\(file.path)</code></a>"
            return [name, "\(Measure.bytes(file.byteCount))", "\(file.note)"]
        }
        return HTML.table("What is in the bundle", ["File", "#Size", "What"], rows)
    }

    var redactions: HTML {
        let ledger = context.ledger
        let rows = ledger.rows.prefix(300).map { row -> [HTML] in
            [.code(row.entry.rule), cite(row.entry.file.description), "\(Measure.count(row.count))"]
        }
        let legend: HTML =
            context.redactionTotal == 0
            ? "<p>Every file went through the redactor; it found nothing to remove.</p>"
            : """
            <p>\(Measure.count(context.redactionTotal, "value")) removed before anything was written. In their place stands \
            <code>~kind.code.length~</code>: the same code is the same value in every file of this bundle; the key that \
            made it was never stored, so no one can turn it back.</p>
            """
        let table = HTML.table("Removed, by rule and file", ["Rule", "File", "#Count"], rows)
        return "\(legend)\(table)\(HTML.more(ledger.rows.count - rows.count, "redactions.json"))"
    }
}

extension TimelineEvent {
    /// Whose clock the time is of, and how its zone was known.
    var clockWords: String {
        let clock =
            switch source {
            case "probe": "this host's"
            case "har": "the browser's"
            case "log": "the origin's"
            case "user": "the user's words"
            default: source
            }
        return zoneSource == .stated ? clock : "\(clock), \(zoneSource.words)"
    }
}
