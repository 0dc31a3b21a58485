import CaseModel
import JSONBytes

extension Records {
    /// The `correlation` part of `timeline.json`: requests on their way, and what only one end has.
    static func correlation(_ correlation: Correlation) -> JSONValue {
        JSONValue(members: [
            "journeys": .array(correlation.journeys.map { journey($0) }),
            "journey_count": .int(correlation.journeyCount),
            "at_both": .int(correlation.atBoth),
            "at_edge_only": .int(correlation.atEdgeOnly),
            "not_covered": .int(correlation.notCovered),
            "at_origin_only": .int(correlation.atOriginOnly),
            "failed_at_origin_only": .array(correlation.failedAtOriginOnly.map { seen($0, place: "line") }),
        ])
    }

    private static func journey(_ journey: Journey) -> JSONValue {
        JSONValue(members: [
            "ray": journey.ray.map { .string($0.hex) },
            "colo": journey.ray?.colo.map { .string($0) },
            "host": .text(journey.host),
            "started_at": .time(journey.startedAt),
            "uncertainty_ms": .milliseconds(journey.uncertainty),
            "status": .count(journey.status),
            "total_ms": .milliseconds(journey.total),
            "cache_status": .text(journey.cacheStatus),
            "parts": .array(
                journey.parts.map { part in
                    JSONValue(members: [
                        "place": .string(part.place.rawValue), "duration_ms": .milliseconds(part.duration),
                        "source": .text(part.source),
                    ])
                }),
            "origin": origin(journey),
            "file": .text(journey.file),
            "index": .count(journey.entry),
        ])
    }

    /// `seen` is `logged`, `absent`, `unknown` or `not_asked`; the first says where.
    private static func origin(_ journey: Journey) -> JSONValue {
        let word: String
        var line = JSONValue(members: [:])
        switch journey.origin {
        case .logged(let place): (word, line) = ("logged", seen(place, place: "line"))
        case .absent: word = "absent"
        case .unknown: word = "unknown"
        case .notAsked: word = "not_asked"
        }
        return JSONValue(members: ["seen": .string(word)]).merging(line)
            .merging(JSONValue(members: ["took_ms": .milliseconds(journey.originTook)]))
    }
}
