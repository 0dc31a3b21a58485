import CaseFacts
import CaseModel

extension AnalysisRule {
    static let nameNotFound = AnalysisRule(
        "name-not-found", .cause,
        help: "Says when every name server that was asked denies that the name exists.",
        needs: .all(.lookups),
        against: "One name server that knows the name.",
        asks: [.walk, .assignedServers], source: .standard("RFC 8020")
    ) { view, _ in
        var seen: Set<Hostname> = []
        return view.lookupGroups(of: [.a, .aaaa]).compactMap { group -> Finding? in
            let answers = group.lookups.filter { $0.rcode != nil }
            guard view.concerns(group.name.description), !answers.isEmpty,
                answers.allSatisfy({ $0.rcode == "NXDOMAIN" }), seen.insert(group.name).inserted
            else { return nil }
            // The name is there when it is an alias; then its target is not.
            if let target = answers.lazy.compactMap(\.aliases.last).first {
                return Self.lostTarget(view, group.name.description, target, answers)
            }
            return Finding(
                "name-not-found", "\(group.name) does not exist in the DNS", .edgeConfiguration,
                answers.count > 1 ? .high : .likely, because: answers.map { $0.cite() },
                next: [
                    "Add the record to the zone, and check that the registrar names the assigned name servers.",
                    Advice.dig(group.name.description, group.type.description),
                ])
        }
    }

    private static func lostTarget(
        _ view: EvidenceView, _ name: String, _ target: String, _ answers: [Lookup]
    ) -> Finding? {
        // What the edge says of it has a rule of its own.
        guard !view.numberedErrors.contains(where: { $0.host == name && [1001, 1016].contains($0.number) })
        else {
            return nil
        }
        return Finding(
            "name-not-found-target", "\(name) leads on to \(target), which does not exist in the DNS",
            .edgeConfiguration, answers.count > 1 ? .high : .likely, because: answers.map { $0.cite() },
            next: ["Correct the CNAME's target, or create its record.", Advice.dig(target, "A")])
    }
}
