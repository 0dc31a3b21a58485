import CaseFacts
import CaseModel

extension AnalysisRule {
    static let nameNotFound = AnalysisRule(
        "name-not-found", .cause,
        help: "Says when every name server that was asked denies that the name exists."
    ) { view, _ in
        var seen: Set<Hostname> = []
        return view.lookupGroups(of: [.a, .aaaa]).compactMap { group -> Finding? in
            let answers = group.lookups.filter { $0.rcode != nil }
            guard view.concerns(group.name.description), !answers.isEmpty,
                answers.allSatisfy({ $0.rcode == "NXDOMAIN" }), seen.insert(group.name).inserted
            else { return nil }
            return Finding(
                "name-not-found", "\(group.name) does not exist in the DNS", .edgeConfiguration,
                answers.count > 1 ? .high : .likely, because: answers.map { $0.cite() },
                next: [
                    "Add the record to the zone, and check that the registrar names the assigned name servers.",
                    Advice.dig(group.name.description, group.type.description),
                ])
        }
    }
}
