import CaseModel
import JSONBytes

extension TextReport {
    mutating func hars() {
        let hars = items("hars")
        guard !hars.isEmpty else { return }
        page.heading("Browser requests")
        for har in hars.prefix(10) {
            guard let record = har["record"] else { continue }
            page.paragraph(
                "\(har["file"]?.string ?? ""): \(count(record["entries"], "request")), "
                    + "\(count(record["failed_count"])) failed, \(count(record["ray_id_count"])) with a Ray ID; "
                    + "statuses \(counts(record["status_counts"]))", hanging: 4)
            entries("failed", record["failed"]?.array ?? [], of: record["failed_count"]?.int ?? 0)
            entries("slowest", record["slowest"]?.array ?? [], of: 0)
            notices(record)
        }
        page.more(hars.count - 10, in: "har/")
    }

    private mutating func entries(_ title: String, _ entries: [JSONValue], of total: Int) {
        guard !entries.isEmpty else { return }
        page.table(
            [title, "time (UTC)", "status", "took", "request"],
            entries.prefix(50).map { entry in
                [
                    entry["index"]?.int.map(String.init) ?? "", entry["started_at"]?.string ?? "",
                    entry["status"]?.int.map(String.init) ?? entry["error"]?.string?.clipped(24) ?? "none",
                    Self.time(entry["time_ms"]),
                    "\(entry["method"]?.string ?? "") \(entry["url"]?.string ?? "")",
                ]
            }, indent: 4)
        page.more(max(total, entries.count) - 50, in: "the record")
    }

    mutating func logs() {
        let logs = items("logs")
        guard !logs.isEmpty else { return }
        page.heading("Origin logs")
        for log in logs.prefix(10) {
            guard let record = log["record"] else { continue }
            let window = record["window"].map { ", \(count($0["lines"])) in the window" } ?? ""
            let statuses = record["window"]?["status_counts"] ?? record["status_counts"]
            page.paragraph(
                "\(log["file"]?.string ?? ""): \(count(record["lines"], "line"))\(window), "
                    + "\(count(record["ray_id_lines"])) with a Ray ID; statuses \(counts(statuses))",
                hanging: 4)
            spans(record)
            page.table(
                ["lines", "failing path"],
                (record["failing_paths"]?.array ?? []).map {
                    [count($0["lines"]), $0["path"]?.string ?? ""]
                },
                indent: 4)
            lines("failing", record["failures"]?.array ?? [])
            lines("seen elsewhere", record["matches"]?.array ?? [])
            errors(record["errors"]?.array ?? [])
            notices(record)
        }
        page.more(logs.count - 10, in: "logs/")
    }

    private mutating func spans(_ record: JSONValue) {
        let names = ["fine", "refused", "abandoned", "failed", "errors"]
        let spans = record["spans"]?.array ?? []
        guard !spans.isEmpty else { return }
        let minutes = record["span_minutes"]?.int ?? 1
        page.table(
            ["from (UTC), \(minutes) min each", "2xx, 3xx", "4xx", "499 or none", "5xx", "errors"],
            spans.prefix(120).map { span in
                [span["at"]?.string ?? ""] + names.map { count(span[$0]) }
            }, indent: 4)
        page.more(spans.count - 120, in: "the record")
    }

    private mutating func lines(_ title: String, _ lines: [JSONValue]) {
        guard !lines.isEmpty else { return }
        page.table(
            ["line, \(title)", "time (UTC)", "status", "took", "ray", "request"],
            lines.prefix(50).map { line in
                [
                    line["line"]?.int.map(String.init) ?? "", line["at"]?.string ?? "",
                    line["status"]?.int.map(String.init) ?? "", Self.time(line["time_ms"]),
                    line["ray"]?.string ?? "",
                    [line["method"]?.string, line["target"]?.string].compactMap(\.self).joined(
                        separator: " "),
                ]
            }, indent: 4)
        page.more(lines.count - 50, in: "the record")
    }

    private mutating func errors(_ errors: [JSONValue]) {
        for error in errors.prefix(50) {
            page.paragraph(
                "line \(count(error["line"])), \(error["at"]?.string ?? ""), \(error["level"]?.string ?? ""): \(error["message"]?.string ?? "")",
                indent: 4, hanging: 2)
        }
        page.more(errors.count - 50, in: "the record")
    }

    private mutating func notices(_ record: JSONValue) {
        for notice in record["notices"]?.array?.prefix(30) ?? [] {
            page.paragraph(
                "\(notice["severity"]?.string ?? "info"): \(notice["message"]?.string ?? "")", indent: 4,
                hanging: 2)
        }
    }

    private func count(_ value: JSONValue?, _ noun: String? = nil) -> String {
        let number = value?.int ?? 0
        return noun.map { Measure.count(number, $0) } ?? Measure.count(number)
    }

    private func counts(_ value: JSONValue?) -> String {
        let rows = value?.members?.prefix(12).map { "\($0.name) × \(count($0.value))" } ?? []
        return rows.isEmpty ? "none" : rows.joined(separator: ", ")
    }
}
