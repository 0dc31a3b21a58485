package import CaseModel
package import CaseRedact

/// The report as one self-contained HTML page: no script, no request, nothing but itself.
///
/// Findings and gaps come first, the measurements after them; charts are inline SVG whose numbers also stand in
/// text. It prints, reads on a phone and follows the reader's light or dark setting.
///
/// - Returns: A UTF-8 HTML document.
package func reportPage(
    _ evidence: SealedCase, _ analysis: Sealed<Analysis>, _ context: ReportContext
) -> String {
    ReportPage(
        evidence: evidence, incident: evidence.incident.value, analysis: analysis.value, context: context
    ).document.text
}

/// The parts of the report; each section is a property that is empty when there is nothing to show.
struct ReportPage {
    let evidence: SealedCase
    let incident: Incident
    let analysis: Analysis
    let context: ReportContext

    var document: HTML {
        let sections = self.sections.filter { !$0.body.text.isEmpty }
        return """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="referrer" content="no-referrer">
            <meta name="color-scheme" content="light dark">
            <title>\(incident.zone.description) · support case</title>
            <style>\(Stylesheet.text)</style>
            </head>
            <body>
            <header>\(masthead)</header>
            <nav aria-label="Sections"><ul>\(sections.map { "<li><a href=\"#\($0.id)\">\($0.title)</a></li>" as HTML })</ul></nav>
            <main>
            \(sections.map { "<section id=\"\($0.id)\">\n<h2>\($0.title)</h2>\n\($0.body)\n</section>\n" as HTML })\
            </main>
            <footer><p>Made by casefile \(context.toolVersion) at \(context.madeAt.description) · \(context.bundleName) · \
            this page runs no script and loads nothing.</p></footer>
            </body>
            </html>

            """
    }

    var sections: [(id: String, title: String, body: HTML)] {
        [
            ("findings", "Findings", findings),
            ("missing", "Missing", gaps),
            ("case", "What happens", description),
            ("journeys", "Browser to origin", journeys),
            ("edge-origin", "Edge and origin", exchanges),
            ("tls", "Certificates", certificates),
            ("dns", "DNS", names),
            ("path", "Path", paths),
            ("services", "Status page and API", services),
            ("har", "Browser requests", hars),
            ("logs", "Origin logs", logs),
            ("rays", "Ray IDs", rays),
            ("timeline", "Timeline", timeline),
            ("files", "Files", files),
            ("redactions", "Redactions", redactions),
        ]
    }
}

extension HTML {
    /// A table with a caption, in a box that scrolls sideways on a narrow screen.
    ///
    /// - Parameters:
    ///   - caption: What the table shows; its accessible name.
    ///   - columns: Headers; one that starts with `#` is a column of numbers.
    ///   - rows: Cells, already HTML; the first of each row is its header.
    /// - Returns: Nothing when there are no rows.
    static func table(_ caption: String, _ columns: [String], _ rows: [[HTML]]) -> HTML {
        guard !rows.isEmpty else { return .empty }
        let isNumber = columns.map { $0.hasPrefix("#") }
        let head = columns.map { title -> HTML in
            title.hasPrefix("#")
                ? "<th scope=\"col\" class=\"n\">\(String(title.dropFirst()))</th>"
                : "<th scope=\"col\">\(title)</th>"
        }
        let body = rows.map { row -> HTML in
            let cells = row.enumerated().map { index, cell -> HTML in
                if index == 0 { return "<th scope=\"row\">\(cell)</th>" }
                return isNumber.indices.contains(index) && isNumber[index]
                    ? "<td class=\"n\">\(cell)</td>" : "<td>\(cell)</td>"
            }
            return "<tr>\(cells)</tr>\n"
        }
        return """
            <div class="scroll" tabindex="0" role="region" aria-label="\(caption)"><table>
            <caption>\(caption)</caption>
            <thead><tr>\(head)</tr></thead>
            <tbody>
            \(body)</tbody></table></div>

            """
    }

    /// A measurement, or a dash that is read as "unknown".
    static func known(_ text: String?) -> HTML {
        guard let text, !text.isEmpty else {
            return "<span class=\"none\" role=\"img\" aria-label=\"unknown\">–</span>"
        }
        return "\(text)"
    }

    static func code(_ text: String?) -> HTML {
        guard let text, !text.isEmpty else { return known(nil) }
        return "<code>\(text)</code>"
    }

    /// A short name that is not broken over lines: an address, a Ray ID, a date.
    static func unbroken(_ text: String?) -> HTML {
        guard let text, !text.isEmpty else { return known(nil) }
        return "<code class=\"k\">\(text)</code>"
    }

    /// An instant a machine can read too.
    static func time(_ instant: Timestamp?) -> HTML {
        guard let instant else { return known(nil) }
        return "<time datetime=\"\(instant.description)\">\(instant.description)</time>"
    }

    static func milliseconds(_ value: Double?) -> HTML { known(value.flatMap { Measure.milliseconds($0) }) }

    /// A status with a mark that does not rest on colour.
    static func status(_ status: Int?, orElse word: String) -> HTML {
        guard let status else { return "<span class=\"bad\">✗ \(word)</span>" }
        switch status {
        case 500...: return "<span class=\"bad\">✗ \(status)</span>"
        case 400..<500: return "<span class=\"warn\">! \(status)</span>"
        default: return "<span class=\"good\">✓ \(status)</span>"
        }
    }

    /// A note below something that was cut.
    static func more(_ count: Int, _ whereElse: String) -> HTML {
        count > 0
            ? "<p class=\"note\">\(Measure.count(count)) more in <code>\(whereElse)</code>.</p>" : .empty
    }
}
