package import CaseModel
import JSONBytes

/// Names, addresses and words of the CDN's network that age.
package struct NetworkFacts: Sendable, Hashable {
    /// Suffixes of the names of name servers the CDN assigns, lower case.
    package let nameServerSuffixes: [String]
    /// Domains that were seen in their place for a slip of the pen.
    package let misspelledDomains: [String]
    /// Domains that CAA records name the authorities by which the CDN has its certificates from.
    package let certificateAuthorities: Set<String>
    /// Where names of zones with another provider's DNS lead to, and names of tunnels.
    package let partialSuffix: String
    package let tunnelSuffix: String
    /// Addresses that stand in records for no server.
    package let placeholders: [IPPrefix]
    /// Addresses of the CDN no record may lead to.
    package let restricted: [IPPrefix]
    /// A block of the CDN that looks like a private one and is not.
    package let takenForPrivate: IPPrefix
    /// Words of the user agents of monitors, lower case.
    package let monitors: [String]

    init(_ file: FactsFile) throws(FactsError) {
        guard let servers = file.root["name_servers"] else { throw file.wrong("name_servers") }
        nameServerSuffixes = try file.strings("suffixes", of: servers, at: "name_servers.")
        misspelledDomains = try file.strings("misspelled", of: servers, at: "name_servers.")
        guard let authorities = file.root["certificate_authorities"] else {
            throw file.wrong("certificate_authorities")
        }
        certificateAuthorities = Set(
            try file.strings("domains", of: authorities, at: "certificate_authorities."))
        partialSuffix = try file.string("partial_suffix", of: file.root, at: "")
        tunnelSuffix = try file.string("tunnel_suffix", of: file.root, at: "")
        placeholders = try Self.prefixes("placeholders", file)
        restricted = try Self.prefixes("restricted", file)
        guard let block = file.root["taken_for_private"]?["block"]?.string.flatMap({ IPPrefix($0) }) else {
            throw file.wrong("taken_for_private.block")
        }
        takenForPrivate = block
        monitors = try file.strings("monitors", of: file.root, at: "")
    }

    /// Whether a name server is one the CDN assigns.
    package func isAssigned(_ server: String) -> Bool {
        nameServerSuffixes.contains { server.lowercased().hasSuffix("." + $0) }
    }

    /// Whether a name server's domain is a known slip for the CDN's.
    package func isMisspelled(_ server: String) -> Bool {
        misspelledDomains.contains { server.lowercased().hasSuffix("." + $0) }
    }

    /// Whether a user agent is a monitor's.
    package func isMonitor(_ agent: String) -> Bool {
        let agent = agent.lowercased()
        return monitors.contains { agent.contains($0) }
    }

    private static func prefixes(_ member: String, _ file: FactsFile) throws(FactsError) -> [IPPrefix] {
        var prefixes: [IPPrefix] = []
        for text in try file.strings(member, of: file.root, at: "") {
            guard let prefix = IPPrefix(text) else { throw file.wrong(member) }
            prefixes.append(prefix)
        }
        return prefixes
    }
}
