import CaseModel
import CaseRedact

extension CaseText {
    /// Ray IDs, the failing ones first; the rest are in the HAR's record.
    mutating func rays() {
        let rows = RayRow.rows(evidence, analysis)
        guard !rows.isEmpty else { return }
        page.heading("RAY IDS")
        let shown = rows.prefix(12)
        page.table(
            ["ray", "time", "status", "log", "url"],
            shown.map { row in
                [
                    row.ray.description, row.at?.description ?? "", row.status.map(String.init) ?? "none",
                    row.logLines.map { $0 > 0 ? Measure.count($0, "line") : "absent" } ?? "",
                    row.url.trimmingScheme.clipped(33),
                ]
            })
        more(rows.count, beyond: shown.count, in: "timeline.json and the HAR")
    }

    /// Edge and origin side by side.
    mutating func exchanges() {
        let rows = ExchangeRow.rows(evidence)
        guard !rows.isEmpty else { return }
        page.heading("EDGE AND ORIGIN")
        page.table(
            ["leg", "probe", "result", "first byte", "remote", "cf-ray", "cache"],
            rows.prefix(20).map { row in
                [
                    row.probe.leg.rawValue, row.label, row.exchange?.status.map(String.init) ?? "none",
                    row.firstByte.flatMap { Measure.milliseconds($0) } ?? "", row.remote, row.ray, row.cache,
                ]
            })
        for row in rows.prefix(20) {
            if let text = row.failureText { page.paragraph("\(row.label): \(text.clipped(300))", hanging: 4) }
            if let error = row.exchange?.tls?.verifyError {
                page.paragraph("\(row.label): certificate not accepted: \(error.clipped(200))", hanging: 4)
            }
        }
        more(rows.count, beyond: 20, in: "http/")
        let ways = WayRow.rows(evidence)
        for row in ways.prefix(8) {
            page.paragraph("\(row.label), other ways: \(row.sentence.clipped(600))", hanging: 4)
        }
        more(ways.count, beyond: 8, in: "http/")
    }

    /// A line for each name and type.
    mutating func names() {
        let groups = NameAnswers.groups(evidence)
        guard !groups.isEmpty else { return }
        page.heading("DNS")
        let isOneName = Set(groups.map(\.name)).count == 1
        if isOneName, let name = groups.first?.name { page.paragraph(name) }
        for group in groups.prefix(20) {
            let subject = isOneName ? "" : "\(group.name): "
            page.field(group.type.description, (subject + group.sentence).clipped(400))
        }
        more(groups.count, beyond: 20, in: "dns/")
        let servers = ServerIdentity.rows(evidence).prefix(6).map(\.sentence)
        if !servers.isEmpty { page.paragraph(servers.joined(separator: "; ").clipped(600), hanging: 4) }
        let walks = WalkRow.rows(evidence)
        for row in walks.prefix(5) { page.paragraph(row.sentence.clipped(600), hanging: 4) }
        more(walks.count, beyond: 5, in: "dns/")
    }

    /// A line for each path.
    mutating func paths() {
        let rows = PathRow.rows(evidence)
        guard !rows.isEmpty else { return }
        page.heading("PATH")
        for row in rows.prefix(12) { page.paragraph(row.sentence.clipped(400), hanging: 4) }
        more(rows.count, beyond: 12, in: "path/")
    }

    /// What the person's files hold, a line each.
    mutating func inputs() {
        guard !evidence.hars.isEmpty || !evidence.logs.isEmpty else { return }
        page.heading("HAR AND LOGS")
        for har in evidence.hars.prefix(10) {
            let summary = har.record.value
            let failed = Measure.count(summary.failed.count)
            page.paragraph(
                "\(har.file): \(Measure.count(summary.entries, "request")), \(failed) failed, "
                    + "\(Measure.count(summary.rayCount)) with a Ray ID\(span(summary.firstAt, summary.lastAt))",
                hanging: 4)
        }
        more(evidence.hars.count, beyond: 10, in: "har/")
        for log in evidence.logs.prefix(10) {
            let record = log.record.value
            let window = incident.window == nil ? "" : ", \(Measure.count(record.windowLines)) in the window"
            let statuses = CountTable(statuses: record.windowStatusCounts).sentence
            page.paragraph(
                "\(log.file): \(Measure.count(record.summary.lines, "line"))\(window)"
                    + (statuses.isEmpty ? "" : " (\(statuses))")
                    + ", \(Measure.count(record.matches.count)) with a Ray ID seen elsewhere", hanging: 4)
        }
        more(evidence.logs.count, beyond: 10, in: "logs/")
    }

    private func span(_ first: Timestamp?, _ last: Timestamp?) -> String {
        guard let first, let last else { return "" }
        return ", \(first) to \(last)"
    }
}

/// Counts by name, the biggest first.
struct CountTable {
    let rows: [(name: String, count: Int)]

    /// Status codes in order of their number.
    init(statuses: [Int: Int]) {
        rows = statuses.sorted { $0.key < $1.key }.map { (String($0.key), $0.value) }
    }

    init(_ counts: [String: Int]) {
        rows = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { ($0.key, $0.value) }
    }

    /// `200 × 1 612, 522 × 31`.
    var sentence: String {
        let shown = rows.prefix(12).map { "\($0.name) × \(Measure.count($0.count))" }
        return shown.joined(separator: ", ") + (rows.count > 12 ? ", …" : "")
    }
}

extension String {
    /// The URL as browsers show it; `http://` stays, for it says something.
    fileprivate var trimmingScheme: String { hasPrefix("https://") ? String(dropFirst(8)) : self }
}
