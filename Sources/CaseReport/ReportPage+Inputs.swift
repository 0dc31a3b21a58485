import CaseModel
import CaseRedact

extension ReportPage {
    /// How many rows of one file are shown, when a file alone would show so many: up to five share
    /// that, each further one gets a fifth.
    static func share(_ most: Int, among files: Int) -> Int { max(most / 5, most / max(1, files)) }

    var hars: HTML {
        let most = max(20, Waterfall.limit / max(1, min(evidence.hars.count, 10)))
        let shown = evidence.hars.prefix(10).map { har($0.file.description, $0.record.value, most) }
        return "\(shown)\(HTML.more(evidence.hars.count - 10, "har/"))"
    }

    private func har(_ file: String, _ summary: HARSummary, _ most: Int) -> HTML {
        let failed = summary.failed.prefix(Self.share(50, among: evidence.hars.count)).map {
            entry -> [HTML] in
            [
                "\(entry.index)", .time(entry.startedAt),
                .status(entry.status, orElse: entry.error ?? "no answer"),
                .milliseconds(entry.timeMS), .unbroken(entry.ray?.description),
                "\(entry.method) <code>\(entry.url.clipped(200))</code>",
            ]
        }
        return """
            <h3>\(cite(file))</h3>
            <p>\(Measure.count(summary.entries, "request")), \(Measure.count(summary.rayCount)) with a Ray ID, \
            \(Measure.bytes(summary.responseBodyBytes)) of bodies. Statuses: \(CountTable(statuses: summary.statusCounts).sentence).\
            \(summary.browser.map { " Browser: \($0)." } ?? "")</p>
            \(waterfall(summary, most).figure)
            \(HTML.table("Requests without an answer or with a status from 400", ["Entry", "Time (UTC)", "Status", "#Took", "Ray ID", "Request"], failed))\
            \(HTML.more(max(summary.failed.count, summary.failedCount) - failed.count, file))\(notices(summary.notices))
            """
    }

    /// The first requests; then those that failed and the slowest, which a long recording would hide.
    private func waterfall(_ summary: HARSummary, _ most: Int) -> Waterfall {
        Waterfall(
            entries: summary.first, total: summary.entries,
            notable: summary.failed.prefix(most / 2 - min(summary.slowest.count, most / 4)) + summary.slowest,
            most: most)
    }

    var logs: HTML {
        let shown = evidence.logs.prefix(10).map { log($0.file.description, $0.record.value) }
        return "\(shown)\(HTML.more(evidence.logs.count - 10, "logs/"))"
    }

    private func log(_ file: String, _ record: LogEvidence) -> HTML {
        let summary = record.summary
        let most = Self.share(50, among: evidence.logs.count)
        let failures = record.failures.prefix(most).map { line($0) }
        let matches = record.matches.prefix(most).map { line($0) }
        let columns = ["Line", "Time (UTC)", "Status", "#Took", "Ray ID", "Client", "Request"]
        let addresses = record.edgeAddresses.prefix(20).map {
            [.code($0.address), "\(Measure.count($0.count))"] as [HTML]
        }
        let paths = record.failingPaths.map {
            [.code($0.path.clipped(160)), "\(Measure.count($0.count))"] as [HTML]
        }
        let problems = record.problems.prefix(most).map { problem($0) }
        return """
            <h3>\(cite(file))</h3>
            <p>\(Measure.count(summary.lines, "line")) in the file\(incident.window == nil ? "" : ", \(Measure.count(record.windowLines)) in the window"); \
            \(Measure.count(summary.rayIDLines)) carry a Ray ID. \(summary.firstAt == nil ? "No line could be read for its time" : "Times: \(summary.zoneSource.words)")\(summary.zone.map { ", \($0)" } ?? "").\(record.latency.map { " Took \(Measure.sentence($0))." } ?? "")</p>
            \(StatusChart(statuses: statuses(record)).figure)\(SpanChart(spans: record.spans, minutes: record.spanMinutes).figure)
            \(HTML.table("Paths of failing lines", ["Path", "#Lines"], paths))\
            \(HTML.table("Errors of the window", ["Line", "Time (UTC)", "Level", "Message", "Request"], problems))\
            \(HTML.more(record.problems.count - problems.count, file))\
            \(HTML.table("Failing lines of the window (499 and 5xx)", columns, failures))\
            \(HTML.more(record.failures.count - failures.count, file))\
            \(HTML.table("Lines with a Ray ID seen elsewhere in this case", columns, matches))\
            \(HTML.more(record.matches.count - matches.count, file))\
            \(HTML.table("Edge addresses that connected", ["Address", "#Lines"], addresses))\(notices(summary.notices))
            """
    }

    /// Of the window, or of the whole file when the window has no counts.
    private func statuses(_ record: LogEvidence) -> [Int: Int] {
        record.windowStatusCounts.isEmpty ? record.summary.statusCounts : record.windowStatusCounts
    }

    private func problem(_ problem: LogProblem) -> [HTML] {
        let request = [problem.method, problem.target].compactMap(\.self).joined(separator: " ")
        return [
            "\(problem.number)", .time(problem.time), "\(problem.level)", "\(problem.message.clipped(300))",
            .code(request.clipped(160)),
        ]
    }

    private func line(_ line: LogLine) -> [HTML] {
        [
            "\(line.number)", .time(line.time), .status(line.status, orElse: "none"),
            .milliseconds(line.durationMS),
            .unbroken(line.ray?.description), .unbroken(line.client),
            "\(line.method ?? "") <code>\((line.target ?? "").clipped(160))</code>",
        ]
    }

    private func notices(_ notices: [Notice]) -> HTML {
        guard !notices.isEmpty else { return .empty }
        let items = notices.prefix(30).map { notice -> HTML in
            let place: HTML = notice.place.map { " <code>\($0)</code>" } ?? .empty
            return "<li>\(notice.severity.rawValue): \(notice.message)\(place)</li>"
        }
        return
            "<details><summary>\(Measure.count(notices.count, "notice")) about this file</summary><ul>\(items)</ul></details>"
    }
}
