import CaseModel
import JSONBytes

extension Records {
    /// The `http` part of a step record.
    static func record(_ probe: HTTPProbe, _ evidence: HTTPEvidence) -> JSONValue {
        JSONValue(members: [
            "leg": .string(probe.leg.rawValue),
            "way": probe.way.map { .string($0.description) },
            "samples": probe.way == .samples ? SampleSummary(evidence.exchanges).map { samples($0) } : nil,
            "pin": probe.pin.map { .string($0.description) },
            "exchanges": .array(evidence.exchanges.enumerated().map { exchange($1, hop: $0) }),
            "stopped_because": .text(evidence.stoppedBecause),
        ])
    }

    private static func samples(_ summary: SampleSummary) -> JSONValue {
        func groups(_ counts: [String: (count: Int, failed: Int)]) -> JSONValue {
            .object(
                counts.sorted { $0.key < $1.key }.map { name, count in
                    JSONValue.Member(
                        name, JSONValue(members: ["count": .int(count.count), "failed": .int(count.failed)]))
                })
        }
        return JSONValue(members: [
            "count": .int(summary.count), "failed": .int(summary.failed),
            "failed_percent_low": .double(summary.interval.low),
            "failed_percent_high": .double(summary.interval.high),
            "p50_ms": summary.p50.flatMap { .double($0) }, "p90_ms": summary.p90.flatMap { .double($0) },
            "p99_ms": summary.p99.flatMap { .double($0) },
            "by_status": .object(
                summary.statuses.sorted { $0.key < $1.key }.map { JSONValue.Member($0.key, .int($0.value)) }),
            "by_colo": groups(summary.byColo), "by_protocol": groups(summary.byProtocol),
            "by_family": groups(summary.byFamily),
        ])
    }

    private static func exchange(_ exchange: HTTPExchange, hop: Int) -> JSONValue {
        JSONValue(members: [
            "hop": .int(hop),
            "url": .text(exchange.url.description),
            "method": .text(exchange.method),
            "started_at": .time(exchange.startedAt),
            "remote_address": exchange.remote.map { .string($0.address.description) },
            "remote_port": exchange.remote?.port.map { .int($0) },
            "local_address": exchange.local.map { .string($0.address.description) },
            "local_port": exchange.local?.port.map { .int($0) },
            "http_version": .text(exchange.version),
            "status": .count(exchange.status),
            "reason": exchange.reason.flatMap { isSaid($0) ? .text($0) : nil },
            "ray": exchange.ray.map { .string($0.hex) },
            "colo": exchange.ray?.colo.map { .string($0) },
            "cache_status": .text(exchange.field("cf-cache-status")),
            "request_headers": fields(exchange.requestFields),
            "headers": fields(exchange.fields),
            "header_bytes": .count(exchange.fieldBytes),
            "timings_ms": timings(exchange.timings),
            "tls": exchange.tls.map { tls($0) },
            "body": exchange.status == nil && exchange.body.length == 0 ? nil : body(exchange.body),
            "idle_ms": .milliseconds(exchange.idle?.duration),
            "idle_closed": exchange.idle.map { .bool($0.isClosed) },
            "failure": .failure(exchange.failure),
        ])
    }

    private static func fields(_ fields: [HTTPField]) -> JSONValue {
        .array(fields.map { JSONValue(members: ["name": .text($0.name), "value": .text($0.value)]) })
    }

    /// From the start of the transfer to the end of each phase.
    private static func timings(_ timings: HTTPTimings) -> JSONValue {
        JSONValue(members: [
            "name_lookup": .milliseconds(timings.nameLookup),
            "connect": .milliseconds(timings.connect),
            "tls": .milliseconds(timings.tls),
            "request_sent": .milliseconds(timings.requestSent),
            "first_byte": .milliseconds(timings.firstByte),
            "total": .milliseconds(timings.total),
        ])
    }

    private static func tls(_ tls: TLSFacts) -> JSONValue {
        JSONValue(members: [
            "version": .text(tls.version),
            "cipher": .text(tls.cipher),
            "alpn": .text(tls.alpn),
            "chain": .array(tls.chain.map { certificate($0) }),
            "verify_error": .text(tls.verifyError),
            "ocsp_staple": .text(tls.staple),
        ])
    }

    private static func certificate(_ certificate: Certificate) -> JSONValue {
        JSONValue(members: [
            "subject": .text(certificate.subject),
            "issuer": .text(certificate.issuer),
            "serial": .text(certificate.serial),
            "not_before": .time(certificate.notBefore),
            "not_after": .time(certificate.notAfter),
            "names": .array(certificate.names.map { .text($0) }),
            "signature_algorithm": .text(certificate.signatureAlgorithm),
            "key_algorithm": .text(certificate.keyAlgorithm),
            "key_bits": .count(certificate.keyBits),
            "pem": .text(certificate.pem),
        ])
    }

    private static func body(_ body: BodyCapture) -> JSONValue {
        JSONValue(members: [
            "bytes": .int(body.length),
            "kept_bytes": body.truncated ? .int(body.bytes.count) : nil,
            "sha256": .text(body.sha256),
            "truncated": .bool(body.truncated),
            "text": .text(BinaryText.utf8(body.bytes)),
        ])
    }
}
