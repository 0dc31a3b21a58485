import CaseModel
package import JSONBytes

extension TextRecords {
    /// The report as text: the page's sections in the page's order.
    ///
    /// - Parameter report: What `Records.report` gave; a member that is missing or of another kind is passed over.
    /// - Returns: Lines of at most 100 columns where words allow, without control characters.
    package static func report(_ report: JSONValue) -> String {
        var text = TextReport(report: report)
        text.head()
        text.findings()
        text.missing()
        text.description()
        text.journeys()
        text.exchanges()
        text.certificates()
        text.names()
        text.paths()
        text.services()
        text.hars()
        text.logs()
        text.rays()
        text.timeline()
        text.files()
        text.redactions()
        return text.page.text
    }
}

/// The text of a report in the making; each section is a method that says nothing when there is nothing to say.
struct TextReport {
    let report: JSONValue
    var page = TextPage()

    func items(_ name: String) -> [JSONValue] { report[name]?.array ?? [] }

    mutating func head() {
        let incident = report["case"]
        let zone = incident?["zone"]?.string ?? "an unnamed zone"
        page.paragraph(incident?["summary"]?.string ?? "Support case for \(zone)", indent: 0)
        let findings = items("findings")
        let lead = findings.first { $0["attribution"]?.string != "benign" } ?? findings.first
        page.field(
            "Happened",
            lead?["title"]?.string ?? "no rule matched; the evidence does not say where the cause is")
        let side = lead?["attribution"]?.string.flatMap { Finding.Attribution(rawValue: $0) } ?? .undetermined
        page.field("Whose turn", side.turn)
        if let lead {
            let because = Measure.count(lead["because"]?.array?.count ?? 0, "observation")
            let against = Measure.count(lead["against"]?.array?.count ?? 0)
            page.field(
                "How sure",
                "\(lead["confidence"]?.string ?? "unknown"); rests on \(because), \(against) against it")
        }
        let lacks = items("missing").compactMap(\.string)
        let gaps = items("gaps").count
        page.field(
            "Missing",
            (lacks + (gaps > 0 ? ["\(Measure.count(gaps, "probe or file")) of the evidence"] : []))
                .joined(separator: ", "))
        page.field("Zone", [zone, incident?["zone_id"]?.string].compactMap(\.self).joined(separator: "  "))
        if let window = incident?["window"], let start = window["start"]?.string,
            let end = window["end"]?.string
        {
            page.field("Window", "\(start) to \(end)")
        }
        page.field(
            "Priority",
            [incident?["priority"]?.string, incident?["plan"]?.string.map { "\($0) plan" }].compactMap(\.self)
                .joined(separator: ", "))
        if let suggestion = Records.priority(reading: report["suggested_priority"]) {
            let limit = suggestion.limit.map { "; not higher because \($0.words)" } ?? ""
            page.field("Suggested", suggestion.priority.rawValue + limit)
            page.field("", "rests on: " + suggestion.scope.words)
        }
        page.field("Bundle", report["bundle"]?.string ?? "")
    }

    mutating func findings() {
        page.heading("Findings")
        let findings = items("findings")
        if findings.isEmpty {
            page.paragraph("No rule matched; the evidence does not say where the cause is.")
        }
        for finding in findings.prefix(50) {
            let id = finding["id"]?.string ?? "unnamed"
            page.paragraph("\(finding["title"]?.string ?? id)", hanging: 2)
            page.paragraph(
                "\(finding["attribution"]?.string ?? "undetermined"), confidence \(finding["confidence"]?.string ?? "unknown"), \(id)",
                indent: 4)
            for (name, word) in [("against", "but"), ("because", "because")] {
                for citation in finding[name]?.array?.prefix(12) ?? [] {
                    let place = [citation["file"]?.string, citation["pointer"]?.string].compactMap(\.self)
                    page.paragraph(
                        "\(word): \(citation["says"]?.string ?? "") [\(place.joined(separator: " "))]",
                        indent: 4,
                        hanging: 2)
                }
            }
            for step in finding["next_steps"]?.array?.compactMap(\.string).prefix(10) ?? [] {
                page.paragraph("next: \(step)", indent: 4, hanging: 2)
            }
            if let source = finding["source"]?.string {
                page.paragraph(
                    "source: \(source)\(finding["as_of"]?.string.map { ", as of \($0)" } ?? "")", indent: 4,
                    hanging: 2)
            }
        }
        page.more(findings.count - 50, in: "findings.json")
    }

    mutating func missing() {
        let lacks = items("missing").compactMap(\.string)
        let gaps = items("gaps")
        guard !lacks.isEmpty || !gaps.isEmpty else { return }
        page.heading("Missing")
        if !lacks.isEmpty { page.field("Not given", lacks.joined(separator: ", ")) }
        for gap in gaps.prefix(100) {
            page.paragraph("\(gap["subject"]?.string ?? "?"): \(gap["reason"]?.string ?? "")", hanging: 4)
        }
        page.more(gaps.count - 100, in: "manifest.json")
    }

    mutating func description() {
        page.heading("What happens")
        let incident = report["case"]
        for url in incident?["targets"]?.array?.compactMap(\.string).prefix(50) ?? [] {
            page.field("URL", url)
        }
        for (index, step) in (incident?["steps"]?.array?.compactMap(\.string) ?? []).enumerated().prefix(50) {
            page.field("Step \(index + 1)", step)
        }
        for (title, name) in [
            ("Expected", "expected"), ("Actual", "actual"), ("Frequency", "frequency"), ("Impact", "impact"),
        ] {
            page.field(title, incident?[name]?.string ?? "not given")
        }
        for message in incident?["error_messages"]?.array?.compactMap(\.string).prefix(20) ?? [] {
            page.field("Error", message)
        }
    }

    mutating func rays() {
        let joins = items("ray_joins")
        guard !joins.isEmpty else { return }
        page.heading("Ray IDs")
        page.table(
            ["ray", "colo", "har entries", "log lines", "probes"],
            joins.prefix(100).map { join in
                [
                    join["ray"]?.string ?? "", join["colo"]?.string ?? "",
                    Self.places(join["har_entries"], "index"), Self.places(join["log_lines"], "line"),
                    (join["steps"]?.array ?? []).compactMap(\.string).joined(separator: " "),
                ]
            })
        page.more(joins.count - 100, in: "timeline.json")
    }

    private static func places(_ list: JSONValue?, _ name: String) -> String {
        (list?.array ?? []).prefix(4).compactMap { $0[name]?.int.map(String.init) }.joined(separator: " ")
    }

    mutating func timeline() {
        let events = items("events")
        guard !events.isEmpty else { return }
        page.heading("Timeline")
        for event in events.prefix(200) {
            let zone = event["zone_source"]?.string ?? "assumed"
            let mark = zone == "stated" ? "" : " (zone \(zone))"
            page.paragraph(
                "\(event["at"]?.string ?? "")  \(event["source"]?.string ?? ""): \(event["says"]?.string ?? "")\(mark)",
                hanging: 4)
        }
        page.more(events.count - 200, in: "timeline.json")
    }

    mutating func files() {
        let files = items("files")
        guard !files.isEmpty else { return }
        page.heading("Files")
        page.table(
            ["file", "size", "removed"],
            files.prefix(500).map { file in
                [
                    file["path"]?.string ?? "", file["bytes"]?.int.map { Measure.bytes($0) } ?? "",
                    file["redactions"]?.int.map(String.init) ?? "",
                ]
            })
        page.more(files.count - 500, in: "manifest.json")
    }

    mutating func redactions() {
        page.heading("Redactions")
        let removals = items("removals")
        let total = report["removed"]?.int ?? 0
        page.paragraph(total == 0 ? "Nothing was removed." : "\(Measure.count(total, "value")) removed.")
        page.table(
            ["rule", "file", "count"],
            removals.prefix(300).map { row in
                [
                    row["rule"]?.string ?? "", row["file"]?.string ?? "",
                    row["count"]?.int.map(String.init) ?? "",
                ]
            })
        page.more(removals.count - 300, in: "redactions.json")
    }

    /// `83 ms`.
    static func time(_ value: JSONValue?) -> String {
        value?.double.flatMap { Measure.milliseconds($0) } ?? ""
    }
}
