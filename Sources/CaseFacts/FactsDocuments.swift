import CaseModel
import JSONBytes

/// Every data file, read as JSON, with what the user's file says laid over it.
struct FactsDocuments {
    let errors: FactsFile
    let causes: FactsFile
    let headers: FactsFile
    let ranges: FactsFile
    let support: FactsFile
    let limits: FactsFile
    let playbooks: FactsFile
    let network: FactsFile
    let roots: FactsFile
    let resolvers: FactsFile
    let services: FactsFile

    var all: [FactsFile] {
        [errors, causes, headers, ranges, support, limits, playbooks, network, roots, resolvers, services]
    }

    init(_ files: FactsFiles, _ policy: PolicyFile?) throws(FactsError) {
        func read(_ name: String) throws(FactsError) -> FactsFile {
            let file = try FactsFile(name, files.bytes[name] ?? [])
            return try policy?.applied(to: file) ?? file
        }
        errors = try read("errors")
        causes = try read("causes")
        headers = try read("headers")
        ranges = try read("ranges")
        support = try read("support")
        limits = try read("limits")
        playbooks = try read("playbooks")
        network = try read("network")
        roots = try read("roots")
        resolvers = try read("resolvers")
        services = try read("services")
    }
}

extension FactsFile {
    func addresses(_ name: String) throws(FactsError) -> [IPAddress] {
        // A file of the user's may be about the blocks alone.
        guard root[name] != nil else { return [] }
        var addresses: [IPAddress] = []
        for (index, text) in try strings(name, of: root, at: "").enumerated() {
            guard let address = IPAddress(text) else { throw wrong("\(name)[\(index)]") }
            addresses.append(address)
        }
        return addresses
    }

    func prefixes() throws(FactsError) -> [IPPrefix] {
        var prefixes: [IPPrefix] = []
        for name in ["ipv4", "ipv6"] {
            for (index, text) in try strings(name, of: root, at: "").enumerated() {
                guard let prefix = IPPrefix(text), prefix.base.isV4 == (name == "ipv4") else {
                    throw wrong("\(name)[\(index)]")
                }
                prefixes.append(prefix)
            }
        }
        return prefixes
    }

    func attachments() throws(FactsError) -> (extensions: Set<String>, byteLimit: Int) {
        guard let rules = root["attachments"] else { throw wrong("attachments") }
        let extensions = try strings("extensions", of: rules, at: "attachments.")
        let limit = try number("byte_limit", of: rules, at: "attachments.", in: 1...1_000_000_000_000)
        return (Set(extensions.map { $0.lowercased() }), limit)
    }
}
