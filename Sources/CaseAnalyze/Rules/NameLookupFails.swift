import CaseFacts
import CaseModel

extension AnalysisRule {
    static let nameLookupFails = AnalysisRule(
        "name-lookup-fails", .cause,
        help: "Says when no name server that was asked could look the name up.",
        needs: .all(.lookups),
        against: "One name server that answers.",
        asks: [.walk, .secondNetwork], source: .standard("RFC 1035 §4.1.1")
    ) { view, _ in
        var seen: Set<Hostname> = []
        return view.lookupGroups(of: [.a, .aaaa]).compactMap { group -> Finding? in
            let bad = group.lookups.filter {
                $0.rcode == nil || $0.rcode == "SERVFAIL" || $0.rcode == "REFUSED"
            }
            guard view.concerns(group.name.description), bad.count == group.lookups.count,
                seen.insert(group.name).inserted
            else { return nil }
            let heard = bad.contains { $0.rcode != nil }
            let name = group.name.description
            return Finding(
                "name-lookup-fails", "no name server that was asked could look up \(name)",
                heard ? .edgeConfiguration : .client, .possible, because: bad.map { $0.cite() },
                next: heard
                    ? [
                        "Check DNSSEC: dig +cd \(name) A answers and dig \(name) A does not when the DS record is stale.",
                        Advice.dig(name, "DS"),
                    ]
                    : ["Check that this host may send DNS questions to these servers."])
        }
    }
}
