import CaseModel
import JSONBytes

/// mtr `--json`, old builds with numbers in strings and new ones without.
enum MTRJSONText {
    static func read(_ lines: [PathLine], into builder: inout PathBuilder) {
        // What stands before the document was typed or is a warning.
        let document = lines.drop { !($0.words.first?.hasPrefix("{") ?? false) }
        let bytes = Array(document.map(\.text).joined(separator: "\n").utf8)
        guard let value = try? JSONValue(parsing: bytes, depthLimit: 32), let report = value["report"] else {
            builder.note(.error, "the JSON document is damaged or not mtr's", at: document.first)
            return
        }
        builder.record.tool = "mtr"
        if let target = report["mtr"]?["dst"]?.string, target.utf8.count <= 255 {
            builder.record.target = target
        }
        for (index, hub) in (report["hubs"]?.array ?? []).prefix(1000).enumerated() {
            guard let hop = builder.hop(number(hub["count"]).flatMap { Int(exactly: $0) } ?? index + 1) else {
                builder.record.notices.append(
                    Notice(.warning, "this hop could not be read", place: "report.hubs[\(index)]"))
                continue
            }
            read(hub, hop, into: &builder)
        }
    }

    private static func read(_ hub: JSONValue, _ hop: Int, into builder: inout PathBuilder) {
        var statistics = MTRStatistics()
        for column in MTRColumn.allCases {
            guard let value = hub[column.rawValue] else { continue }
            statistics.set(column, text(value) ?? "")
        }
        statistics.fill(&builder.record.hops[hop])
        let words = (hub["host"]?.string ?? "").split(separator: " ")
        let (address, name) = PathWord.host(words)
        guard let reply = builder.reply(address, name, in: hop) else { return }
        builder.record.hops[hop].replies[reply].asn = hub["ASN"]?.string.flatMap {
            PathWord.autonomousSystem($0)
        }
    }

    private static func text(_ value: JSONValue) -> String? {
        switch value {
        case .number(let text), .string(let text): text.filter { $0 != " " }
        default: nil
        }
    }

    private static func number(_ value: JSONValue?) -> Double? {
        value.flatMap { text($0) }.flatMap { PathWord.milliseconds($0) }
    }
}
