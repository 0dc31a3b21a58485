import CaseFacts
import CaseModel

extension AnalysisRule {
    static let dnssecBogus = AnalysisRule(
        "dnssec-bogus", .cause,
        help: "Says when the chain of DNSSEC signatures to a name is broken, and where.",
        needs: .all(.walk),
        against: "A validating resolver that answers.",
        asks: [.assignedServers], source: .standard("RFC 4035 §5")
    ) { view, _ in
        view.walks.compactMap { walk -> Finding? in
            let broken = walk.evidence.zones.first { if case .bogus = $0.security { true } else { false } }
            let security = broken?.security ?? walk.evidence.security
            guard case .bogus(let reason) = security else { return nil }
            let place = broken.map { "the zone \($0.name)" } ?? "\(walk.probe.name)"
            return Finding(
                "dnssec-bogus",
                "DNSSEC is broken at \(place): resolvers that validate give no answer for \(walk.probe.name)",
                .edgeConfiguration, .high,
                because: [walk.cite(reason)] + view.heldBack(walk.probe.name).prefix(4).map { $0.cite() },
                next: [
                    "Compare the DS at the registrar with the keys of the zone; after a change of the DNS provider the old DS "
                        + "has to go, or the new provider's has to be entered.",
                    "Ask with dig +cd: an answer there, and SERVFAIL without, is the same seen by a resolver.",
                ])
        }
    }
}

extension AnalysisRule {
    static let dnssecRefused = AnalysisRule(
        "dnssec-refused", .cause,
        help:
            "Says when a resolver holds an answer back that it gives when it is told not to validate, and no walk says why.",
        needs: .all(.lookups),
        against:
            "A walk from the root that finds every signature in order: then the resolver itself is wrong.",
        asks: [.walk, .assignedServers], source: .standard("RFC 4035 §3.2.2")
    ) { view, _ in
        var seen: Set<Hostname> = []
        return view.lookups.compactMap { lookup -> Finding? in
            let name = lookup.probe.name
            guard lookup.isHeldBack, seen.insert(name).inserted else { return nil }
            let walk = view.walks.first { $0.probe.name == name }
            if case .bogus = walk?.evidence.security { return nil }
            let isSound = walk?.evidence.security == .secure
            let held = view.heldBack(name)
            let servers = Set(held.map(\.probe.server)).count
            return Finding(
                "dnssec-refused",
                "\(servers == 1 ? "a resolver gives" : "\(servers) resolvers give") no answer for \(name) because of its signatures (DNSSEC)",
                isSound ? .undetermined : .edgeConfiguration, servers > 1 && !isSound ? .likely : .possible,
                because: held.prefix(6).map { $0.cite() },
                against: [isSound ? walk?.cite("every signature from the root on is in order") : nil],
                next: [
                    "Compare the DS at the registrar with the keys of the zone: an old DS stays behind when the DNS provider changes.",
                    Advice.dig(name.description, "DS"),
                ])
        }
    }
}

extension EvidenceView {
    /// Questions about a name whose answers were held back for their signatures.
    fileprivate func heldBack(_ name: Hostname) -> [Lookup] {
        lookups.filter { $0.isHeldBack && $0.probe.name == name }
    }
}
