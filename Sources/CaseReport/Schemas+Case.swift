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
        optional: [
            "evidence_to_add": list(text).about("What would settle it and the case has not."), "source": text,
            "as_of": text,
        ])

    static let findings = object(
        "Every finding, the most telling first, and how urgent the evidence shows the case to be.",
        [
            "format": constant("casefile-findings/1"), "findings": list(finding),
            "set_aside": list(setAside),
        ], optional: ["priority": priority, "status_page": text])

    static let setAside = object(
        "Harmless entries that were counted and left out.",
        ["kind": word(SetAside.Kind.self), "count": count, "file": path, "says": text])

    private static let share = object("How many of how many failed.", ["failed": count, "total": count])

    static let priority = object(
        "A suggestion; the user decides.", ["suggested": word(Incident.Priority.self)],
        optional: [
            "limit": word(PrioritySuggestion.Limit.self), "urls": share, "origin_requests": share,
            "ways": share, "samples": share,
            "har_entries": share, "log_lines": share, "failing_families": list(text),
            "tried_families": list(text), "places": list(text),
        ])

    static let event = object(
        "Something that happened at a known instant.",
        [
            "at": time, "zone_source": word(ZoneSource.self).about("How the zone of the time was known."),
            "source": text, "says": text,
        ],
        optional: [
            "file": path, "skew_ms": number.about("How far that clock runs ahead of the edge's."),
            "uncertainty_ms": measure,
        ])

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
            "correlation": correlation,
        ])

    static let journey = object(
        "One request on its way from the asker over the edge to the origin.",
        [
            "file": path,
            "parts": list(
                object(
                    "A stretch of its time.",
                    ["place": word(Journey.Part.Place.self), "duration_ms": measure, "source": text])),
            "origin": object(
                "What the origin's log has of it.",
                ["seen": word(["logged", "absent", "unknown", "not_asked"])],
                optional: ["file": path, "line": count, "status": status, "at": time, "took_ms": measure]),
        ],
        optional: [
            "ray": ray, "colo": colo, "host": text, "started_at": time, "uncertainty_ms": measure,
            "status": status,
            "total_ms": measure, "cache_status": text, "index": count,
        ])

    static let correlation = object(
        "Requests on their way, and what only one end has.",
        [
            "journeys": list(journey), "journey_count": count, "at_both": count, "at_edge_only": count,
            "not_covered": count, "at_origin_only": count, "failed_at_origin_only": list(logPlace),
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
            "cc": list(text), "window": window, "playbook": text, "stated_window": text,
        ])

    static let gap = object(
        "Something that was asked for and is not in the bundle.", ["subject": text, "reason": text])

    static let file = object(
        "A file of the bundle.",
        ["path": path, "bytes": count, "sha256": sha256, "media_type": text, "redactions": count],
        optional: ["step": text])

    static let edition = object(
        "A data file and how old it is.", ["name": text, "as_of": text, "source": text],
        optional: ["overrides": list(text)])

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
        optional: [
            "distribution": text, "name_lookup_order": list(text), "clock_synchronised": flag,
            "data": list(
                object(
                    "A data file, as `doctor` sees it.",
                    ["name": text, "as_of": text, "source": text, "stale": flag],
                    optional: ["fresh_days": count, "age_days": count, "overrides": list(text)])),
        ])
}
