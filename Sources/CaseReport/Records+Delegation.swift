import CaseModel
import JSONBytes

extension Records {
    /// The `delegation` part of a step record.
    static func record(_ probe: DelegationProbe, _ walk: DelegationEvidence) -> JSONValue {
        JSONValue(members: [
            "name": .string(probe.name.description),
            "questions": .int(walk.queries),
            "security": security(walk.security),
            "stopped": .text(walk.stopped),
            "zones": .array(walk.zones.map { zone($0) }),
            "answers": .array(
                walk.answers.map { answer in
                    JSONValue(members: [
                        "server": .string(answer.server.description),
                        "type": .string(answer.type.description),
                        "rcode": .string(answer.rcode), "values": .array(answer.values.map { .string($0) }),
                        "ttl": answer.ttl.map { .int($0) },
                    ])
                }),
        ])
    }

    private static func zone(_ zone: DelegationZone) -> JSONValue {
        JSONValue(members: [
            "name": .string(zone.name), "security": security(zone.security),
            "parent_servers": .array(zone.parentServers.map { .string($0) }),
            "own_servers": .array(zone.ownServers.map { .string($0) }),
            "ds_tags": .array(zone.delegatedTags.map { .int($0) }),
            "key_tags": .array(zone.keyTags.map { .int($0) }),
            "servers": .array(
                zone.servers.map { server in
                    JSONValue(members: [
                        "name": .string(server.name), "address": .string(server.address.description),
                        "rcode": .text(server.rcode), "authoritative": .bool(server.isAuthoritative),
                        "serial": server.serial.map { .int($0) },
                        "query_time_ms": .milliseconds(server.queryTime),
                        "failure": .failure(server.failure),
                    ])
                }),
        ])
    }

    private static func security(_ security: DNSSecurity) -> JSONValue {
        JSONValue(members: ["state": .string(security.word), "reason": .text(security.reason)])
    }
}
