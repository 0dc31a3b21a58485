import Testing

@testable import CaseCollect
@testable import CaseModel

struct AddressFamiliesTests {
    static func lookup(_ type: DNSType, answers: [DNSMessage.Record]) throws -> Observation {
        let probe = DNSProbe(
            name: try Hostname("www.example.com"), type: type, server: try #require(Endpoint("192.0.2.53")),
            serverSource: .given)
        var message = DNSMessage()
        message.answers = answers
        return Observation(
            step: Step(id: "dns", action: .dns(probe), deadline: .seconds(1)), outcome: .saw,
            startedAt: Timestamp(nanosecondsSinceEpoch: 0), duration: .zero, command: "",
            evidence: .dns(DNSEvidence(transport: .udp, queryTime: .zero, raw: [], message: message)))
    }

    static func failedPath(_ family: PathProbe.Family) -> Observation {
        let probe = PathProbe(tool: .mtr, target: "www.example.com", family: family, leg: .edge)
        return Observation(
            step: Step(id: "path", action: .path(probe), deadline: .seconds(1)),
            outcome: .failed(Failure(.resolve, .dnsNoAnswer)), startedAt: Timestamp(nanosecondsSinceEpoch: 0),
            duration: .zero, command: "", evidence: .none)
    }

    @Test func aNameWithoutAddressesOfAFamilyHasNoPathOfIt() throws {
        let record = DNSMessage.Record(
            name: "www.example.com", type: .a, recordClass: 1, ttl: 1, data: "192.0.2.1",
            rdata: [192, 0, 2, 1])
        let families = AddressFamilies([
            try Self.lookup(.a, answers: [record]), try Self.lookup(.aaaa, answers: []),
        ])
        #expect(families.settled(Self.failedPath(.v6)).outcome.word == "skipped")
        #expect(!families.settled(Self.failedPath(.v6)).outcome.isGap)
        #expect(families.settled(Self.failedPath(.v4)).outcome.word == "failed")
    }

    @Test func withoutAnAnswerNothingIsExcused() {
        #expect(AddressFamilies([]).settled(Self.failedPath(.v6)).outcome.isGap)
    }
}
