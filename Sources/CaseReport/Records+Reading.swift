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

    /// Reads back a suggested priority; `nil` without one.
    static func priority(reading record: JSONValue?) -> PrioritySuggestion? {
        guard let priority = record?["suggested"]?.string.flatMap({ Incident.Priority(rawValue: $0) }) else {
            return nil
        }
        func share(_ name: String) -> MeasuredScope.Share {
            let share = record?[name]
            return MeasuredScope.Share(share?["failed"]?.int ?? 0, of: share?["total"]?.int ?? 0)
        }
        var scope = MeasuredScope()
        scope.urls = share("urls")
        scope.originRequests = share("origin_requests")
        scope.ways = share("ways")
        scope.samples = share("samples")
        scope.entries = share("har_entries")
        scope.logLines = share("log_lines")
        scope.failingFamilies = texts(record?["failing_families"])
        scope.triedFamilies = texts(record?["tried_families"])
        scope.places = texts(record?["places"])
        let limit = record?["limit"]?.string.flatMap { PrioritySuggestion.Limit(rawValue: $0) }
        return PrioritySuggestion(priority: priority, scope: scope, limit: limit)
    }

    /// Reads back what a service answered, as far as it is put in words; `nil` for the record of another step.
    static func service(reading step: JSONValue) -> ServiceRecord? {
        if let record = step["status"], record.members != nil {
            var report = StatusReport()
            report.indicator = record["indicator"]?.string
            report.componentCount = record["components"]?.int ?? 0
            report.degraded = (record["degraded"]?.array ?? []).map { component in
                StatusReport.Component(
                    name: component["name"]?.string ?? "", status: component["status"]?.string ?? "")
            }
            report.events = (record["events"]?.array ?? []).map { event in
                StatusReport.Event(
                    kind: event["kind"]?.string.flatMap { StatusReport.Event.Kind(rawValue: $0) }
                        ?? .incident,
                    name: event["name"]?.string ?? "", status: event["status"]?.string ?? "")
            }
            return .status(report)
        }
        guard let record = step["api"] else { return nil }
        var answer = APIAnswer(success: record["success"]?.bool ?? false)
        answer.errors = (record["errors"]?.array ?? []).map { problem in
            APIAnswer.Problem(code: problem["code"]?.int, message: problem["message"]?.string ?? "")
        }
        answer.items = (record["items"]?.array ?? []).map { item in
            (item.members ?? []).reduce(into: [:]) { $0[$1.name] = $1.value.string }
        }
        return .api(answer)
    }

    private static func texts(_ value: JSONValue?) -> [String] {
        (value?.array ?? []).compactMap(\.string)
    }

    private static func time(_ value: JSONValue?) -> Timestamp? {
        value?.string.flatMap { Timestamp(rfc3339: $0) }
    }
}
