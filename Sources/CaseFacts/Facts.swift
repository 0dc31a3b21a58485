package import CaseModel
import JSONBytes

/// What is known about the CDN and ages: its errors, addresses, support policy and timeouts.
///
/// The bundled editions are compiled in; a user may replace any of the four.
package struct Facts: Sendable {
    /// The name, date and source of each data file, in the order errors, ranges, support, limits, network.
    package let editions: [(name: String, asOf: String, source: String)]
    /// The address blocks proxied names resolve to, IPv4 first.
    package let proxyRanges: [IPPrefix]
    /// Resolvers everybody may ask; nobody visits a site from their addresses.
    package let publicResolvers: [IPAddress]
    /// Every priority and what it means.
    package let priorities: [Incident.Priority: PriorityFact]
    /// What the support portal takes; extensions are lower case without a dot, the limit is per file.
    package let attachments: (extensions: Set<String>, byteLimit: Int)
    /// Named limits, in the order of the file.
    package let timeouts: [TimeoutFact]
    /// Names, addresses and sizes of the network that no other file has.
    package let network: NetworkFacts
    /// Every known error number, in order.
    package let errorCodes: [Int]

    private let errors: [Int: ErrorFact]
    private let responses: [FirstResponse]
    private let channelRows: [ChannelRow]

    /// Reads the editions that were compiled in.
    ///
    /// - Throws: `FactsError` when the build is broken; never for a released program.
    package static func bundled() throws(FactsError) -> Facts {
        try Facts(
            errors: PackageResources.errors_json, ranges: PackageResources.ranges_json,
            support: PackageResources.support_json, limits: PackageResources.limits_json)
    }

    /// Reads four data files.
    ///
    /// - Parameters:
    ///   - errors: The error knowledge base, JSON.
    ///   - ranges: The proxy's address blocks, JSON.
    ///   - support: Priorities, response targets, channels and attachments, JSON.
    ///   - limits: Named timeouts, JSON.
    /// - Throws: `FactsError` that names the file and the member that is wrong.
    package init(
        errors: [UInt8], ranges: [UInt8], support: [UInt8], limits: [UInt8]
    ) throws(FactsError) {
        let errorFile = try FactsFile("errors", errors)
        let rangeFile = try FactsFile("ranges", ranges)
        let supportFile = try FactsFile("support", support)
        let limitFile = try FactsFile("limits", limits)
        let networkFile = try FactsFile("network", PackageResources.network_json)
        editions = [errorFile, rangeFile, supportFile, limitFile, networkFile].map {
            ($0.name, $0.asOf, $0.source)
        }
        self.errors = try ErrorFact.read(errorFile)
        errorCodes = self.errors.keys.sorted()
        proxyRanges = try Self.prefixes(rangeFile)
        publicResolvers = try Self.addresses("public_resolvers", of: rangeFile)
        priorities = try PriorityFact.read(supportFile)
        responses = try FirstResponse.read(supportFile)
        channelRows = try ChannelRow.read(supportFile)
        attachments = try Self.attachments(supportFile)
        timeouts = try TimeoutFact.read(limitFile)
        network = try NetworkFacts(networkFile)
    }

    /// What is known about an HTTP status from 500 up or a number from 1000 up.
    package func error(_ code: Int) -> ErrorFact? { errors[code] }

    /// The limit of that name: `connect`, `ack`, `read`, `write`, ….
    package func timeout(_ name: String) -> TimeoutFact? { timeouts.first { $0.name == name } }

    /// How soon a first answer is promised, or `nil` when nothing is promised.
    package func firstResponse(
        plan: Incident.SupportPlan, priority: Incident.Priority
    ) -> FirstResponse? {
        responses.first { $0.plan == plan && $0.priority == priority }
    }

    /// Every way to reach support and whether the plan has it.
    package func channels(plan: Incident.SupportPlan) -> [ChannelFact] {
        channelRows.compactMap { row in
            row.availability[plan].map { ChannelFact(name: row.name, availability: $0, note: row.note) }
        }
    }

    /// Whether an address belongs to the proxy.
    package func isProxy(_ address: IPAddress) -> Bool {
        proxyRanges.contains { $0.contains(address) }
    }

    private static func addresses(_ name: String, of file: FactsFile) throws(FactsError) -> [IPAddress] {
        // A file of the user's may be about the blocks alone.
        guard file.root[name] != nil else { return [] }
        var addresses: [IPAddress] = []
        for (index, text) in try file.strings(name, of: file.root, at: "").enumerated() {
            guard let address = IPAddress(text) else { throw file.wrong("\(name)[\(index)]") }
            addresses.append(address)
        }
        return addresses
    }

    private static func prefixes(_ file: FactsFile) throws(FactsError) -> [IPPrefix] {
        var prefixes: [IPPrefix] = []
        for name in ["ipv4", "ipv6"] {
            for (index, text) in try file.strings(name, of: file.root, at: "").enumerated() {
                guard let prefix = IPPrefix(text), prefix.base.isV4 == (name == "ipv4") else {
                    throw file.wrong("\(name)[\(index)]")
                }
                prefixes.append(prefix)
            }
        }
        return prefixes
    }

    private static func attachments(
        _ file: FactsFile
    ) throws(FactsError) -> (extensions: Set<String>, byteLimit: Int) {
        guard let rules = file.root["attachments"] else { throw file.wrong("attachments") }
        let extensions = try file.strings("extensions", of: rules, at: "attachments.")
        guard let limit = rules["byte_limit"]?.int, limit > 0 else {
            throw file.wrong("attachments.byte_limit")
        }
        return (Set(extensions.map { $0.lowercased() }), limit)
    }
}
