import CaseFacts
import CaseModel

extension AnalysisRule {
    static let negativeCache = AnalysisRule(
        "negative-cache", .lead,
        help: "Says when a resolver still remembers that a name did not exist, and for how long.",
        needs: .all(.lookups), against: "Authoritative servers that deny the name too.",
        asks: [.walk], source: .standard("RFC 2308 §5")
    ) { view, _ in
        view.lookupGroups(of: [.a, .aaaa]).compactMap { group -> Finding? in
            let holding = group.lookups.filter { !$0.addresses.isEmpty }
            let walked = view.walks.first { walk in
                walk.probe.name == group.name
                    && walk.evidence.answers.contains { $0.type == group.type && !$0.values.isEmpty }
            }
            let denying = group.lookups.compactMap { lookup in lookup.negativeTTL.map { (lookup, $0) } }
            guard !holding.isEmpty || walked != nil, let longest = denying.map(\.1).max() else { return nil }
            let wait = Duration.seconds(Int64(longest)).spoken
            return Finding(
                "negative-cache",
                "\(denying.count) of \(group.lookups.count) servers remember that \(group.name) \(group.type) did not exist, for at "
                    + "most \(wait) more", .benign, walked == nil ? .likely : .high,
                because: denying.prefix(4).map {
                    $0.0.cite("\($0.0.rcode ?? ""), remembered for \($0.1) s more")
                }
                    + holding.prefix(2).map { $0.cite() }
                    + [
                        walked?.cite(
                            "the authoritative servers have an answer for \(group.name) \(group.type)")
                    ],
                next: ["Wait \(wait); a resolver's operator can empty its cache sooner."])
        }
    }
}

extension Lookup {
    /// Seconds for which a denial is remembered still: the TTL of the SOA in the authority section, no more than its last field.
    ///
    /// - Returns: `nil` for another answer, and for one of an authoritative server, which remembers nothing.
    var negativeTTL: UInt32? {
        guard let message, rcode == "NXDOMAIN" || rcode == "NOERROR" && addresses.isEmpty,
            !message.flags.authoritative, let soa = message.authority.first(where: { $0.type == .soa })
        else { return nil }
        let minimum = soa.data.split(separator: " ").last.flatMap { UInt32($0) } ?? soa.ttl
        return min(soa.ttl, minimum)
    }
}
