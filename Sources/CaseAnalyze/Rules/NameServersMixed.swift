import CaseFacts
import CaseModel

extension AnalysisRule {
    static let nameServersMixed = AnalysisRule(
        "name-servers-mixed", .lead,
        help: "Says when a zone is delegated to the CDN and to another provider at once.",
        needs: .all(.walk),
        against: "A setup with several DNS providers that is meant, with the same records at each.",
        asks: [.assignedServers], source: .edition("network")
    ) { view, facts in
        view.zoneDelegations.compactMap { walk, zone in
            let assigned = zone.parentServers.filter(facts.network.isAssigned)
            let others = zone.parentServers.filter { server in
                !facts.network.isAssigned(server) && !facts.network.isMisspelled(server)
                    && server != zone.name && !server.hasSuffix("." + zone.name)
            }
            guard !assigned.isEmpty, !others.isEmpty else { return nil }
            // Several providers may be meant; what they answer tells.
            let answers = walk.evidence.answers.filter { $0.type == .a || $0.type == .aaaa }
            let differ = [DNSType.a, .aaaa].contains { type in
                Set(answers.filter { $0.type == type }.map { [$0.rcode] + $0.values }).count > 1
            }
            return Finding(
                "name-servers-mixed",
                "\(zone.name) is delegated to the CDN and to \(others.joined(separator: ", ")): visitors "
                    + (differ ? "get other answers from each" : "may get other answers from each"),
                .edgeConfiguration, differ ? .likely : .possible,
                because: [walk.citeParent(of: zone)]
                    + (differ
                        ? answers.prefix(6).map { answer in
                            walk.cite(
                                "\(answer.server) on \(answer.type): \(answer.values.joined(separator: ", "))"
                            )
                        } : []),
                next: [
                    "Leave the assigned pair alone at the registrar, unless several providers are meant and hold the same records."
                ])
        }
    }
}
