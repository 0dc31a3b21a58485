import CaseModel

extension Plan {
    private static let hostTypes: [DNSType] = [.a, .aaaa, .cname, .https]
    private static let zoneTypes: [DNSType] = [.ns, .soa, .mx, .txt, .caa, .ds]
    /// What servers say of themselves (RFC 4892 §3, and what BIND began).
    private static let serverNames = [
        ("id", "id.server"), ("hostname", "hostname.bind"), ("version", "version.bind"),
    ]

    /// Walks from the root, what a host has and what a zone has at every server, and who the servers are.
    static func dnsSteps(_ incident: Incident, _ options: PlanOptions) -> [Step] {
        walks(incident, options) + questions(incident, options) + identities(options)
    }

    private static func walks(_ incident: Incident, _ options: PlanOptions) -> [Step] {
        guard !options.roots.isEmpty else { return [] }
        return hostNames(incident).enumerated().map { index, name in
            let probe = DelegationProbe(
                name: name, roots: options.roots, anchors: options.anchors,
                resolvers: options.resolvers.filter(\.isOwn).map(\.server))
            return Step(
                id: StepID("dns-walk-\(index + 1)"), action: .delegation(probe),
                deadline: min(.seconds(20), options.deadline))
        }
    }

    private static func questions(_ incident: Incident, _ options: PlanOptions) -> [Step] {
        var questions = hostNames(incident).map { ($0, hostTypes) }
        if let known = questions.firstIndex(where: { $0.0 == incident.zone }) {
            questions[known].1 += zoneTypes
        } else {
            questions.append((incident.zone, zoneTypes))
        }
        var steps: [Step] = []
        for (nameIndex, (name, types)) in questions.enumerated() {
            for type in types {
                for (serverIndex, resolver) in options.resolvers.enumerated() {
                    let isCompared = options.asksWays && [.a, .aaaa].contains(type)
                    for carrier in isCompared ? resolver.carriers : Array(resolver.carriers.prefix(1)) {
                        let suffix =
                            carrier == resolver.carriers.first ? "" : "-\(carrier.transport.rawValue)"
                        var probe = DNSProbe(
                            name: name, type: type, server: resolver.server, serverSource: resolver.source)
                        probe.carrier = carrier
                        steps.append(
                            step(
                                "dns-\(nameIndex + 1)-\(type)-server-\(serverIndex + 1)\(suffix)", probe,
                                options))
                    }
                }
            }
        }
        return steps
    }

    private static func identities(_ options: PlanOptions) -> [Step] {
        guard options.asksWays else { return [] }
        var steps: [Step] = []
        for (index, resolver) in options.resolvers.enumerated() {
            func add(_ word: String, _ name: Hostname, _ recordClass: DNSClass) {
                var probe = DNSProbe(
                    name: name, type: .txt, server: resolver.server, serverSource: resolver.source)
                probe.carrier = resolver.carriers.first ?? .udp
                probe.recordClass = recordClass
                steps.append(step("dns-server-\(index + 1)-\(word)", probe, options))
            }
            for (word, text) in serverNames {
                if let name = try? Hostname(text) { add(word, name, .chaos) }
            }
            if let question = resolver.whoAmI { add("whoami", question.name, question.recordClass) }
        }
        return steps
    }

    private static func step(_ id: String, _ probe: DNSProbe, _ options: PlanOptions) -> Step {
        var probe = probe
        probe.timeout = min(probe.timeout, options.deadline)
        return Step(
            id: StepID(id), action: .dns(probe), deadline: min(.seconds(10), options.deadline))
    }
}
