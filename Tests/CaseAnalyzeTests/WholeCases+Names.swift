import CaseModel

@testable import CaseRedact

/// Cases that are in the DNS.
extension Scenario {
    /// A zone at the CDN: its parent's servers, its own, and how each answers.
    private static func delegated(
        parent: [String], own: [String] = [], refused: Bool = false, name: String = "www.example.com"
    ) throws -> SealedStep {
        try walk { evidence in
            evidence.zones[1].parentServers = parent
            evidence.zones[1].ownServers = own.isEmpty ? (refused ? [] : parent) : own
            evidence.zones[1].security = .insecure("no DS")
            evidence.security = .insecure("no DS")
            evidence.zones[1].servers = parent.enumerated().compactMap { index, name in
                IPAddress("173.245.58.\(index + 1)").map { address in
                    var server = DelegationServer(name: name, address: address)
                    server.rcode = refused ? "REFUSED" : "NOERROR"
                    (server.isAuthoritative, server.serial) = (!refused, refused ? nil : 7)
                    return server
                }
            }
            evidence.answers =
                refused
                ? []
                : evidence.zones[1].servers.map { server in
                    DelegationAnswer(
                        server: server.address, type: .a, rcode: "NOERROR", values: ["104.16.1.1"], ttl: 300)
                }
        }
    }

    private static let pair = ["ada.ns.cloudflare.com", "bob.ns.cloudflare.com"]
    private static let otherPair = ["cleo.ns.cloudflare.com", "dan.ns.cloudflare.com"]

    static let inDNS: [Scenario] = [
        Scenario(
            "an alias to a name that does not exist",
            expects: ["name-not-found-target edge_configuration high"],
            steps: {
                try ["192.0.2.53", "198.51.100.53"].map { try lookup($0, 3, aliases: ["gone.example.net"]) }
            }),
        Scenario(
            "the DS of an old provider",
            expects: [
                "dnssec-bogus edge_configuration high", "name-lookup-fails edge_configuration possible",
            ],
            steps: {
                [
                    try walk {
                        ($0.zones[1].security, $0.security) = (
                            .bogus("no key fits the DS"), .bogus("no key fits the DS")
                        )
                    },
                    try lookup("192.0.2.53", 2), try lookup("198.51.100.53", 2),
                ]
            }),
        Scenario(
            "a pair of name servers of another account",
            expects: [
                "name-servers-swapped edge_configuration high",
                "delegation-mismatch edge_configuration likely",
            ], steps: { [try delegated(parent: pair, own: otherPair)] }),
        Scenario(
            "name servers that do not know the zone",
            expects: [
                "name-servers-not-serving edge_configuration high", "delegation-lame edge_configuration high",
            ], steps: { [try delegated(parent: pair, refused: true)] }),
        Scenario(
            "a slip of the pen at the registrar",
            expects: [
                "name-servers-misspelled edge_configuration high",
                "delegation-mismatch edge_configuration likely",
            ],
            steps: {
                [try delegated(parent: ["ada.ns.cloudfare.com", "bob.ns.cloudflare.com"], own: pair)]
            }),
        Scenario(
            "two providers at once, which say the same",
            expects: ["name-servers-mixed edge_configuration possible"],
            steps: { [try delegated(parent: pair + ["ns1.dns.example.net"])] }),
        Scenario(
            "two providers at once, one of which leads past the edge",
            expects: [
                "name-servers-mixed edge_configuration likely", "delegation-answers undetermined possible",
            ],
            steps: {
                [
                    try walk { evidence in
                        evidence.zones[1].parentServers = pair + ["ns1.dns.example.net"]
                        evidence.zones[1].ownServers = evidence.zones[1].parentServers
                        evidence.answers[1].values = ["203.0.113.9"]
                    }
                ]
            }),
        Scenario(
            "a zone that waits for its name servers",
            expects: [
                "zone-elsewhere edge_configuration likely", "dns-only edge_configuration high",
            ],
            steps: {
                [
                    try delegated(parent: ["ns1.dns.example.net", "ns2.dns.example.net"]),
                    try web(.edge, 404) { $0.remote = "203.0.113.9:443" },
                    try lookup("192.0.2.53", 0, ["203.0.113.9"]),
                ]
            }),
        Scenario(
            "1001, for the zone is delegated elsewhere",
            expects: ["edge-1001-not-delegated edge_configuration likely"],
            steps: {
                [
                    try web(.edge, 409, ray: ray) { $0.body = "error code: 1001" },
                    try delegated(parent: ["ns1.dns.example.net", "ns2.dns.example.net"]),
                ]
            }),
        Scenario(
            "a new record that one resolver still denies",
            expects: [
                "negative-cache benign likely", "resolver-disagreement-rcode undetermined likely",
            ],
            steps: {
                [try lookup("192.0.2.53", 3, soa: 900), try lookup("198.51.100.53", 0, ["104.16.0.1"])]
            }),
        Scenario(
            "a split horizon, or a change that is on its way",
            expects: ["resolver-disagreement-addresses undetermined possible"],
            steps: {
                [
                    try lookup("192.0.2.53", 0, ["203.0.113.9"]),
                    try lookup("198.51.100.53", 0, ["203.0.113.10"]),
                ]
            }),
        Scenario("a zone in order at the CDN", expects: [], steps: { [try delegated(parent: pair)] }),
    ]
}
