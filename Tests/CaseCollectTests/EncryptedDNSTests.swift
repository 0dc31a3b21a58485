import CaseModel
import CurlTransfer
import Foundation
import TestSupport
import Testing

@testable import CaseCollect
@testable import CaseSystem

private typealias S = DNSSamples

/// An unbound on loopback, asked over TLS and HTTPS.
@Suite(
    .needs(UnboundServer.tools + KnotServer.tools),
    .timeLimit(.minutes(2)), .serialized)
struct EncryptedDNSTests {
    private func ask(
        _ server: Endpoint, _ carrier: DNSCarrier, name: String = "www.site.test", type: DNSType = .a,
        recordClass: DNSClass = .internet, authorityFile: String?, deadline: Duration = .seconds(20)
    ) async throws -> ProbeResult {
        var probe = DNSProbe(
            name: try S.hostname(name), type: type, server: server, serverSource: .given)
        probe.carrier = carrier
        probe.recordClass = recordClass
        probe.timeout = deadline
        return await runDNS(
            probe, id: 4711, cookie: [1, 2, 3, 4, 5, 6, 7, 8], deadline: deadline,
            transport: CurlDNSTransport(http: try CurlTransport(), authorityFile: authorityFile),
            clock: SystemClock())
    }

    @Test func theSameAnswerComesOverTLSAndHTTPS() async throws {
        let server = try UnboundServer.running()
        defer { server.stop() }
        let name = try S.hostname("resolver.test")
        for (endpoint, carrier) in [
            (server.tls, DNSCarrier.tls(name: name)), (server.tls, .tls(name: nil)),
            (server.https, .https(name: name, path: "/dns-query")),
            (server.https, .https(name: nil, path: "/dns-query")),
        ] {
            let result = try await ask(endpoint, carrier, authorityFile: server.authorityFile)
            let evidence = try result.evidence.dns
            #expect(result.outcome == .saw)
            #expect(evidence.transport == carrier.transport)
            #expect(evidence.message.answers.map(\.data) == ["192.0.2.1"])
            #expect(evidence.message.edns?.nsid == Array("resolver-7".utf8))
        }
    }

    @Test func aServerOfAnotherNameIsNotBelieved() async throws {
        let server = try UnboundServer.running()
        defer { server.stop() }
        let other = try S.hostname("other.test")
        for (endpoint, carrier) in [
            (server.tls, DNSCarrier.tls(name: other)),
            (server.https, .https(name: other, path: "/dns-query")),
        ] {
            let result = try await ask(endpoint, carrier, authorityFile: server.authorityFile)
            #expect(result.outcome.failure?.code == .tlsInvalidHostname, "\(carrier)")
        }
        let unknown = try await ask(server.tls, .tls(name: nil), authorityFile: nil)
        #expect(unknown.outcome.failure?.operation == .tls)
    }

    @Test func aServerThatSaysNothingTimesOut() async throws {
        let mute = try DNSLoopbackSocket(isV6: false, stream: true)
        let result = try await ask(
            try mute.endpoint, .tls(name: nil), authorityFile: nil, deadline: .milliseconds(200))
        guard case .timedOut = result.outcome else {
            Issue.record("\(result.outcome)")
            return
        }
    }

    @Test func cancellingEndsAQuestionThatWaits() async throws {
        let mute = try DNSLoopbackSocket(isV6: false, stream: true)
        let endpoint = try mute.endpoint
        let job = Task { try await ask(endpoint, .tls(name: nil), authorityFile: nil) }
        // The connection stands when the server has it.
        _ = await Task.detached { mute.accept() }.value
        job.cancel()
        #expect(try await job.value.outcome == .cancelled)
    }

    @Test func aServerSaysWhoItIs() async throws {
        let server = try UnboundServer.running()
        defer { server.stop() }
        let result = try await ask(
            server.tls, .tls(name: nil), name: "id.server", type: .txt, recordClass: .chaos,
            authorityFile: server.authorityFile)
        let evidence = try result.evidence.dns
        #expect(evidence.message.answers.map(\.data) == ["\"resolver-7\""])
        #expect(evidence.text.contains("CH\tTXT"))
    }

    @Test func brokenSignaturesShowByWhatIsAnsweredWithoutValidation() async throws {
        let authority = try KnotServer.running()
        defer { authority.stop() }
        let server = try UnboundServer.distrusting(authority)
        defer { server.stop() }
        let result = try await ask(
            server.tls, .tls(name: nil), name: "www.example.test", authorityFile: server.authorityFile)
        let evidence = try result.evidence.dns
        #expect(result.outcome.failure?.code == .dnsServerFailure)
        #expect(evidence.unchecked?.answers.filter { $0.type == .a }.count == 2)
        #expect(evidence.text.contains("Without validation (CD): NOERROR"))
    }
}
