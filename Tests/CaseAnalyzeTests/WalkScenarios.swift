import CaseModel

@testable import CaseRedact

/// Walks from the root of DNS.
extension Scenario {
    static func walk(_ change: (inout DelegationEvidence) -> Void) throws -> SealedStep {
        var evidence = DelegationEvidence()
        var zone = DelegationZone(name: "example.com")
        zone.parentServers = ["ns1.example.com", "ns2.example.com"]
        zone.ownServers = zone.parentServers
        zone.security = .secure
        zone.servers = ["192.0.2.1", "192.0.2.2"].enumerated().compactMap { index, text in
            IPAddress(text).map { address in
                var server = DelegationServer(name: "ns\(index + 1).example.com", address: address)
                (server.rcode, server.isAuthoritative, server.serial) = ("NOERROR", true, 7)
                return server
            }
        }
        evidence.zones = [DelegationZone(name: "."), zone]
        evidence.answers = zone.servers.map { server in
            DelegationAnswer(
                server: server.address, type: .a, rcode: "NOERROR", values: ["104.16.1.1"], ttl: 300)
        }
        evidence.security = .secure
        change(&evidence)
        let probe = DelegationProbe(
            name: try Hostname("www.example.com"), roots: [], anchors: [], resolvers: [])
        return sealed(
            Observation(
                step: Step(id: "dns-walk-1", action: .delegation(probe), deadline: .seconds(20)),
                outcome: .saw,
                startedAt: testStart, duration: .seconds(1), command: "dig", evidence: .delegation(evidence)),
            folder: .dns)
    }

    static let hosts: [Scenario] = [
        Scenario(
            "a hosts file that leads elsewhere", finds: ["collecting-host-hosts-file"],
            hostNotes: [HostNote(.hostsFile, "the hosts file leads www.example.com to 192.0.2.1")]),
        Scenario("a host like any other", silent: ["collecting-host"]),
    ]

    static let walks: [Scenario] = [
        Scenario(
            "a zone in order", silent: ["dnssec-bogus", "delegation"], steps: { [try walk { _ in }] }),
        Scenario(
            "an unsigned zone", silent: ["dnssec-bogus"],
            steps: {
                [try walk { ($0.zones[1].security, $0.security) = (.insecure("no DS"), .insecure("no DS")) }]
            }),
        Scenario(
            "keys that are not the parent's", finds: ["dnssec-bogus"],
            steps: {
                [try walk { ($0.zones[1].security, $0.security) = (.bogus("no key"), .bogus("no key")) }]
            }),
        Scenario(
            "a record without a signature", finds: ["dnssec-bogus"],
            steps: { [try walk { $0.security = .bogus("the A has no signature") }] }),
        Scenario(
            "a server that does not serve", finds: ["delegation-lame"],
            steps: {
                [
                    try walk {
                        $0.zones[1].servers[1].isAuthoritative = false
                        $0.zones[1].servers[1].rcode = "REFUSED"
                    }
                ]
            }),
        Scenario(
            "a server this host has no way to", silent: ["delegation-lame"],
            steps: { [try walk { $0.zones[1].servers[1].failure = Failure(.connect, .networkUnreachable) }] }),
        Scenario(
            "swapped name servers", finds: ["delegation-mismatch"],
            steps: { [try walk { $0.zones[1].ownServers = ["ns1.example.com", "ns3.example.net"] }] }),
        Scenario(
            "a secondary that lags", finds: ["delegation-serials"],
            steps: { [try walk { $0.zones[1].servers[1].serial = 6 }] }),
        Scenario(
            "authoritative servers that disagree", finds: ["delegation-answers"],
            steps: { [try walk { $0.answers[1].values = ["192.0.2.9"] }] }),
    ]
}
