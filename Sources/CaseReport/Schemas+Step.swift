import CaseModel

extension Shape {
    static let failure = object(
        "What was being done and what happened.",
        ["operation": word(FailedOperation.self), "code": word(FailureCode.self)],
        optional: ["detail": anyText])

    /// A step as the manifest lists it.
    static let stepHead = object(
        "One thing that was done, and how it ended.",
        [
            "id": text, "kind": word(Step.Kind.self),
            "outcome": word(["saw", "failed", "timed_out", "skipped", "cancelled"]), "files": list(path),
        ],
        optional: [
            "operation": word(FailedOperation.self), "code": word(FailureCode.self), "reason": anyText,
            "started_at": time, "finished_at": time, "duration_ms": measure,
            "command": text.about("A line that repeats it by hand."), "vantage": text,
        ])

    /// A step with the part of its kind.
    static let step = stepHead.adding(optional: [
        "http": http, "dns": dns, "delegation": delegation, "path": tracedPath, "status": statusPage,
        "api": api,
        "time": clock,
    ])

    private static let statusPage = object(
        "A document of the vendor's status page.",
        [
            "components": count.about("How many there are; those not in order are listed."),
            "degraded": list(
                object("A part of the service.", ["name": text, "status": text], optional: ["colo": colo])),
            "events": list(
                object(
                    "Something that happened or was planned.",
                    [
                        "kind": word(["incident", "maintenance"]), "name": text, "status": text,
                        "components": list(text),
                    ],
                    optional: ["impact": text, "start_at": time, "end_at": time, "link": text])),
        ],
        optional: ["updated_at": time, "indicator": text])

    private static let api = object(
        "An answer of the vendor's API; members of items are the vendor's.",
        [
            "success": flag, "items": list(map(anyText)),
            "errors": list(object("Why not.", ["message": anyText], optional: ["code": count])),
        ])

    private static let clock = object(
        "What a time server says of this host's clock.",
        [
            "ahead_ms": number.about("Negative when this host's clock is behind."), "uncertainty_ms": measure,
            "delay_ms": measure, "stratum": count,
        ])

    private static let field = object("A header field.", ["name": text, "value": anyText])

    private static let certificate = object(
        "A certificate of the peer's chain.",
        ["subject": anyText, "issuer": anyText, "names": list(text)],
        optional: [
            "serial": text, "not_before": time, "not_after": time, "signature_algorithm": text,
            "key_algorithm": text, "key_bits": count, "pem": text,
        ])

    private static let tls = object(
        "What was agreed in the handshake, and who the peer said it was.",
        ["chain": list(certificate)],
        optional: [
            "version": text, "cipher": text, "alpn": anyText, "verify_error": text,
            "ocsp_staple": word(["good", "revoked", "unknown", "missing", "invalid"]),
        ])

    private static let body = object(
        "A body, up to the cap.", ["bytes": count, "truncated": flag],
        optional: ["kept_bytes": count, "sha256": sha256, "text": anyText])

    private static let timings = object(
        "Milliseconds from the start of the transfer to the end of each phase.", [:],
        optional: [
            "name_lookup": measure, "connect": measure, "tls": measure, "request_sent": measure,
            "first_byte": measure, "total": measure,
        ])

    private static let exchange = object(
        "One request and its answer, or as much of it as came.",
        [
            "hop": count, "url": text, "method": text, "started_at": time, "request_headers": list(field),
            "headers": list(field), "timings_ms": timings,
        ],
        optional: [
            "remote_address": text, "remote_port": count, "local_address": text, "local_port": count,
            "http_version": text, "status": status, "reason": text, "ray": ray, "colo": colo,
            "cache_status": anyText, "tls": tls, "body": body, "failure": failure,
            "header_bytes": count.about("Of the answer's fields, before redaction."),
            "idle_ms": measure.about("How long the connection was left open after the answer."),
            "idle_closed": flag,
        ])

    private static let sampleCounts = map(
        object("Samples of one kind.", ["count": count, "failed": count]))

    private static let samples = object(
        "The same request again and again.",
        [
            "count": count, "failed": count, "failed_percent_low": percent, "failed_percent_high": percent,
            "by_status": counts, "by_colo": sampleCounts, "by_protocol": sampleCounts,
            "by_family": sampleCounts,
        ],
        optional: ["p50_ms": measure, "p90_ms": measure, "p99_ms": measure])

    private static let http = object(
        "Requests of one step: its own, and one for each redirect that was followed.",
        ["leg": word(["edge", "origin", "trace", "status", "api"]), "exchanges": list(exchange)],
        optional: ["way": text, "samples": samples, "pinned_to": text, "stopped_because": text])

    private static let resourceRecord = object(
        "A resource record.",
        ["name": text, "type": text, "class": count, "ttl": count, "data": anyText])

    private static let edns = object(
        "EDNS (RFC 6891).",
        [
            "version": count, "udp_bytes": count, "dnssec_ok": flag,
            "options": list(object("An option.", ["code": count, "hex": hex])),
        ])

    private static let dns = object(
        "What one server answered to one question.",
        [
            "name": text, "type": text, "class": word(["IN", "CH"]), "server": text,
            "server_source": word(["system", "given", "public"]),
            "transport": word(["udp", "tcp", "tls", "https"]), "truncated_over_udp": flag,
            "query_time_ms": measure,
            "rcode": text, "flags": list(word(["qr", "aa", "tc", "rd", "ra", "ad", "cd"])),
            "answers": list(resourceRecord), "authority": list(resourceRecord),
            "additional": list(resourceRecord),
        ],
        optional: [
            "edns": edns,
            "ede": list(object("An extended error (RFC 8914).", ["code": count], optional: ["text": text])),
            "without_validation": object(
                "What the server answers when it is told not to validate, asked after SERVFAIL.",
                ["rcode": text, "answers": list(resourceRecord)]),
            "nsid": text, "nsid_hex": hex, "raw_base64": pattern("^[A-Za-z0-9+/]+={0,2}$"),
        ])

    private static let security = object(
        "What validation says (RFC 4035).",
        ["state": word([DNSSecurity.secure, .insecure(""), .bogus(""), .unknown("")].map(\.word))],
        optional: ["reason": text])

    private static let nameServer = object(
        "A server of a zone, asked for the zone itself.",
        ["name": text, "address": text, "authoritative": flag],
        optional: ["rcode": text, "serial": count, "query_time_ms": measure, "failure": failure])

    private static let zone = object(
        "A zone on the way from the root.",
        [
            "name": text, "security": security, "parent_servers": list(text), "own_servers": list(text),
            "ds_tags": list(count), "key_tags": list(count), "servers": list(nameServer),
        ])

    private static let delegation = object(
        "A walk from the root to a name.",
        [
            "name": text, "questions": count, "security": security, "zones": list(zone),
            "answers": list(
                object(
                    "What one server says of the name.",
                    ["server": text, "type": text, "rcode": text, "values": list(anyText)],
                    optional: ["ttl": count])),
        ],
        optional: ["stopped": text])

    private static let reply = object(
        "Who answered at a hop.", ["rtt_ms": list(measure)],
        optional: [
            "address": text, "name": text, "annotation": text, "asn": text, "as_name": text, "mpls": text,
        ])

    private static let hop = object(
        "One hop.", ["ttl": count, "replies": list(reply)],
        optional: [
            "sent": count, "lost": count, "loss_percent": number, "best_ms": measure, "avg_ms": measure,
            "worst_ms": measure, "stdev_ms": measure,
        ])

    static let tracedPathRecord = object(
        "A path as a tool printed it.", ["tool": text, "hops": list(hop), "notices": list(notice)],
        optional: [
            "target": text, "target_address": text, "max_ttl": count, "reached": flag,
            "path_mtu_bytes": count, "started_at": time,
        ])

    /// The part of a step: how the tool ran, and the path when its output could be read.
    private static let tracedPath = object(
        "How a path tool ran, and what it printed when that could be read.",
        [
            "leg": word(["edge", "origin", "trace"]), "family": word(["v4", "v6"]), "truncated": flag,
            "tool": text,
        ],
        optional: [
            "exit_status": integer, "signal": integer, "target": text, "target_address": text,
            "max_ttl": count, "reached": flag, "path_mtu_bytes": count, "started_at": time,
            "hops": list(hop), "notices": list(notice),
        ])

    static let notice = object(
        "Something a reader should know about an input.",
        ["severity": word(Notice.Severity.self), "message": text], optional: ["place": text])
}
