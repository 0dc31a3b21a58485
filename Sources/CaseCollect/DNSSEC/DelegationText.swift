import CaseModel

extension DelegationEvidence {
    /// The walk for people, a paragraph a zone.
    func transcript(of probe: DelegationProbe) -> String {
        var lines = ["; the way from the root to \(probe.name), \(queries) questions, no recursion"]
        for zone in zones {
            lines.append("")
            lines.append("\(zone.name)  DNSSEC: \(zone.security.sentence)")
            if !zone.parentServers.isEmpty {
                lines.append("  parent names:  \(zone.parentServers.joined(separator: ", "))")
            }
            if !zone.ownServers.isEmpty, zone.ownServers != zone.parentServers {
                lines.append("  zone names:    \(zone.ownServers.joined(separator: ", "))")
            }
            if !zone.delegatedTags.isEmpty {
                lines.append(
                    "  DS tags: \(zone.delegatedTags.map(String.init).joined(separator: ", ")); key tags: "
                        + zone.keyTags.map(String.init).joined(separator: ", "))
            }
            for server in zone.servers {
                let time = server.queryTime.map { ", \(Int($0.milliseconds.rounded())) ms" } ?? ""
                let said =
                    server.failure.map { "\($0.code.rawValue) in \($0.operation.rawValue)" }
                    ?? "\(server.rcode ?? "?")\(server.isAuthoritative ? ", authoritative" : ", not authoritative")"
                    + (server.serial.map { ", serial \($0)" } ?? ", no SOA")
                lines.append("  \(server.name) (\(server.address)): \(said)\(time)")
            }
        }
        if !answers.isEmpty { lines.append("") }
        for answer in answers {
            let values = answer.values.isEmpty ? "no records" : answer.values.joined(separator: ", ")
            let ttl = answer.ttl.map { " (ttl \($0))" } ?? ""
            lines.append("\(probe.name) \(answer.type) at \(answer.server): \(answer.rcode), \(values)\(ttl)")
        }
        lines.append("\(probe.name)  DNSSEC: \(security.sentence)")
        if let stopped { lines.append("stopped: \(stopped)") }
        return lines.joined(separator: "\n") + "\n"
    }
}

extension DelegationProbe {
    /// The nearest that dig has.
    var commandLine: String {
        "dig +trace +dnssec \(name) A"
            + (roots.first.map { " @\($0.address)" + ($0.port.map { " -p \($0)" } ?? "") } ?? "")
    }
}
