import CaseModel
import Testing

@testable import CaseCollect
@testable import CurlTransfer

/// What the routers of a path are called.
struct HopNamesTests {
    /// A server that knows some names, and keeps silent about the rest.
    private struct KnowingTransport: DNSTransport {
        let records: [String: [UInt8]]
        let asked = Locked<[String]>([])

        func ask(
            _ message: [UInt8], of server: Endpoint, over carrier: DNSCarrier, timeout: Duration,
            accepts: @escaping @Sendable ([UInt8]) -> Bool
        ) async throws(Failure) -> [UInt8] {
            guard let query = try? DNSCodec.decode(message.span), let question = query.questions.first else {
                throw Failure(.request, .dnsBadMessage)
            }
            let key = "\(question.name.lowercased()) \(question.type)"
            asked.withLock { $0.append(key) }
            guard let data = records[key] else { throw Failure(.response, .timeout) }
            return DNSSamples.response(
                id: Int(query.id), name: DNSSamples.name(question.name), type: Int(question.type.number),
                counts: [1, 0, 0], DNSSamples.record(type: Int(question.type.number), data))
        }
    }

    private static func text(_ text: String) -> [UInt8] { [UInt8(text.utf8.count)] + Array(text.utf8) }

    private static let records = [
        "7.113.0.203.in-addr.arpa PTR": DNSSamples.name("core1.transit.test"),
        "1.0.77.10.in-addr.arpa PTR": DNSSamples.name("gateway.lan.test"),
        "7.113.0.203.origin.test TXT": text("64496 64511 | 203.0.113.0/24 | DE | ripencc | 2001-01-01"),
        "as64496.names.test TXT": text("64496 | DE | ripencc | 2001-01-01 | TRANSIT-AS Transit, DE"),
        "1.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.origin6.test TXT":
            text("64497 | 2001:db8::/32 | NL | ripencc | 2001-01-01"),
        "9.113.0.203.in-addr.arpa PTR": DNSSamples.name("two words.test"),
    ]

    private static let output = """
        Start: 2026-11-22T10:31:04+0000
          1.|-- 10.77.0.1     0.0%    10    2.3   2.5   2.3   3.0   0.2
          2.|-- ???          100.0    10    0.0   0.0   0.0   0.0   0.0
          3.|-- 203.0.113.7   0.0%    10   11.0  10.9  10.6  11.4   0.3
          4.|-- 2001:db8::1   0.0%    10   11.0  10.9  10.6  11.4   0.3
          5.|-- 203.0.113.9   0.0%    10   11.0  10.9  10.6  11.4   0.3
          6.|-- 203.0.113.7   0.0%    10   11.0  10.9  10.6  11.4   0.3

        """

    private func lines(_ transport: KnowingTransport, systems: Bool, ends: Duration = .seconds(9))
        async throws -> String
    {
        let zones = HopNaming.SystemZones(
            v4: try Hostname("origin.test"), v6: try Hostname("origin6.test"),
            names: try Hostname("names.test"))
        let naming = HopNaming(
            server: try #require(Endpoint("192.0.2.53")), systems: systems ? zones : nil)
        let names = HopNames(
            naming: naming, transport: transport, clock: WaitingClock(), ends: ends, ids: { UInt16($0) })
        return String(decoding: await names.lines(for: Array(Self.output.utf8)), as: UTF8.self)
    }

    @Test func namesStandInTheOrderOfTheRoutersAndWhatBreaksALineIsEscaped() async throws {
        let transport = KnowingTransport(records: Self.records)
        let text = try await lines(transport, systems: false)
        #expect(
            text == """
                # 10.77.0.1 gateway.lan.test
                # 203.0.113.7 core1.transit.test
                # 203.0.113.9 two\\032words.test

                """)
        // Nobody else is told the path.
        #expect(transport.asked.withLock { $0.allSatisfy { $0.hasSuffix(".arpa PTR") } })
    }

    @Test func systemsAreAskedForWhereTheUserWantsThemAndNeverForPrivateAddresses() async throws {
        let transport = KnowingTransport(records: Self.records)
        let text = try await lines(transport, systems: true)
        #expect(
            text == """
                # 10.77.0.1 gateway.lan.test
                # 203.0.113.7 core1.transit.test AS64496 TRANSIT-AS Transit, DE
                # 2001:db8::1 - AS64497
                # 203.0.113.9 two\\032words.test

                """)
        #expect(transport.asked.withLock { !$0.contains { $0.hasPrefix("1.0.77.10.origin") } })
    }

    @Test func nobodyIsAskedWhenNoTimeIsLeft() async throws {
        let transport = KnowingTransport(records: Self.records)
        #expect(try await lines(transport, systems: true, ends: .zero) == "")
        #expect(transport.asked.withLock(\.isEmpty))
    }
}
