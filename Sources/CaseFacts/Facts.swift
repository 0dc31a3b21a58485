package import CaseModel
import JSONBytes

/// What is known about the CDN and ages: its errors, headers, addresses, limits, support policy and playbooks.
///
/// The bundled editions are compiled in; a user's policy file may change any part of them.
package struct Facts: Sendable {
    /// Which edition of each data file is in use, in the order of `FactsFiles.names`; a policy file's stands last.
    package let editions: [DataEdition]
    /// The address blocks proxied names resolve to, IPv4 first.
    package let proxyRanges: [IPPrefix]
    /// Resolvers everybody may ask; nobody visits a site from their addresses.
    package let publicResolvers: [IPAddress]
    /// What the support portal takes; extensions are lower case without a dot, the limit is per file.
    package let attachments: (extensions: Set<String>, byteLimit: Int)
    /// Named limits, in the order of the file.
    package let timeouts: [TimeoutFact]
    /// Names, addresses and sizes of the network that no other file has.
    package let network: NetworkFacts
    package let sizes: [SizeFact]
    package let rates: [RateFact]
    package let headers: [HeaderFact]
    /// Faults that have a name and no number.
    package let causes: [CauseFact]
    /// Messages of the dashboard and the API.
    package let messages: [MessageFact]
    package let playbooks: [Playbook]
    package let support: SupportFacts
    /// Servers of the root of DNS.
    package let roots: RootHints
    /// Resolvers to compare with.
    package let resolvers: PublicResolvers
    /// Where the vendor's services are.
    package let services: Services
    /// Every known error number, in order.
    package let errorCodes: [Int]

    private let errors: [Int: ErrorFact]

    /// Reads the editions that were compiled in.
    ///
    /// A policy file says what the user wants otherwise.
    ///
    /// - Throws: `FactsError` for a policy file that fits nothing; never without one for a released program.
    package static func bundled(policy: PolicyFile? = nil) throws(FactsError) -> Facts {
        try Facts(.bundled, policy: policy)
    }

    /// Reads data files.
    ///
    /// - Throws: `FactsError` that names the file and the member that is wrong.
    package init(_ files: FactsFiles, policy: PolicyFile? = nil) throws(FactsError) {
        do throws(FactsError) {
            try self.init(documents: try FactsDocuments(files, policy), policy: policy)
        } catch { throw policy?.translated(error) ?? error }
    }

    private init(documents: FactsDocuments, policy: PolicyFile?) throws(FactsError) {
        editions = documents.all.map(\.edition) + (policy.map { [$0.edition] } ?? [])
        let words = try NeedWords(documents.errors)
        errors = try ErrorFact.read(documents.errors)
        errorCodes = errors.keys.sorted()
        messages = try MessageFact.read(documents.errors)
        causes = try CauseFact.read(documents.causes, words)
        headers = try HeaderFact.read(documents.headers)
        proxyRanges = try documents.ranges.prefixes()
        publicResolvers = try documents.ranges.addresses("public_resolvers")
        support = try SupportFacts(documents.support)
        attachments = try documents.support.attachments()
        timeouts = try TimeoutFact.read(documents.limits)
        sizes = try SizeFact.read(documents.limits)
        rates = try RateFact.read(documents.limits)
        playbooks = try Playbook.read(documents.playbooks, words)
        roots = try RootHints(documents.roots)
        network = try NetworkFacts(documents.network)
        resolvers = try PublicResolvers(documents.resolvers)
        services = try Services(documents.services)
    }

    /// What is known about an HTTP status from 400 up or a number from 1000 up.
    package func error(_ code: Int) -> ErrorFact? { errors[code] }

    /// The limit of that name: `connect`, `ack`, `read`, `write`, ….
    package func timeout(_ name: String) -> TimeoutFact? { timeouts.first { $0.name == name } }

    /// The limit of that name: `url`, `response-headers`, ….
    package func size(_ name: String) -> SizeFact? { sizes.first { $0.name == name } }

    /// What is known about a fault by one of its names, case ignored.
    package func cause(_ name: String) -> CauseFact? { causes.first { $0.answers(to: name) } }

    /// The playbook of a word of `--for`; any known number from 1000 to 1999 is `1xxx`.
    package func playbook(_ name: String) -> Playbook? {
        let name = name.lowercased()
        if let found = playbooks.first(where: { $0.name == name }) { return found }
        guard let code = Int(name), (1000...1999).contains(code), errors[code] != nil else { return nil }
        return playbooks.first { $0.name == "1xxx" }
    }

    /// Every priority and what it means, in the chosen edition.
    package var priorities: [Incident.Priority: PriorityFact] { support.policy.priorities }

    /// How soon a first answer is promised, or `nil` when nothing is promised.
    package func firstResponse(
        plan: Incident.SupportPlan, priority: Incident.Priority
    ) -> FirstResponse? {
        support.policy.firstResponse(plan: plan, priority: priority)
    }

    /// Every way to reach support and whether the plan has it.
    package func channels(plan: Incident.SupportPlan) -> [ChannelFact] { support.policy.channels(plan: plan) }

    /// Whether an address belongs to the proxy.
    package func isProxy(_ address: IPAddress) -> Bool {
        proxyRanges.contains { $0.contains(address) }
    }
}
