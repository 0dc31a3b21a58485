import CaseFacts
import CaseModel

extension AnalysisRule {
    static let edgeRoute = AnalysisRule(
        "edge-route", .lead,
        help:
            "Says when a block of the edge is missing at the origin, as behind a route that takes it for private.",
        needs: .either([.log, .edge], [.log, .har], [.path]),
        against: "A line of the origin's log, or a path, from an address of that block.",
        asks: [.pathBack, .host], source: .edition("network")
    ) { view, facts in
        let block = facts.network.takenForPrivate
        return (swallowed(view, block) ?? missing(view, block)).map { [$0] } ?? []
    }

    /// The edge cannot reach an origin that sends its answers elsewhere.
    private static let codes: Set = [521, 522, 523]

    /// A path from the origin to the block that ends at private addresses.
    private static func swallowed(_ view: EvidenceView, _ block: IPPrefix) -> Finding? {
        for path in view.paths where path.probe == nil && path.record.reached == false {
            guard let address = path.record.targetAddress, block.contains(address) else { continue }
            let seen = path.record.hops.flatMap(\.replies).compactMap(\.address)
            guard !seen.isEmpty, seen.allSatisfy({ $0.isPrivate }) else { continue }
            return finding(
                "edge-route-swallowed",
                "a path to \(address) does not leave the private network: a route takes \(block) for private",
                .likely,
                because: [
                    path.cite("\(seen.count) answers, all of private addresses, and none of \(address)")
                ], block)
        }
        return nil
    }

    /// Other blocks of the edge ask often, and this one never does, while the edge says it cannot connect.
    private static func missing(_ view: EvidenceView, _ block: IPPrefix) -> Finding? {
        let errors = codes.sorted().flatMap { view.edgeErrors($0) }
        guard !errors.isEmpty else { return nil }
        for log in view.logs {
            let addresses = log.evidence.edgeAddresses.compactMap { IPAddress($0.address) }
            let lines = log.edgeLines
            guard addresses.count >= 5, lines >= 100, !addresses.contains(where: block.contains) else {
                continue
            }
            return finding(
                "edge-route-missing",
                "the origin's log has \(addresses.count) addresses of the edge and none of \(block), while the edge cannot connect at "
                    + "times", .possible,
                because: [
                    log.cite(
                        "\(lines) lines from \(addresses.count) of the edge's busiest addresses, none in \(block)"
                    )
                ]
                    + errors.flatMap(\.citations), block)
        }
        return nil
    }

    private static func finding(
        _ id: String, _ title: String, _ confidence: Finding.Confidence, because: [Finding.Citation?],
        _ block: IPPrefix
    ) -> Finding? {
        Finding(
            id, title, .origin, confidence, because: because,
            next: [
                "Look for a route or a firewall rule over 172.0.0.0/8: private is 172.16.0.0/12 alone, and \(block) is the edge's.",
                "On the origin run: mtr -rwbzc 50 ADDRESS, with one of \(block).",
            ])
    }
}
