package import CaseModel
package import JSONBytes

extension Records {
    /// Reads back the ticket's fields a manifest holds; what cannot be read is as if it had not been said.
    ///
    /// - Returns: `nil` without a zone: then it is no case.
    package static func incident(reading record: JSONValue) -> Incident? {
        guard let name = record["zone"]?.string, let zone = try? Hostname(name) else { return nil }
        let targets = (record["targets"]?.array ?? []).compactMap(\.string).compactMap { try? WebURL($0) }
        var incident = Incident(
            zone: zone, zoneID: record["zone_id"]?.string.flatMap { try? ZoneID($0) }, targets: targets)
        incident.priority = record["priority"]?.string.flatMap { Incident.Priority(rawValue: $0) }
        incident.plan = record["plan"]?.string.flatMap { Incident.SupportPlan(rawValue: $0) }
        incident.summary = record["summary"]?.string
        incident.expected = record["expected"]?.string
        incident.actual = record["actual"]?.string
        incident.steps = texts(record["steps"])
        incident.frequency = record["frequency"]?.string
        incident.errorMessages = texts(record["error_messages"])
        incident.impact = record["impact"]?.string
        incident.cc = texts(record["cc"])
        incident.playbook = record["playbook"]?.string
        incident.statedWindow = record["stated_window"]?.string
        if let start = time(record["window"]?["start"]), let end = time(record["window"]?["end"]) {
            incident.window = TimeWindow(start: start, end: end)
        }
        return incident
    }

    private static func texts(_ value: JSONValue?) -> [String] {
        (value?.array ?? []).compactMap(\.string)
    }

    private static func time(_ value: JSONValue?) -> Timestamp? {
        value?.string.flatMap { Timestamp(rfc3339: $0) }
    }
}
