import CaseModel
import Crypto
import Testing

@testable import CaseCollect

/// A zone with one key, which signs whatever it is given.
private struct TestZone {
    let name: DNSName
    let key = Curve25519.Signing.PrivateKey()
    static let now = Timestamp(nanosecondsSinceEpoch: 1_795_339_864_000_000_000)

    init(_ name: String) { self.name = DNSName(name) ?? .root }

    var check: SignatureCheck {
        let rdata: [UInt8] = [1, 0, 3, 15] + Array(key.publicKey.rawRepresentation)
        let record = DNSMessage.Record(
            name: name.description, type: .dnskey, recordClass: 1, ttl: 1, data: "", rdata: rdata)
        return SignatureCheck(zone: name, keys: [DNSKey(record)].compactMap { $0 }, now: Self.now)
    }

    /// A record and the signature over it, which says that its name has so many labels.
    func signed(
        _ owner: String, _ type: DNSType, _ rdata: [UInt8], labels: Int? = nil, as shown: String? = nil
    )
        -> [DNSMessage.Record]
    {
        let owner = DNSName(owner) ?? .root
        let record = DNSMessage.Record(
            name: owner.description, type: type, recordClass: 1, ttl: 300, data: "", rdata: rdata)
        let own = owner.labels.count - (owner.labels.first == [UInt8(ascii: "*")] ? 1 : 0)
        let seconds = UInt32(truncatingIfNeeded: Self.now.nanosecondsSinceEpoch / 1_000_000_000)
        let tag = check.keys.first?.tag ?? 0
        let head: [UInt8] =
            [UInt8(type.number >> 8), UInt8(type.number & 255), 15, UInt8(labels ?? own), 0, 0, 1, 44]
            + Self.octets(seconds + 1000) + Self.octets(seconds - 1000) + [UInt8(tag >> 8), UInt8(tag & 255)]
            + name.wire
        let set = SignedSet(name: owner, type: type, records: [record], signatures: [])
        guard let draft = RRSignature(head + [0]), let made = try? key.signature(for: set.signedData(draft))
        else { return [] }
        var records = [
            record,
            DNSMessage.Record(
                name: owner.description, type: .rrsig, recordClass: 1, ttl: 300, data: "",
                rdata: head + Array(made)),
        ]
        // A server may show under another name what a wildcard signed.
        if let shown { for index in records.indices { records[index].name = shown } }
        return records
    }

    func nsec(_ owner: String, next: String, _ types: [UInt16], as shown: String? = nil) -> [DNSMessage
        .Record]
    {
        var bitmap = [UInt8](repeating: 0, count: 8)
        for type in types { bitmap[Int(type) / 8] |= 0x80 >> UInt8(type % 8) }
        return signed(owner, .nsec, (DNSName(next) ?? .root).wire + [0, 8] + bitmap, as: shown)
    }

    private static func octets(_ value: UInt32) -> [UInt8] {
        [24, 16, 8, 0].map { UInt8(value >> UInt32($0) & 255) }
    }
}

private let (a, ns, cname, soa, txt, rrsig, ds): (UInt16, UInt16, UInt16, UInt16, UInt16, UInt16, UInt16) = (
    1, 2, 5, 6, 16, 46, 43
)

/// Genuine records that are used to prove what they do not say.
struct ForgedProofTests {
    private let zone = TestZone("z.test")

    private func denial(_ records: [DNSMessage.Record]) -> Denial { Denial(records, zone.check) }

    private func name(_ text: String) throws -> DNSName { try #require(DNSName(text)) }

    @Test func rangesDenyWhatIsBetweenThemAndNothingElse() throws {
        let proof = denial(
            zone.nsec("b.z.test", next: "m.z.test", [a, rrsig])
                + zone.nsec("z.test", next: "b.z.test", [ns, soa]))
        #expect(proof.problem == nil)
        #expect(try proof.noName(name("c.z.test")) == .proven && proof.noName(name("x.z.test")) == .none)
        #expect(
            try proof.noData(name("b.z.test"), .aaaa) == .proven
                && proof.noData(name("b.z.test"), .a) == .none)
        let last = denial(
            zone.nsec("m.z.test", next: "z.test", [a]) + zone.nsec("z.test", next: "b.z.test", [ns, soa]))
        #expect(try last.noName(name("x.z.test")) == .proven)
    }

    @Test func aRangeOfTheParentsSideDeniesNothingBelowTheCut() throws {
        let parent = TestZone("test")
        let proof = Denial(
            parent.nsec("z.test", next: "zz.test", [ns, ds])
                + parent.nsec("test", next: "a.test", [ns, soa]), parent.check)
        #expect(try proof.noName(name("www.z.test")) == .none && proof.noData(name("z.test"), .a) == .none)
        #expect(try proof.noName(name("zy.test")) == .proven)
    }

    @Test(
        "only a name that is a zone of its own can be one without a DS",
        arguments: [([a, rrsig], false), ([ns, rrsig], true), ([ns, ds], false), ([ns, soa], false)])
    func delegation(types: [UInt16], isProven: Bool) throws {
        let proof = denial(zone.nsec("www.z.test", next: "x.z.test", types))
        #expect(try (proof.noDelegation(name("www.z.test")) == .proven) == isProven)
    }

    @Test func whatAWildcardMadeProvesNothing() throws {
        let proof = denial(zone.nsec("*.b.z.test", next: "real.b.z.test", [a], as: "zzz.b.z.test"))
        #expect(
            try proof.noName(name("www.z.test")) == .none
                && proof.noData(name("zzz.b.z.test"), .aaaa) == .none)
        // A range that does not lead back to the zone's beginning ends where it says.
        let odd = denial(zone.nsec("x.z.test", next: "b.z.test", [a]))
        #expect(try odd.noName(name("y.z.test")) == .none)
    }

    @Test func onlyTheWildcardOfTheClosestEncloserStandsForAName() throws {
        let cover = zone.nsec("sub.z.test", next: "y.sub.z.test", [a])
        let far = denial(cover + zone.nsec("*.z.test", next: "a.z.test", [txt]))
        #expect(try far.noData(name("x.sub.z.test"), .a) == .none)
        let alias = denial(cover + zone.nsec("*.sub.z.test", next: "a.sub.z.test", [cname]))
        #expect(try alias.noData(name("x.sub.z.test"), .a) == .none)
        let near = denial(cover + zone.nsec("*.sub.z.test", next: "a.sub.z.test", [txt]))
        #expect(try near.noData(name("x.sub.z.test"), .a) == .proven)
    }

    /// Answers whose every signature holds.
    private func verdict(
        _ answers: [DNSMessage.Record], _ authority: [DNSMessage.Record] = [], of text: String = "www.z.test"
    )
        throws -> DNSSecurity
    {
        struct NoTransport: DNSTransport {
            func ask(
                _: [UInt8], of _: Endpoint, over _: DNSCarrier, timeout _: Duration,
                accepts _: @escaping @Sendable ([UInt8]) -> Bool
            ) async throws(Failure) -> [UInt8] { throw Failure(.resolve, .timeout) }
        }
        let probe = DelegationProbe(name: try Hostname(text), roots: [], anchors: [], resolvers: [])
        let query = DelegationQuery(
            transport: NoTransport(), clock: TestClock(), ids: { _ in 0 }, timeout: .zero, end: .zero)
        var run = DelegationRun(probe: probe, query: query, now: TestZone.now)
        run.trust = .keys(zone.check)
        var message = DNSMessage()
        (message.answers, message.authority) = (answers, authority)
        return run.verdict(message, try name(text), .a)
    }

    private func isBogus(_ security: DNSSecurity) -> Bool {
        if case .bogus = security { true } else { false }
    }

    @Test func theAnswerIsAboutTheNameThatWasAskedFor() throws {
        let own = zone.signed("www.z.test", .a, [192, 0, 2, 1])
        #expect(try verdict(own) == .secure)
        #expect(try isBogus(verdict(zone.signed("other.z.test", .a, [192, 0, 2, 66]))))
        #expect(try isBogus(verdict(zone.signed("www.z.test", .txt, [1, 65]))))
        #expect(try isBogus(verdict([])))
        #expect(try isBogus(verdict(own.filter { $0.type == .a })))
    }

    @Test func anAliasIsNoAnswerWithoutItsTarget() throws {
        let alias = zone.signed("www.z.test", .cname, try name("b.z.test").wire)
        #expect(try isBogus(verdict(alias)))
        #expect(try verdict(alias + zone.signed("b.z.test", .a, [192, 0, 2, 1])) == .secure)
        let away = zone.signed("www.z.test", .cname, try name("x.other.test").wire)
        let verdict = try verdict(away)
        if case .unknown = verdict {} else { Issue.record("\(verdict)") }
    }

    @Test func whatADNAMEMakesNeedsNoSignatureOfItsOwn() throws {
        let made = DNSMessage.Record(
            name: "www.d.z.test", type: .cname, recordClass: 1, ttl: 300, data: "",
            rdata: try name("www.e.z.test").wire)
        let answers =
            zone.signed("d.z.test", DNSType(number: 39), try name("e.z.test").wire) + [made]
            + zone.signed("www.e.z.test", .a, [192, 0, 2, 1])
        #expect(try verdict(answers, of: "www.d.z.test") == .secure)
        var other = answers
        other[2].rdata = try name("evil.z.test").wire
        #expect(
            try isBogus(verdict(other + zone.signed("evil.z.test", .a, [192, 0, 2, 66]), of: "www.d.z.test")))
    }

    @Test func aWildcardNeedsTheProofThatTheNameIsNotThere() throws {
        let expanded = zone.signed("*.z.test", .a, [192, 0, 2, 2], as: "www.z.test")
        #expect(try isBogus(verdict(expanded)))
        #expect(try verdict(expanded, zone.nsec("b.z.test", next: "x.z.test", [a])) == .secure)
    }
}
