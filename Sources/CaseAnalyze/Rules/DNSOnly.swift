import CaseFacts
import CaseModel

extension AnalysisRule {
    static let dnsOnly = AnalysisRule(
        "dns-only", .lead,
        help: "Says when the name leads past the CDN, which then has no part in the failure.",
        needs: .all(.edge),
        against: "Addresses of the customer's own that the CDN announces.",
        asks: [.record, .lookups], source: .edition("ranges")
    ) { view, facts in
        var seen: Set<String> = []
        return view.web.compactMap { step -> Finding? in
            guard step.leg == .edge, step.probe.pin == nil, let first = step.exchanges.first,
                first.status != nil, !EdgeErrorNumber.isFromEdge(first)
            else { return nil }
            let lookups = view.lookups.filter {
                $0.probe.name.description == step.host && !$0.addresses.isEmpty
            }
            let isOutside = lookups.allSatisfy { $0.addresses.allSatisfy { !facts.isProxy($0) } }
            guard isOutside, !lookups.isEmpty || first.remote.map({ !facts.isProxy($0.address) }) ?? false,
                seen.insert(step.host).inserted
            else { return nil }
            let edition = facts.editions.first { $0.name == "ranges" }
            return Finding(
                "dns-only",
                "\(step.host) is not proxied: it leads to addresses outside the CDN and the answer has no "
                    + "cf-ray", .edgeConfiguration, lookups.isEmpty ? .likely : .high,
                because: [step.cite("the answer \(first.status.map(String.init) ?? "") has no cf-ray")]
                    + lookups.prefix(4).map { $0.cite() },
                next: [
                    "If the CDN should serve it, switch the record to proxied; if not, ask the host and not the CDN."
                ]
            )?.resting(on: edition?.source, asOf: edition?.asOf)
        }
    }
}
