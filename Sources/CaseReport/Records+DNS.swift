package import CaseModel
package import JSONBytes

extension Records {
    /// The `dns` part of a step record.
    static func record(_ probe: DNSProbe, _ evidence: DNSEvidence) -> JSONValue {
        let message = evidence.message
        return JSONValue(members: [
            "name": .string(probe.name.description),
            "type": .string(probe.type.description),
            "class": .string(probe.recordClass == .chaos ? "CH" : "IN"),
            "server": .string(probe.server.description),
            "server_source": .string(probe.serverSource.rawValue),
            "transport": .string(evidence.transport.rawValue),
            "truncated_over_udp": .bool(evidence.truncatedOverUDP),
            "query_time_ms": .milliseconds(evidence.queryTime),
            "rcode": .string(message.rcodeName),
            "flags": flags(message.flags),
            "answers": records(message.answers),
            "authority": records(message.authority),
            "additional": records(message.additional),
            "edns": message.edns.map { edns($0) },
            "ede": message.edns.map { ede($0) },
            "nsid": .text(message.edns?.nsid.flatMap { BinaryText.ascii($0) }),
            "nsid_hex": .text(message.edns?.nsid.map { BinaryText.hex($0) }),
            "without_validation": evidence.unchecked.map { unchecked in
                JSONValue(members: [
                    "rcode": .string(unchecked.rcodeName), "answers": records(unchecked.answers),
                ])
            },
            "raw_base64": evidence.raw.isEmpty ? nil : .string(BinaryText.base64(evidence.raw)),
        ])
    }

    /// A pasted lookup's record: the tool, and each answer with what the tool told of it.
    package static func lookup(_ record: PastedLookup) -> JSONValue {
        JSONValue(members: [
            "tool": .text(record.tool),
            "answers": .array(record.answers.map { pasted($0) }),
            "notices": .notices(record.notices),
        ])
    }

    private static func pasted(_ answer: PastedLookup.Answer) -> JSONValue {
        let message = answer.message
        return JSONValue(members: [
            "name": .text(message.questions.first?.name ?? message.answers.first?.name),
            "type": message.questions.first.map { .string($0.type.description) },
            "server": .text(answer.server), "transport": .text(answer.transport),
            "rcode": answer.hasStatus ? .string(message.rcodeName) : nil,
            "problem": .text(answer.problem),
            "flags": flags(message.flags),
            "answers": records(message.answers), "authority": records(message.authority),
            "additional": records(message.additional),
            "ede": message.edns.map { ede($0) },
            "query_time_ms": answer.queryMS.flatMap { .double($0) },
            "size_bytes": .count(answer.byteCount), "when": .text(answer.when),
        ])
    }

    private static func ede(_ edns: DNSMessage.EDNS) -> JSONValue {
        .array(
            edns.errors.map { error in
                JSONValue(members: [
                    "code": .int(error.code), "text": isSaid(error.text) ? .text(error.text) : nil,
                ])
            })
    }

    /// The flags that are set, by their names in RFC 1035 and RFC 4035.
    private static func flags(_ flags: DNSMessage.Flags) -> JSONValue {
        let named: [(String, Bool)] = [
            ("qr", flags.response), ("aa", flags.authoritative), ("tc", flags.truncated),
            ("rd", flags.recursionDesired), ("ra", flags.recursionAvailable), ("ad", flags.authenticData),
            ("cd", flags.checkingDisabled),
        ]
        return .array(named.filter(\.1).map { .string($0.0) })
    }

    private static func records(_ records: [DNSMessage.Record]) -> JSONValue {
        .array(
            records.map { record in
                JSONValue(members: [
                    "name": .text(record.name), "type": .string(record.type.description),
                    "class": .int(record.recordClass), "ttl": .int(record.ttl), "data": .text(record.data),
                ])
            })
    }

    private static func edns(_ edns: DNSMessage.EDNS) -> JSONValue {
        JSONValue(members: [
            "version": .int(edns.version), "udp_bytes": .int(edns.udpSize), "dnssec_ok": .bool(edns.dnssecOK),
            "options": .array(
                edns.otherOptions.map { option in
                    JSONValue(members: [
                        "code": .int(option.code), "hex": .string(BinaryText.hex(option.data)),
                    ])
                }),
        ])
    }
}
