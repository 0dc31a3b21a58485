import CaseModel
import Foundation
import TestSupport
import Testing

@testable import CaseCollect
@testable import CaseSystem

/// A root, a zone below it and zones below that, good and broken, on loopback; started once for all tests.
final class DNSTree: Sendable {
    let root: Endpoint
    let anchor: TrustAnchor
    /// The servers end with this.
    private let peer: Peer

    static let tools = ["knotd", "ldns-signzone", "ldns-keygen", "python3"]

    private static let started: Result<DNSTree, any Error> = Result { try DNSTree() }

    static func shared() throws -> DNSTree { try started.get() }

    private init() throws {
        peer = try Peer("dns-tree.py")
        root = try #require(Endpoint("127.0.0.1:\(try peer.fact("port"))"))
        anchor = try #require(TrustAnchor(try peer.fact("anchor")))
    }

    /// Walks to a name, by the right anchor or others.
    func walk(_ name: String, anchors: [TrustAnchor]? = nil) async throws -> (Outcome, DelegationEvidence) {
        let probe = DelegationProbe(
            name: try Hostname(name), roots: [root], anchors: anchors ?? [anchor], resolvers: [])
        let result = await runDelegation(
            probe, ids: { UInt16(truncatingIfNeeded: 4711 + $0) }, deadline: .seconds(20),
            transport: SocketDNSTransport(), clock: SystemClock())
        let evidence = try result.evidence.delegation
        return (result.outcome, evidence)
    }
}
