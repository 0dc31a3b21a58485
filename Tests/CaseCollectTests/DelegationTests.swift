import CaseModel
import Testing

@testable import CaseCollect

/// Walks in a tree of zones that ldns signed and Knot serves, some of them broken on purpose.
@Suite(.needs(DNSTree.tools), .timeLimit(.minutes(3)))
struct DelegationTests {
    let tree: DNSTree

    init() throws { tree = try DNSTree.shared() }

    @Test(
        "what is signed well is secure, whatever algorithm and proof",
        arguments: ["a8", "a10", "a13", "a14", "a15", "wild", "mismatch"])
    func secure(zone: String) async throws {
        let (outcome, walk) = try await tree.walk("www.\(zone).test")
        #expect(outcome == .saw && walk.security == .secure, "\(walk.text)")
        #expect(walk.zones.map(\.name) == [".", "test", "\(zone).test"])
        #expect(walk.zones.allSatisfy { $0.security == .secure })
        #expect(walk.answers.contains { $0.type == .a && $0.values == ["192.0.2.1"] })
    }

    @Test(
        "a name that leads on, that is not there, that has nothing of its own, or that a wildcard makes",
        arguments: [
            ("alias", "CNAME www.*.|192.0.2.1"), ("gone", ""), ("er", ""), ("any.wild", "192.0.2.2"),
            ("any.thing.wild", "192.0.2.2"),
        ], ["a13", "a15"])
    func names(_ name: (String, String), zone: String) async throws {
        let (_, walk) = try await tree.walk("\(name.0).\(zone).test")
        #expect(walk.security == .secure, "\(walk.text)")
        let values = walk.answers.first { $0.type == .a }?.values ?? []
        let expected = name.1.replacing("*", with: "\(zone).test").split(separator: "|").map(String.init)
        #expect(Set(values) == Set(expected))
    }

    @Test(
        "a broken chain is bogus, and the reason says where",
        arguments: [
            ("expired", "expired at 2020-02-01T00:00:00.000Z"),
            ("future", "not valid before 2040-01-01T00:00:00.000Z"),
            ("wrong-ds", "not with its digest"), ("no-keys", "has a DS and no DNSKEY"),
            ("forged", "does not fit the records"),
            ("no-signature", "the A of www.no-signature.test has no signature"),
            ("no-denial", "nothing valid proves that www.no-denial.test has no AAAA"),
            ("no-key-signature", "the DNSKEY of no-key-signature.test has no signature"),
        ])
    func bogus(zone: String, reason: String) async throws {
        let (outcome, walk) = try await tree.walk("www.\(zone).test")
        guard case .bogus(let said) = walk.security else {
            Issue.record("\(walk.text)")
            return
        }
        #expect(said.contains(reason))
        // It is evidence all the same.
        #expect(outcome == .saw && walk.answers.contains { $0.type == .a && !$0.values.isEmpty })
    }

    @Test(
        "what is not signed, or not in a way we know, is no failure",
        arguments: [("unsigned", "proves that it has no DS"), ("strange", "of kinds that are not validated")])
    func insecure(zone: String, reason: String) async throws {
        let (_, walk) = try await tree.walk("www.\(zone).test")
        guard case .insecure(let said) = walk.security else {
            Issue.record("\(walk.text)")
            return
        }
        #expect(said.contains(reason))
    }

    @Test func anotherAnchorMakesTheRootBogusAndNoneSaysNothing() async throws {
        let other = TrustAnchor(
            keyTag: 1, algorithm: 13, digestType: 2, digest: [UInt8](repeating: 7, count: 32))
        let (_, wrong) = try await tree.walk("www.a13.test", anchors: [other])
        if case .bogus = wrong.security {} else { Issue.record("\(wrong.text)") }
        let (_, none) = try await tree.walk("www.a13.test", anchors: [])
        #expect(none.security == .unknown("no trust anchor is known"))
    }

    @Test func serversThatDoNotServeAndParentsThatDifferAreSeen() async throws {
        let (_, lame) = try await tree.walk("www.lame.test")
        let servers = try #require(lame.zones.last?.servers)
        #expect(servers.map(\.isLame).sorted { !$0 && $1 } == [false, true])
        #expect(servers.first { $0.isLame }?.rcode != nil)
        let (_, mismatch) = try await tree.walk("www.mismatch.test")
        #expect(mismatch.zones.last?.parentServers == ["ns.mismatch.test"])
        #expect(mismatch.zones.last?.ownServers == ["ns.mismatch.test", "ns2.mismatch.test"])
    }

    @Test func aZoneWhoseServerIsDeadEndsTheWalkAndKeepsTheWay() async throws {
        let (outcome, walk) = try await tree.walk("www.dead.test")
        if case .failed = outcome {} else { Issue.record("\(outcome)") }
        let failure = try #require(outcome.failure)
        #expect(failure.operation == .resolve && failure.detail?.contains("dead.test") == true)
        #expect(walk.zones.map(\.name) == [".", "test", "dead.test"])
        #expect(walk.zones.last?.servers.first?.failure != nil)
    }
}

/// Examples of the standards.
struct DNSSECExampleTests {
    /// RFC 4034 §6.1.
    @Test func namesAreOrderedFromTheRight() throws {
        let names = [
            "example", "a.example", "yljkjljk.a.example", "Z.a.example", "zABC.a.EXAMPLE", "z.example",
            "\\001.z.example",
            "*.z.example", "\\200.z.example",
        ]
        let parsed = try names.map { try #require(DNSName($0)) }
        #expect(parsed.reversed().sorted() == parsed)
    }

    /// RFC 4034 §5.4: the key of dskey.example.com and its digest.
    @Test func aDSNamesItsKey() throws {
        let base64 =
            "AQOeiiR0GOMYkDshWoSKz9XzfwJr1AYtsmx3TGkJaNXVbfi/2pHm822aJ5iI9BMzNXxeYCmZDRD99WYwYqUSdjMmmAphXdvxegXd/M5+X7OrzKBaMbCVdFLUUh6DhweJBjEVv5f2wwjM9XzcnOf+EPbtG9DMBmADjFDc2w/rljwvFw=="
        let key = [UInt8](try #require(base64Decoded(base64)))
        let record = DNSMessage.Record(
            name: "dskey.example.com", type: .dnskey, recordClass: 1, ttl: 86_400, data: "",
            rdata: [1, 0, 3, 5] + key)
        let parsed = try #require(DNSKey(record))
        #expect(parsed.tag == 60_485)
        let anchor = try #require(TrustAnchor("60485 5 1 2BB183AF5F22588179A53B0A98631FAD1A292118"))
        let signer = DelegationSigner(
            keyTag: anchor.keyTag, algorithm: 5, digestType: 1, digest: anchor.digest)
        #expect(signer.matches(parsed) && !signer.isSupported)
    }

    private func base64Decoded(_ text: String) -> [UInt8]? {
        let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
        var (bytes, buffer, held): ([UInt8], Int, Int) = ([], 0, 0)
        for byte in text.utf8 where byte != UInt8(ascii: "=") {
            guard let digit = digits.firstIndex(of: byte) else { return nil }
            buffer = (buffer << 6 | digit) & 0xffff
            held += 6
            guard held >= 8 else { continue }
            held -= 8
            bytes.append(UInt8(buffer >> held & 255))
        }
        return bytes
    }

    @Test(
        "hostile record data is read as nothing",
        arguments: [[], [0], [UInt8](repeating: 255, count: 18), [UInt8](repeating: 63, count: 400)]
            as [[UInt8]])
    func hostile(rdata: [UInt8]) {
        for type in [DNSType.dnskey, .ds, .rrsig, .nsec, .nsec3, .soa, .mx] {
            let record = DNSMessage.Record(
                name: "a.test", type: type, recordClass: 1, ttl: 1, data: "", rdata: rdata)
            _ = (DNSKey(record), DelegationSigner(record), RRSignature(rdata))
            let check = SignatureCheck(zone: .root, keys: [], now: Timestamp(nanosecondsSinceEpoch: 0))
            let denial = Denial([record], check)
            #expect(denial.noData(.root, .a) == .none && denial.noName(.root) == .none)
            for set in SignedSet.sets(in: [record]) {
                #expect(check.problem(set) != nil)
                if let signature = RRSignature(rdata) { _ = set.signedData(signature) }
            }
        }
    }
}
