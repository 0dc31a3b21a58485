package import CaseModel

/// Servers of the root of DNS, and the digests of its keys.
package struct RootHints: Sendable {
    /// IPv4 first.
    package let servers: [IPAddress]
    package let anchors: [TrustAnchor]

    init(_ file: FactsFile) throws(FactsError) {
        var servers: [IPAddress] = []
        for name in ["ipv4", "ipv6"] {
            for (index, text) in try file.strings(name, of: file.root, at: "").enumerated() {
                guard let address = IPAddress(text) else { throw file.wrong("\(name)[\(index)]") }
                servers.append(address)
            }
        }
        self.servers = servers
        var anchors: [TrustAnchor] = []
        for (index, text) in try file.strings("anchors", of: file.root, at: "").enumerated() {
            guard let anchor = TrustAnchor(text) else { throw file.wrong("anchors[\(index)]") }
            anchors.append(anchor)
        }
        self.anchors = anchors
    }
}
