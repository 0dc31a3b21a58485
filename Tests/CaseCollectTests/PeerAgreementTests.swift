import CaseModel
import CurlTransfer
import Foundation
import TestSupport
import Testing

@testable import CaseCollect
@testable import CaseSystem

/// The same questions to our own code and to the programs people trust with them.
@Suite(.timeLimit(.minutes(3)))
struct PeerAgreementTests {
    /// Zones of the tree that all servers can serve; a lame or a dead one is another matter for a resolver.
    private static let zones = [
        "a8", "a10", "a13", "a14", "a15", "unsigned", "expired", "future", "wrong-ds", "no-keys", "forged",
        "no-signature", "no-key-signature", "wild", "strange", "mismatch",
    ]

    @Test(.needs(DNSTree.tools + UnboundServer.tools))
    func unboundJudgesSignaturesAsWeDo() async throws {
        let tree = try DNSTree.shared()
        let port = tree.root.port ?? 0
        let digest = tree.anchor.digest.map { String(format: "%02X", $0) }.joined()
        let anchor = ". DS \(tree.anchor.keyTag) \(tree.anchor.algorithm) \(tree.anchor.digestType) \(digest)"
        let stubs =
            [(".", "127.0.0.1"), ("test.", "127.0.0.2")] + Self.zones.map { ("\($0).test.", "127.0.0.3") }
        let server = try UnboundServer.running(
            "    local-zone: \"test.\" nodefault\n    trust-anchor: \"\(anchor)\"\n    qname-minimisation: no\n"
                + stubs.map { "stub-zone:\n    name: \"\($0.0)\"\n    stub-addr: \($0.1)@\(port)\n" }.joined()
        )
        defer { server.stop() }
        for zone in Self.zones {
            let (_, walk) = try await tree.walk("www.\(zone).test")
            let ours =
                switch walk.security {
                case .secure: "secure"
                case .bogus: "bogus"
                case .insecure: "insecure"
                case .unknown: "unknown"
                }
            let probe = DNSProbe(
                name: try Hostname("www.\(zone).test"), type: .a, server: server.plain, serverSource: .given)
            let result = await runDNS(
                probe, id: 4711, deadline: .seconds(20), transport: SocketDNSTransport(), clock: SystemClock()
            )
            let evidence = try result.evidence.dns
            let theirs =
                evidence.message.rcode == 2
                ? "bogus" : evidence.message.flags.authenticData ? "secure" : "insecure"
            #expect(ours == theirs, "\(zone): \(walk.text)")
            // What is refused for its signatures is there when nobody checks them.
            #expect((evidence.unchecked?.answers.isEmpty == false) == (theirs == "bogus"), "\(zone)")
        }
    }

    @Test(
        "curl sees what we see",
        .needs(TestOrigin.tools + ["curl"]),
        arguments: [
            ("tls", "/"), ("tls", "/522"), ("tls", "/duplicates"), ("tls", "/big"), ("old", "/"),
            ("expired", "/"),
            ("other", "/"), ("self", "/"), ("closed", "/"), ("tls", "/r1"),
        ])
    func curl(server: String, target: String) async throws {
        let origin = try TestOrigin.shared()
        let request = try origin.request(server, target)
        let ours = try await CurlTransport().exchange(request)
        let curl = Process()
        curl.executableURL = URL(fileURLWithPath: Tool.path("curl") ?? "")
        curl.arguments = [
            "-s", "-o", "/dev/null", "--max-time", "10", "--cacert", try origin.authority, "--compressed",
            "--connect-to", "::127.0.0.1:\(try origin.fact(server))", "-w", "%{json}\n%{header_json}",
            request.url.description,
        ]
        let output = Pipe()
        curl.standardOutput = output
        try curl.run()
        let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        curl.waitUntilExit()
        let parts = text.split(separator: "\n", maxSplits: 1)
        let said = try #require(
            try JSONSerialization.jsonObject(with: Data((parts.first ?? "").utf8)) as? [String: Any])
        #expect(ours.status ?? 0 == said["http_code"] as? Int)
        #expect(
            (ours.failure == nil) == (said["exitcode"] as? Int == 0), "\(String(describing: ours.failure))")
        #expect(ours.remote?.address.description ?? "" == said["remote_ip"] as? String)
        let version = ["2": "HTTP/2", "1.1": "HTTP/1.1", "0": ""][said["http_version"] as? String ?? ""]
        #expect(ours.version ?? "" == version)
        // Printed also when there was no answer, and then empty.
        try #require(parts.count == 2)
        let fields = try JSONSerialization.jsonObject(with: Data(parts[1].utf8)) as? [String: [String]] ?? [:]
        let mine = Dictionary(grouping: ours.fields, by: { $0.name.lowercased() }).mapValues {
            $0.map(\.value)
        }
        // Made twice, a moment apart; and curl 7.88 leaves cookies out of the list.
        let others: Set = ["date", "set-cookie"]
        #expect(mine.filter { !others.contains($0.key) } == fields.filter { !others.contains($0.key) })
    }
}
