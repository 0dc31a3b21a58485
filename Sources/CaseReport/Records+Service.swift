import CaseModel
import JSONBytes

extension Records {
    /// The `status` or `api` part of a step record.
    static func record(_ service: ServiceRecord) -> JSONValue {
        switch service {
        case .status(let report): record(report)
        case .api(let answer): record(answer)
        }
    }

    private static func record(_ report: StatusReport) -> JSONValue {
        JSONValue(members: [
            "updated_at": .time(report.updatedAt),
            "indicator": .text(report.indicator),
            "components": .int(report.componentCount),
            "degraded": .array(
                report.degraded.map { component in
                    JSONValue(members: [
                        "name": .text(component.name), "status": .text(component.status),
                        "colo": .text(component.colo),
                    ])
                }),
            "events": .array(report.events.map { event($0) }),
        ])
    }

    private static func event(_ event: StatusReport.Event) -> JSONValue {
        JSONValue(members: [
            "kind": .string(event.kind.rawValue), "name": .text(event.name), "status": .text(event.status),
            "impact": .text(event.impact), "start_at": .time(event.start), "end_at": .time(event.end),
            "components": .array(event.components.map { .text($0) }), "link": .text(event.link),
        ])
    }

    private static func record(_ answer: APIAnswer) -> JSONValue {
        JSONValue(members: [
            "success": .bool(answer.success),
            "errors": .array(
                answer.errors.map { problem in
                    JSONValue(members: ["code": .count(problem.code), "message": .text(problem.message)])
                }),
            "items": .array(
                answer.items.map { item in
                    .object(item.keys.sorted().map { JSONValue.Member($0, .text(item[$0] ?? "")) })
                }),
        ])
    }
}
