import CaseModel
import CaseRedact

extension ReportPage {
    /// What the vendor's status page and API said.
    var services: HTML {
        let rows = ServiceRow.rows(evidence)
        guard !rows.isEmpty else { return .empty }
        let cells = rows.map { row -> [HTML] in
            ["\(row.subject.clipped(60))", "\(row.says.clipped(300))", .known(row.file)]
        }
        let page: HTML = analysis.statusPage.map { "<p>Status page \($0.clipped(600)).</p>" } ?? .empty
        return """
            \(page)
            \(HTML.table("Questions and answers", ["Asked for", "Answer", "Record"], cells))
            """
    }
}
