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
                .edgeConfiguration, .high, because: [walk.cite(reason)],
                next: [
                    "Compare the DS at the registrar with the keys of the zone; after a change of the DNS provider the old DS "
                        + "has to go, or the new provider's has to be entered.",
                    "Ask with dig +cd: an answer there, and SERVFAIL without, is the same seen by a resolver.",
                ])
        }
    }
}
