import CaseModel
import Foundation
import TestSupport
import Testing

@testable import CaseCollect
@testable import CaseSystem

private typealias S = DNSSamples

/// A Knot server with a signed zone, asked by us and by dig.
@Suite(
    .needs(KnotServer.tools), .timeLimit(.minutes(2)),
    .serialized)
struct DNSPeerTests {
    /// Every type we print, asked where the zone has it.
    private static let questions = [
        ("www", "A"), ("www", "AAAA"), ("example", "NS"), ("alias", "CNAME"), ("example", "SOA"),
        ("mail", "MX"),
        ("text", "TXT"), ("srv", "SRV"), ("example", "CAA"), ("child", "DS"), ("example", "DNSKEY"),
        ("svc", "HTTPS"), ("svc", "SVCB"), ("ptr", "PTR"), ("alias", "A"), ("odd", "TYPE65280"),
        ("nothing", "A"), ("www", "TXT"), ("big", "TXT"),
    ]

    @Test func answersReadAsDigPrintsThem() async throws {
        let server = try KnotServer.running()
        defer { server.stop() }
        for (name, type) in Self.questions {
            let host = name == "example" ? "example.test" : "\(name).example.test"
            let probe = DNSProbe(
                name: try S.hostname(host), type: try #require(DNSType(type)), server: server.endpoint,
                serverSource: .given)
            let result = await ask(probe)
            let evidence = try result.evidence.dns
            let dig = try server.dig(probe.commandLine)
            let difference = comparable(dig).difference(from: comparable(evidence.text))
            #expect(difference.isEmpty, "\(host) \(type)")
            #expect(evidence.message.edns?.nsid == Array("probe-7".utf8))
            #expect(result.outcome == expected(name))
            #expect(evidence.truncatedOverUDP == (name == "big"))
            #expect(evidence.transport == (name == "big" ? .tcp : .udp))
        }
    }

    @Test func aZoneOfAnotherIsRefused() async throws {
        let server = try KnotServer.running()
        defer { server.stop() }
        let probe = DNSProbe(
            name: try S.hostname("www.example.org"), type: .a, server: server.endpoint, serverSource: .given)
        let failure = await ask(probe).outcome.failure
        #expect(failure?.code == .dnsRefused)
    }

    private func ask(_ probe: DNSProbe) async -> ProbeResult {
        await runDNS(
            probe, id: UInt16.random(in: 0...UInt16.max), deadline: .seconds(20),
            transport: SocketDNSTransport(),
            clock: SystemClock())
    }

    private func expected(_ name: String) -> Outcome {
        name == "nothing" ? .failed(Failure(.resolve, .dnsNXDomain, detail: "NXDOMAIN")) : .saw
    }

    /// What must be the same in both: flags, options, and records in any order.
    private func comparable(_ text: String) -> [String] {
        let varies = [
            "; <<>>", ";; Query time", ";; WHEN", ";; Got answer", ";; global", "; (", "; COOKIE", ";; MSG",
        ]
        // Types we have no name for.
        let unnamed = [(" NSEC3PARAM", " TYPE51"), (" CDS", " TYPE59"), (" CDNSKEY", " TYPE60")]
        let text = unnamed.reduce(text) { $0.replacingOccurrences(of: $1.0, with: $1.1) }
        return text.split(separator: "\n").map(String.init)
            .filter { line in !varies.contains { line.hasPrefix($0) } }
            .map { $0.hasPrefix(";; ->>HEADER") ? String($0.prefix { $0 != "," }) : $0 }.sorted()
    }
}
