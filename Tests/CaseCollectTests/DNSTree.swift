import CaseModel
import Foundation
import TestSupport

@testable import CaseCollect
@testable import CaseSystem

/// A root, a zone below it and zones below that, good and broken, on loopback; started once for all tests.
final class DNSTree: Sendable {
    let root: Endpoint
    let anchor: TrustAnchor
    /// The servers end when this is closed, that is when the test process is gone.
    private let input: Pipe

    static let tools = ["knotd", "ldns-signzone", "ldns-keygen", "python3"]

    private static let started: Result<DNSTree, any Error> = Result { try DNSTree() }

    static func shared() throws -> DNSTree { try started.get() }

    struct DidNotStart: Error { let said: String }

    private init() throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: Tool.path("python3") ?? "")
        process.arguments = [Repository.root.appending(path: "Tests/Peers/dns-tree.py").path()]
        input = Pipe()
        let output = Pipe()
        process.standardInput = input
        process.standardOutput = output
        let text = try process.run(until: "ready\n", seconds: 60) { DidNotStart(said: $0) }
        let lines = text.split(separator: "\n")
        guard let port = lines.first(where: { $0.hasPrefix("port ") })?.dropFirst(5),
            let anchor = lines.first(where: { $0.hasPrefix("anchor ") }).flatMap({
                TrustAnchor($0.dropFirst(7))
            }),
            let root = Endpoint("127.0.0.1:\(port)")
        else { throw DidNotStart(said: text) }
        (self.root, self.anchor) = (root, anchor)
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
