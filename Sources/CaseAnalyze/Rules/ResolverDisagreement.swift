import CaseFacts
import CaseModel

extension AnalysisRule {
    static let resolverDisagreement = AnalysisRule(
        "resolver-disagreement", .lead,
        help: "Says when name servers tell different things about the same name.",
        needs: .all(.lookups),
        against: "A change of the record within its time to live, or a split horizon that is meant.",
        asks: [.walk], source: .standard("RFC 1035 §3.2.1")
    ) { view, facts in
        view.lookupGroups(of: [.a, .aaaa]).compactMap { group -> Finding? in
            // A server that refuses does not serve this host; that is no other opinion.
            let answers = group.lookups.filter { $0.rcode != nil && $0.rcode != "REFUSED" }
            guard answers.count > 1 else { return nil }
            let question = "\(group.name) \(group.type)"
            let codes = Set(answers.compactMap(\.rcode))
            if codes.count > 1 {
                return Self.finding(
                    answers, "rcode",
                    "servers answer \(question) with \(codes.sorted().joined(separator: " and "))", .likely)
            }
            let filled = answers.filter { !$0.addresses.isEmpty }
            if !filled.isEmpty, filled.count < answers.count {
                return Self.finding(
                    answers, "empty", "some servers have no address for \(question), others have", .likely)
            }
            let proxied = filled.filter { $0.addresses.allSatisfy(facts.isProxy) }
            if !proxied.isEmpty, proxied.count < filled.count {
                return Self.finding(
                    answers, "proxied", "some servers lead \(question) to the CDN, others past it", .high)
            }
            // A CDN hands out different addresses on purpose; others rarely do without any in common.
            guard proxied.isEmpty, Self.haveDisjointPair(filled.map(\.addresses)) else { return nil }
            return Self.finding(
                answers, "addresses", "servers give addresses for \(question) that have nothing in common",
                .possible)
        }
    }

    private static func finding(
        _ lookups: [Lookup], _ variant: String, _ title: String, _ confidence: Finding.Confidence
    ) -> Finding? {
        Finding(
            "resolver-disagreement-\(variant)", title, .undetermined, confidence,
            because: lookups.map { $0.cite() },
            next: [
                "If a record was changed lately, wait for its TTL; else look for a split horizon or an old zone at "
                    + "another provider.",
                lookups.first.map { Advice.dig($0.probe.name.description, $0.probe.type.description) },
            ].compactMap { $0 })
    }

    private static func haveDisjointPair(_ sets: [Set<IPAddress>]) -> Bool {
        sets.indices.contains { a in sets[..<a].contains { $0.isDisjoint(with: sets[a]) } }
    }
}
