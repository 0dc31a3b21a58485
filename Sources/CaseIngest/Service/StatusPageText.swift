package import CaseModel
import JSONBytes

/// Reads documents of a status page: `summary.json`, `incidents.json` and `scheduled-maintenances.json` of Statuspage v2.
package enum StatusPageText {
    /// More events or components than this are not read.
    private static let limit = 2000

    /// Reads one document.
    ///
    /// - Parameter bytes: Foreign JSON.
    /// - Returns: `nil` when it is none, or has nothing a status page has.
    package static func parse(_ bytes: [UInt8]) -> StatusReport? {
        guard let root = try? JSONValue(parsing: bytes, depthLimit: 32), root.members != nil else {
            return nil
        }
        let lists = ["components", "incidents", "scheduled_maintenances"].map { root[$0]?.array }
        guard root["page"] != nil || lists.contains(where: { $0 != nil }) else { return nil }
        var report = StatusReport()
        report.updatedAt = time(root["page"]?["updated_at"])
        report.indicator = root["status"]?["indicator"]?.string
        for component in (lists[0] ?? []).prefix(limit) {
            guard let name = component["name"]?.string, let status = component["status"]?.string,
                component["group"]?.bool != true
            else { continue }
            report.componentCount += 1
            if status != "operational" { report.degraded.append(.init(name: name, status: status)) }
        }
        for (kind, list) in [(StatusReport.Event.Kind.incident, lists[1]), (.maintenance, lists[2])] {
            report.events += (list ?? []).prefix(limit).compactMap { event($0, kind) }
        }
        return report
    }

    private static func event(_ value: JSONValue, _ kind: StatusReport.Event.Kind) -> StatusReport.Event? {
        guard let name = value["name"]?.string, let status = value["status"]?.string else { return nil }
        var event = StatusReport.Event(kind: kind, name: name, status: status)
        event.impact = value["impact"]?.string
        event.start = time(value["scheduled_for"]) ?? time(value["started_at"]) ?? time(value["created_at"])
        // A maintenance that is over ended when it was resolved, not when that was planned.
        event.end = time(value["resolved_at"])
        if event.end == nil, kind == .maintenance { event.end = time(value["scheduled_until"]) }
        event.link = value["shortlink"]?.string
        let own = value["components"]?.array?.compactMap { $0["name"]?.string } ?? []
        let told = value["incident_updates"]?.array?.flatMap { update in
            update["affected_components"]?.array?.compactMap { $0["name"]?.string } ?? []
        }
        var seen: Set<String> = []
        event.components = (own + (told ?? [])).filter { seen.insert($0).inserted }
        return event
    }

    private static func time(_ value: JSONValue?) -> Timestamp? {
        value?.string.flatMap { Timestamp(rfc3339: $0) }
    }
}
