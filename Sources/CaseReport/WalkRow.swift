import CaseModel
import CaseRedact

/// A walk from the root to a name, in a sentence for each zone that is somebody's own.
struct WalkRow {
    let name: String
    let walk: DelegationEvidence

    /// A row for each walk, in plan order.
    static func rows(_ evidence: SealedCase) -> [WalkRow] {
        evidence.steps.compactMap { step in
            let observation = step.observation.value
            guard case .delegation(let probe) = observation.step.action,
                case .delegation(let walk) = observation.evidence
            else { return nil }
            return WalkRow(name: probe.name.description, walk: walk)
        }
    }

    /// `secure`, or `bogus, the A of www.example.com has no signature`.
    var security: String { walk.security.sentence }

    /// `example.com at 4 of 4 name servers, serial 7`.
    var zones: [String] {
        walk.zones.filter { !$0.servers.isEmpty }.map { zone in
            let reached = zone.servers.filter { !$0.isOutOfReach }
            let serving = reached.count { !$0.isLame }
            let serials = Set(zone.servers.compactMap(\.serial)).sorted().map(String.init)
            let serial = serials.isEmpty ? "" : ", serial \(serials.joined(separator: " and "))"
            return
                "\(zone.name) at \(serving) of \(Measure.count(reached.count, "name server"))\(serial)"
        }
    }

    /// All of it.
    var sentence: String {
        let way = zones.isEmpty ? "" : "; \(zones.joined(separator: "; "))"
        let end = walk.stopped.map { "; stopped: \($0)" } ?? ""
        return "from the root to \(name): DNSSEC \(security)\(way)\(end)"
    }
}
