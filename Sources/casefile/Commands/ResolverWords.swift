import CaseFacts
import CaseModel
import CasePlan
import CaseSystem

/// Whom to ask for names: the servers that were given, the system's, and public ones to compare.
struct ResolverWords {
    let given: [PlanOptions.Resolver]
    private let asksSystem: Bool
    private let open: [PublicResolver]

    /// - Parameters:
    ///   - words: Values of `--resolver`.
    ///   - asksSystem: Whether the servers of this host are asked.
    ///   - open: Public ones to ask too.
    /// - Throws: `RequestError` for a word that names no server.
    init(_ words: [String], asksSystem: Bool, open: [PublicResolver]) throws(RequestError) {
        var given: [PlanOptions.Resolver] = []
        for word in words { given.append(try Self.resolver(word)) }
        self.given = given
        self.asksSystem = asksSystem
        self.open = open
    }

    /// In the order of the plan; a server that was given is not asked again for another reason.
    func resolvers() -> [PlanOptions.Resolver] {
        var known = Set(given.map(\.server.address))
        let system = (asksSystem ? SystemResolvers.current() : []).filter {
            known.insert($0.address).inserted
        }
        return system.map { .init(server: $0, source: .system) } + given
            + open.filter { known.insert($0.address).inserted }.map(Self.resolver)
    }

    private static func resolver(_ open: PublicResolver) -> PlanOptions.Resolver {
        PlanOptions.Resolver(
            server: Endpoint(address: open.address), source: .open,
            carriers: [.udp, .tcp, .tls(name: open.name), .https(name: open.name, path: open.path)],
            whoAmI: open.whoAmI.map { .init(name: $0.name, recordClass: $0.recordClass) })
    }

    /// Reads `192.0.2.53`, `tls://192.0.2.53:853#name` or `https://192.0.2.53/dns-query#name`.
    private static func resolver(_ word: String) throws(RequestError) -> PlanOptions.Resolver {
        let parts = word.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
        let name = parts.count == 2 ? try? Hostname(String(parts[1])) : nil
        guard parts.count == 1 || name != nil, let address = parts.first else { throw problem }
        if address.hasPrefix("tls://") {
            guard let server = Endpoint(address.dropFirst(6)) else { throw problem }
            return PlanOptions.Resolver(server: server, source: .given, carriers: [.tls(name: name)])
        }
        if address.hasPrefix("https://") {
            let rest = address.dropFirst(8)
            let slash = rest.firstIndex(of: "/") ?? rest.endIndex
            guard let server = Endpoint(unbracketed(rest[..<slash])) else { throw problem }
            let path = slash == rest.endIndex ? "/dns-query" : String(rest[slash...])
            return PlanOptions.Resolver(
                server: server, source: .given, carriers: [.https(name: name, path: path)])
        }
        guard parts.count == 1 else { throw problem }
        return PlanOptions.Resolver(server: try endpoint(word, "--resolver"), source: .given)
    }

    /// In a URL an IPv6 address has brackets, also without a port.
    private static func unbracketed(_ text: Substring) -> Substring {
        text.hasPrefix("[") && text.hasSuffix("]") ? text.dropFirst().dropLast() : text
    }

    private static let problem = RequestError.value(
        option: "--resolver", problem: "this is no name server's address",
        hint:
            "write 192.0.2.53, 192.0.2.53:5353, tls://192.0.2.53#dns.example.com or https://192.0.2.53/dns-query#dns.example.com"
    )
}
