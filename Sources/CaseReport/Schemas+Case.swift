import CaseModel

extension Shape {
    static let citation = object(
        "A place in the bundle and what it says there.",
        ["file": path, "says": text],
        optional: ["pointer": text.about("A JSON pointer or a line; the whole file without it.")])

    static let finding = object(
        "A conclusion, what it rests on and what speaks against it.",
        [
            "id": pattern("^[a-z0-9]+(-[a-z0-9]+)*$"), "title": text,
            "attribution": word(Finding.Attribution.self).about("Whose side the cause is on."),
            "confidence": word(Finding.Confidence.self), "because": list(citation),
            "against": list(citation), "next_steps": list(text),
        ],
        optional: ["source": text, "as_of": text])

    static let findings = object(
        "Every finding, the most telling first.",
        ["format": constant("casefile-findings/1"), "findings": list(finding)])

    static let event = object(
        "Something that happened at a known instant.",
        [
            "at": time, "zone_source": word(ZoneSource.self).about("How the zone of the time was known."),
            "source": text, "says": text,
        ],
        optional: ["file": path])

    private static let harPlace = object(
        "An entry of a HAR.", ["file": path, "index": count], optional: ["status": status, "at": time])

    private static let logPlace = object(
        "A line of a log.", ["file": path, "line": count], optional: ["status": status, "at": time])

    static let join = object(
        "A Ray ID and everywhere it was seen.",
        ["ray": ray, "har_entries": list(harPlace), "log_lines": list(logPlace), "steps": list(text)],
        optional: ["colo": colo])

    static let timeline = object(
        "What happened when, where each Ray ID was seen, and the way of each request.",
        [
            "format": constant("casefile-timeline/1"), "events": list(event), "ray_joins": list(join),
            "journeys": list(journey),
        ])

    static let journey = object(
        "One request on its way from the asker over the edge to the origin.",
        [
            "ray": ray, "asker": word(["browser", "probe"]), "file": path, "url": anyText,
            "origin": word(Journey.OriginSide.self).about(
                "Whether a log of the origin that covers the time has the Ray ID."),
            "log_lines": list(
                object(
                    "A line of the origin's log.", ["file": path, "line": count],
                    optional: ["at": time, "status": status, "time_ms": measure])),
            "contradicts": flag.about("Whether the origin logged another outcome than the edge gave."),
        ],
        optional: [
            "colo": colo, "entry": count, "step": text, "at": time, "status": status, "cache_status": text,
            "total_ms": measure, "before_ms": measure.about("Name lookup, connecting and sending."),
            "wait_ms": measure.about("From sending to the first byte."), "receive_ms": measure,
            "origin_ms": measure.about("By the origin's own log."),
            "edge_ms": measure.about(
                "The wait without the origin's time: the edge and the ways to both sides."),
        ])

    static let redactions = object(
        "How often each rule removed something from each file; no removed value.",
        [
            "format": constant("casefile-redactions/1"), "total": count,
            "rules": list(object("All files together.", ["rule": text, "count": count])),
            "removals": list(object("One file.", ["rule": text, "file": path, "count": count])),
        ])

    static let window = object("A stretch of time.", ["start": time, "end": time])

    static let incident = object(
        "The ticket's fields, as far as they were given.",
        ["zone": text, "targets": list(text)],
        optional: [
            "zone_id": pattern("^[0-9a-f]{32}$"), "priority": word(Incident.Priority.self),
            "plan": word(Incident.SupportPlan.self), "summary": text, "expected": text, "actual": text,
            "steps": list(text), "frequency": text, "error_messages": list(text), "impact": text,
            "cc": list(text), "window": window,
        ])

    static let gap = object(
        "Something that was asked for and is not in the bundle.", ["subject": text, "reason": text])

    static let file = object(
        "A file of the bundle.",
        ["path": path, "bytes": count, "sha256": sha256, "media_type": text, "redactions": count],
        optional: ["step": text])

    static let edition = object(
        "A data file and how old it is.", ["name": text, "as_of": text, "source": text])

    static let tool = object(
        "The program that made the bundle.", ["name": text, "version": text], optional: ["libcurl": text])

    static let manifest = object(
        "What a bundle is and what is in it.",
        [
            "format": constant("casefile-bundle/1"), "made_at": time, "tool": tool, "case": incident,
            "vantage": anyText, "gaps": list(gap), "data_editions": list(edition), "steps": list(stepHead),
            "files": list(file),
        ],
        optional: ["missing": list(text).about("Items of the ticket that were not given.")])

    static let host = object(
        "What the collecting host has; nothing that names a person.",
        [
            "casefile": text, "libcurl": text, "system": text,
            "tools": map(word(["installed", "not installed"])),
            "resolvers": list(text), "resolver_options": list(anyText),
            "interfaces": list(
                object(
                    "A network interface.", ["name": text, "tunnel": flag], optional: ["mtu_bytes": count])),
            "global_ipv6": flag, "proxy_variables": list(text),
        ],
        optional: ["distribution": text, "name_lookup_order": list(text), "clock_synchronised": flag])
}
