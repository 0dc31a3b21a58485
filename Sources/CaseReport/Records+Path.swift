package import CaseModel
package import JSONBytes

extension Records {
    /// A path's record: `tool`, `target`, `hops` and what else the tool's output told.
    package static func path(_ record: PathRecord) -> JSONValue {
        JSONValue(members: [
            "tool": .text(record.tool),
            "target": .text(record.target),
            "target_address": record.targetAddress.map { .string($0.description) },
            "max_ttl": .count(record.maxTTL),
            "reached": record.reached.map { .bool($0) },
            "path_mtu_bytes": .count(record.pathMTU),
            "started_at": .time(record.startedAt),
            "hops": .array(record.hops.map { hop($0) }),
            "notices": .notices(record.notices),
        ])
    }

    /// The `path` part of a step record.
    static func record(_ probe: PathProbe, _ output: ToolOutput, _ record: PathRecord?) -> JSONValue {
        var status: Int32?
        var signal: Int32?
        switch output.ending {
        case .exited(let code): status = code
        case .signalled(let number): signal = number
        }
        let run = JSONValue(members: [
            "leg": .string(probe.leg.rawValue),
            "family": .string(probe.family.rawValue),
            "exit_status": status.map { .int($0) },
            "signal": signal.map { .int($0) },
            "truncated": .bool(output.truncated),
        ])
        guard let record else {
            return run.merging(
                JSONValue(members: ["tool": .string(probe.tool.rawValue), "target": .text(probe.target)]))
        }
        return run.merging(path(record))
    }

    private static func hop(_ hop: PathRecord.Hop) -> JSONValue {
        JSONValue(members: [
            "ttl": .int(hop.ttl),
            "replies": .array(
                hop.replies.map { reply in
                    JSONValue(members: [
                        "address": reply.address.map { .string($0.description) },
                        "name": .text(reply.name),
                        "rtt_ms": .array(reply.rttMS.compactMap { .milliseconds($0) }),
                        "annotation": .text(reply.annotation),
                        "asn": .text(reply.asn), "as_name": .text(reply.asName),
                        "mpls": .text(reply.mpls),
                    ])
                }),
            "sent": .count(hop.sent),
            "lost": .count(hop.lost),
            "loss_percent": hop.lossPercent.flatMap { .double($0) },
            "best_ms": .milliseconds(hop.bestMS),
            "avg_ms": .milliseconds(hop.avgMS),
            "worst_ms": .milliseconds(hop.worstMS),
            "stdev_ms": .milliseconds(hop.stdevMS),
        ])
    }
}
