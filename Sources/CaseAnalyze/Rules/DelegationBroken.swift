import CaseFacts
import CaseModel

extension AnalysisRule {
    static let delegation = AnalysisRule(
        "delegation", .lead,
        help:
            "Says when name servers of a zone do not serve it, are not the parent's, or differ from each other.",
        needs: .all(.walk),
        against: "A filter between this host and the name servers.",
        asks: [.assignedServers], source: .standard("RFC 1912 §2.8")
    ) { view, _ in
        view.walks.flatMap { walk in
            walk.evidence.zones.flatMap { zone in
                [lame(walk, zone), names(walk, zone), serials(walk, zone)].compactMap { $0 }
            } + [answers(walk)].compactMap { $0 }
        }
    }

    private static func lame(_ walk: DelegationWalk, _ zone: DelegationZone) -> Finding? {
        let counted = zone.servers.filter(\.isLame)
        guard !counted.isEmpty else { return nil }
        let who = counted.map { "\($0.name) (\($0.address))" }.joined(separator: ", ")
        return Finding(
            "delegation-lame",
            "\(counted.count) of \(zone.servers.count) name servers of \(zone.name) do not serve it: \(who)",
            .edgeConfiguration, counted.count == zone.servers.count ? .high : .likely,
            because: counted.map { server in
                walk.cite(
                    "\(server.address) for \(zone.name): "
                        + (server.failure?.says ?? "\(server.rcode ?? "no answer"), not authoritative"))
            },
            next: ["Take them out of the parent's records at the registrar, or let them serve the zone."])
    }

    private static func names(_ walk: DelegationWalk, _ zone: DelegationZone) -> Finding? {
        guard !zone.ownServers.isEmpty, zone.ownServers != zone.parentServers else { return nil }
        return Finding(
            "delegation-mismatch", "the parent and the zone \(zone.name) name different name servers",
            .edgeConfiguration,
            .likely,
            because: [
                walk.citeParent(of: zone),
                walk.cite("the zone names \(zone.ownServers.joined(separator: ", "))"),
            ], next: ["Enter at the registrar the name servers the DNS provider gave, and no others."])
    }

    private static func serials(_ walk: DelegationWalk, _ zone: DelegationZone) -> Finding? {
        let serials = Set(zone.servers.compactMap(\.serial))
        guard serials.count > 1 else { return nil }
        return Finding(
            "delegation-serials", "name servers of \(zone.name) have different editions of it", .undetermined,
            .possible,
            because: zone.servers.filter { $0.serial != nil }.map { server in
                walk.cite("\(server.name) (\(server.address)) has serial \(server.serial ?? 0)")
            },
            next: [
                "Ask again in a minute: a transfer may be on its way. If it lasts, a secondary does not follow."
            ])
    }

    private static func answers(_ walk: DelegationWalk) -> Finding? {
        // What a server that does not serve the zone says of it does not count.
        let lame = Set((walk.evidence.zones.last?.servers ?? []).filter(\.isLame).map(\.address))
        var differing: [DelegationAnswer] = []
        for type in [DNSType.a, .aaaa] {
            let answers = walk.evidence.answers.filter { answer in
                answer.type == type && ["NOERROR", "NXDOMAIN"].contains(answer.rcode)
                    && !lame.contains(answer.server)
            }
            if Set(answers.map { [$0.rcode] + $0.values }).count > 1 { differing += answers }
        }
        guard !differing.isEmpty else { return nil }
        return Finding(
            "delegation-answers", "the authoritative servers do not agree on \(walk.probe.name)",
            .undetermined, .possible,
            because: differing.prefix(8).map { answer in
                walk.cite(
                    "\(answer.server) on \(answer.type): \(answer.rcode), "
                        + (answer.values.isEmpty ? "no records" : answer.values.joined(separator: ", ")))
            }, next: ["A load balancer may do so on purpose; else compare the zone at each server."])
    }
}
