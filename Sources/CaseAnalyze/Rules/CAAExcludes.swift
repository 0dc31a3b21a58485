import CaseFacts
import CaseModel

extension AnalysisRule {
    static let caaExcludes = AnalysisRule(
        "caa-excludes", .lead,
        help:
            "Says when the CAA records of a proxied name let none of the CDN's authorities issue its certificate.",
        needs: .all(.lookups, .edge),
        against: "A certificate of the owner's own at the edge, from an authority the records do name.",
        asks: [.settings], source: .standard("RFC 8659 §4")
    ) { view, facts in
        // Without the CDN in front, its authorities have nothing to issue.
        let proxied = view.web.first { $0.leg == .edge && $0.exchanges.contains { $0.ray != nil } }
        guard let proxied else { return [] }
        let all = view.lookups.filter { $0.probe.type == .caa && !$0.authorities.isEmpty }
        guard let first = all.first(where: { $0.probe.name.description == proxied.host }) ?? all.first else {
            return []
        }
        let answers = all.filter { $0.probe.name == first.probe.name }
        let named = Set(answers.flatMap(\.authorities))
        guard named.isDisjoint(with: facts.network.certificateAuthorities) else { return [] }
        let shown = proxied.last?.tls?.chain.first.flatMap {
            proxied.cite("the edge shows a certificate of \($0.issuer)")
        }
        return [
            Finding(
                "caa-excludes",
                "the CAA records of \(first.probe.name) name \(named.sorted().joined(separator: ", ")) and none of the CDN's authorities: "
                    + "it cannot renew the certificate of the edge", .edgeConfiguration, .possible,
                because: answers.prefix(4).map { $0.cite() },
                against: [shown],
                next: [
                    "Add issue records for the authorities the CDN uses, or upload a certificate of one that is named."
                ])
        ].compactMap { $0 }
    }
}

extension Lookup {
    /// The domains that `issue` of a CAA answer names, lower case; nobody when it is `;` alone.
    ///
    /// `issuewild` binds wildcards alone (RFC 8659 §4.3).
    fileprivate var authorities: [String] {
        (message?.answers ?? []).filter { $0.type == .caa }.compactMap { record in
            let words = record.data.split(separator: " ", maxSplits: 2)
            guard words.count == 3, words[1].lowercased() == "issue" else { return nil }
            let value = words[2].filter { $0 != "\"" }.prefix { $0 != ";" }.lowercased()
            return value.filter { $0 != " " }
        }.map { $0.isEmpty ? "nobody" : $0 }
    }
}
