import CaseModel

extension Shape {
    private static let page = object(
        "A page of a HAR.", ["id": anyText, "entries": count],
        optional: [
            "title": anyText, "started_at": time, "on_content_load_ms": measure, "on_load_ms": measure,
        ])

    private static let entry = object(
        "A request of a HAR.",
        ["index": count, "method": anyText, "url": anyText],
        optional: [
            "started_at": time, "status": integer, "time_ms": number, "error": anyText, "ray": ray,
            "colo": colo, "server_address": anyText, "http_version": anyText, "cache_status": anyText,
            "mitigated": anyText, "redirect_url": anyText,
        ])

    private static let rayEntry = object(
        "A request of a HAR with a Ray ID.",
        ["ray": ray, "index": count, "url": anyText],
        optional: ["colo": colo, "status": integer, "started_at": time])

    static let harSummary = object(
        "Counts and the notable requests of a HAR.",
        [
            "entries": count, "status_counts": statusCounts, "method_counts": counts, "host_counts": counts,
            "protocol_counts": counts, "colo_counts": counts, "cache_counts": counts, "pages": list(page),
            "response_body_bytes": count, "failed": list(entry), "failed_count": count,
            "slowest": list(entry), "ray_ids": list(rayEntry), "ray_id_count": count,
            "notices": list(notice),
        ],
        optional: ["first_at": time, "last_at": time, "creator": anyText, "browser": anyText])

    private static let comparedRequest = object(
        "A request of one of two HARs.", ["index": count, "method": anyText, "url": anyText],
        optional: ["status": integer])

    private static let side = object(
        "One of two HARs.",
        ["entries": count, "only_count": count, "only": list(comparedRequest, most: 2000)],
        optional: ["creator": anyText])

    private static func pair(_ value: Shape) -> Shape {
        object("Before and after.", [:], optional: ["a": value, "b": value])
    }

    private static let comparedHeader = object(
        "A header that differs.",
        [
            "of": word(["request", "response"]), "name": anyText,
            "change": word(["added", "removed", "changed"]),
        ],
        optional: ["a": anyText, "b": anyText])

    private static let difference = object(
        "Two requests that belong together and differ.",
        [
            "a": comparedRequest, "b": comparedRequest, "status_differs": flag,
            "headers": list(comparedHeader),
        ],
        optional: ["body_bytes": pair(number), "time_ms": pair(number)])

    static let harDiff = object(
        "What two HARs differ in; lists end at 2000, counts do not.",
        [
            "same": flag, "a": side, "b": side, "pairs": count, "differing": count,
            "differences": list(difference, most: 2000), "noise_headers": counts, "host_ignored": flag,
            "notices": list(notice),
        ],
        optional: ["time_threshold_ms": measure])

    private static let line = object(
        "A line of an access log.", ["line": count],
        optional: [
            "at": time, "client": anyText, "method": anyText, "host": anyText, "target": anyText,
            "status": integer, "response_bytes": integer, "time_ms": number, "ray": ray, "colo": colo,
            "user_agent": anyText,
        ])

    private static let problem = object(
        "A line of an error log.", ["line": count, "at": time, "level": text, "message": anyText],
        optional: [
            "client": anyText, "method": anyText, "host": anyText, "target": anyText, "upstream": anyText,
        ])

    private static let span = object(
        "Lines of a stretch of time: 2xx and 3xx; 4xx but 499; 5xx; 499 and no status; of an error log.",
        [
            "at": time, "lines": count, "fine": count, "refused": count, "failed": count,
            "abandoned": count, "errors": count,
        ])

    private static let latency = object(
        "How long requests took.",
        ["lines": count, "p50_ms": measure, "p90_ms": measure, "p99_ms": measure, "max_ms": measure])

    private static let windowCounts = object(
        "Of the window alone.", ["lines": count, "status_counts": statusCounts],
        optional: ["start": time, "end": time])

    static let logsSummary = object(
        "Counts of a log and the lines that matter.",
        [
            "lines": count, "parsed": count, "unparsed": count, "blank": count, "comments": count,
            "format_counts": counts, "status_counts": statusCounts, "method_counts": counts,
            "host_counts": counts, "response_bytes": count, "ray_id_lines": count, "slowest": list(line),
            "has_ray_field": flag, "notices": list(notice),
        ],
        optional: [
            "first_at": time, "last_at": time, "zone_source": word(ZoneSource.self), "zone": anyText,
            "level_counts": counts, "distinct_clients": count, "window": windowCounts, "matches": list(line),
            "failures": list(line),
            "edge_addresses": list(object("An edge address.", ["address": text, "lines": count])),
            "latency": latency, "spans": list(span), "span_minutes": count,
            "failing_paths": list(object("A path that failed.", ["path": anyText, "lines": count])),
            "errors": list(problem),
        ])
}
