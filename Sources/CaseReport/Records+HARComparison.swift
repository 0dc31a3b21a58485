package import CaseModel
package import JSONBytes

extension Records {
    /// What `har diff` says of two files; lists are cut at 2000, their counts are not.
    package static func harComparison(_ comparison: HARComparison) -> JSONValue {
        JSONValue(members: [
            "same": .bool(comparison.isSame),
            "a": side(comparison.a),
            "b": side(comparison.b),
            "pairs": .int(comparison.pairs),
            "differing": .int(comparison.differing),
            "differences": .array(comparison.differences.map { difference($0) }),
            "noise_headers": .counts(comparison.noise),
            "host_ignored": .bool(comparison.ignoresHost),
            "time_threshold_ms": .milliseconds(comparison.thresholdMS),
            "notices": .notices(comparison.notices),
        ])
    }

    private static func side(_ side: HARComparison.Side) -> JSONValue {
        JSONValue(members: [
            "entries": .int(side.entries),
            "creator": .text(side.creator),
            "only_count": .int(side.onlyCount),
            "only": .array(side.only.map { request($0) }),
        ])
    }

    private static func request(_ request: HARComparison.Request) -> JSONValue {
        JSONValue(members: [
            "index": .int(request.index),
            "method": .text(request.method),
            "url": .text(request.url),
            "status": .count(request.status),
        ])
    }

    private static func difference(_ difference: HARComparison.Difference) -> JSONValue {
        JSONValue(members: [
            "a": request(difference.before),
            "b": request(difference.after),
            "status_differs": .bool(difference.hasStatus),
            "headers": .array(difference.headers.map { header($0) }),
            "body_bytes": difference.bodyBytes.map { numbers in
                JSONValue(members: ["a": size(numbers.before), "b": size(numbers.after)])
            },
            "time_ms": difference.timeMS.map { numbers in
                JSONValue(members: ["a": .milliseconds(numbers.before), "b": .milliseconds(numbers.after)])
            },
        ])
    }

    private static func size(_ bytes: Double?) -> JSONValue? { bytes.flatMap { .double($0) } }

    private static func header(_ header: HARComparison.Header) -> JSONValue {
        JSONValue(members: [
            "of": .string(header.isResponse ? "response" : "request"),
            "name": .text(header.name),
            "change": .string(header.change.rawValue),
            "a": .text(header.before),
            "b": .text(header.after),
        ])
    }
}
