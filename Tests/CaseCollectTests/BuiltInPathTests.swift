import CaseModel
import TestSupport
import Testing

@testable import CaseCollect
@testable import CaseSystem

/// What our own trace prints, and how it ends; and what the system queues of errors, byte by byte.
struct BuiltInPathTests {
    private struct ScriptedTracer: PathTracer {
        var hindrance: String?
        var result: Result<Trace, Failure>

        func trace(_ request: TraceRequest) async throws(Failure) -> Trace { try result.get() }
    }

    private static func run(
        _ result: Result<Trace, Failure>, hindrance: String? = nil, family: PathProbe.Family = .v4
    ) async -> ProbeResult {
        await runBuiltInPath(
            PathProbe(tool: .builtIn, target: "www.example.com", family: family, leg: .edge),
            deadline: .seconds(20),
            tracer: ScriptedTracer(hindrance: hindrance, result: result))
    }

    private static func packet(
        _ ttl: Int, _ sender: String?, _ micros: Int = 1234, mark: String? = nil, isTarget: Bool = false
    )
        -> Trace.Packet
    {
        var packet = Trace.Packet(ttl: ttl)
        packet.sender = sender.flatMap { IPAddress($0) }
        packet.rtt = packet.sender == nil ? nil : .microseconds(micros)
        (packet.mark, packet.isTarget) = (mark, isTarget)
        return packet
    }

    @Test func itPrintsWhatTracerouteWould() async throws {
        var trace = Trace(address: try #require(IPAddress("104.16.1.1")))
        trace.packets = [
            Self.packet(1, "192.0.2.1"), Self.packet(2, nil), Self.packet(3, "198.51.100.1", mark: "!X"),
            Self.packet(4, "104.16.1.1", 20_005, isTarget: true), Self.packet(1, "192.0.2.2", 900),
            Self.packet(3, "198.51.100.1", 2000), Self.packet(5, "104.16.1.1", isTarget: true),
        ]
        let result = await Self.run(.success(trace))
        let output = try result.evidence.path
        #expect(result.outcome == .saw)
        #expect(
            String(decoding: output.output, as: UTF8.self) == """
                traceroute to www.example.com (104.16.1.1), 30 hops max, 47 byte packets
                 1  192.0.2.1  1.234 ms 192.0.2.2  0.900 ms
                 2  *
                 3  198.51.100.1  1.234 ms !X  2.000 ms
                 4  104.16.1.1  20.005 ms

                """)
    }

    @Test func howItEnds() async throws {
        let silent = Trace(address: try #require(IPAddress("104.16.1.1")))
        #expect(await Self.run(.success(silent)).outcome.failure?.code == .timeout)
        #expect(
            await Self.run(.success(silent), hindrance: "not here").outcome
                == .skipped(SkipReason("not here")))
        let unreachable = Failure(.connect, .networkUnreachable)
        #expect(
            await Self.run(.failure(unreachable), family: .v6).outcome
                == .skipped(SkipReason("this host has no IPv6 route")))
        #expect(await Self.run(.failure(unreachable)).outcome == .failed(unreachable))
        #expect(
            await Self.run(.failure(Failure(.resolve, .dnsNoAnswer)), family: .v6).outcome
                == .skipped(SkipReason("the target has no IPv6 address")))
    }

    /// A `cmsghdr` of a 64-bit host: length, level, type; then the error and who sent it.
    private static func control(v4: Bool, type: UInt8, code: UInt8, info: UInt8 = 0, sender: [UInt8])
        -> [UInt8]
    {
        let error: [UInt8] = [113, 0, 0, 0, v4 ? 2 : 3, type, code, 0, info, 5, 0, 0, 0, 0, 0, 0]
        let address: [UInt8] =
            v4 ? [2, 0, 0, 0] + sender : [10, 0, 0, 0, 0, 0, 0, 0] + sender + [0, 0, 0, 0]
        let data = error + address
        return [UInt8(16 + data.count), 0, 0, 0, 0, 0, 0, 0] + [v4 ? 0 : 41, 0, 0, 0, v4 ? 11 : 25, 0, 0, 0]
            + data
    }

    @Test(
        "an ICMP message is read for what it says",
        .enabled(
            if: Int.bitWidth == 64 && 1.littleEndian == 1, "the layout is that of a 64-bit little-endian host"
        ),
        arguments: [
            (true, 11, 0, nil, false), (true, 3, 3, nil, true), (true, 3, 1, "!H", false),
            (true, 3, 0, "!N", false),
            (true, 3, 2, "!P", false), (true, 3, 13, "!X", false), (true, 3, 4, "!F-1400", false),
            (false, 3, 0, nil, false),
            (false, 1, 4, nil, true), (false, 1, 0, "!N", false), (false, 1, 1, "!X", false),
            (false, 2, 0, "!F-1400", false),
        ] as [(Bool, UInt8, UInt8, String?, Bool)])
    func errors(v4: Bool, type: UInt8, code: UInt8, mark: String?, isTarget: Bool) throws {
        let sender: [UInt8] =
            v4 ? [192, 0, 2, 1] : [0x20, 1, 0xd, 0xb8] + [UInt8](repeating: 0, count: 11) + [1]
        // 1400 is 0x578.
        let bytes = Self.control(v4: v4, type: type, code: code, info: 0x78, sender: sender)
        let answer = try #require(TraceSocket.read(bytes[...]))
        #expect(
            answer.sender == IPAddress(octets: sender) && answer.mark == mark && answer.isTarget == isTarget)
        for count in 0..<bytes.count { _ = TraceSocket.read(bytes.prefix(count)) }
        // Something else may stand before it.
        let other: [UInt8] = [24, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 35, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8]
        #expect(TraceSocket.read((other + bytes)[...])?.sender == answer.sender)
    }
}
