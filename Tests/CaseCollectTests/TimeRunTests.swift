import CaseModel
import Foundation
import TestSupport
import Testing

@testable import CaseCollect
@testable import CaseSystem

/// A time server on loopback whose clock is ours, moved.
@Suite(.timeLimit(.minutes(1)))
struct TimeRunTests {
    /// Seconds since 1900 and a fraction, as NTP writes a time.
    private static func ntp(_ time: Timestamp) -> [UInt8] {
        let seconds = UInt64(time.nanosecondsSinceEpoch / 1_000_000_000 + 2_208_988_800) & 0xffff_ffff
        let fraction = (UInt64(time.nanosecondsSinceEpoch % 1_000_000_000) << 32) / 1_000_000_000
        return (0..<8).map { UInt8(truncatingIfNeeded: (seconds << 32 | fraction) >> UInt64(56 - $0 * 8)) }
    }

    private func ask(
        _ change: @escaping @Sendable (_ query: [UInt8]) -> [[UInt8]], deadline: Duration = .seconds(20)
    ) async throws -> ProbeResult {
        let server = try DNSLoopbackSocket(isV6: false, stream: false)
        Thread.detachNewThread {
            guard let (query, client) = server.receiveFrom() else { return }
            for answer in change(query) { server.send(answer, to: client) }
        }
        return await runTime(
            TimeProbe(server: try server.endpoint), nonce: [1, 2, 3, 4, 5, 6, 7, 8], deadline: deadline,
            transport: SocketDNSTransport(), clock: SystemClock())
    }

    private static func answer(_ query: [UInt8], shifted by: Duration, stratum: UInt8 = 2, leap: UInt8 = 0)
        -> [UInt8]
    {
        let now = ntp(SystemClock().now().advanced(by: by))
        return [leap << 6 | 4 << 3 | 4, stratum] + [UInt8](repeating: 0, count: 22) + query[40..<48] + now
            + now
    }

    @Test("how far the clock is ahead is measured, and how well", arguments: [-90, 0, 3600])
    func offsets(seconds: Int) async throws {
        let result = try await ask { [Self.answer($0, shifted: .seconds(-seconds))] }
        let time = try result.evidence.time
        // What a loaded machine adds is in the uncertainty.
        let error = abs((time.ahead - Duration.seconds(seconds)).nanoseconds)
        #expect(error <= (time.uncertainty + .milliseconds(1)).nanoseconds)
        #expect(time.stratum == 2)
    }

    @Test func timesThatContradictEachOtherAreNoMeasurement() async throws {
        let result = try await ask { query in
            var answer = Self.answer(query, shifted: .zero)
            answer.replaceSubrange(40..<48, with: Self.ntp(SystemClock().now().advanced(by: .seconds(3600))))
            return [answer]
        }
        guard case .failed(let failure) = result.outcome else {
            return #expect(Bool(false), "\(result.outcome)")
        }
        #expect(failure.code == .badInput)
    }

    @Test func anAnswerToSomebodyElseIsPassedOver() async throws {
        let result = try await ask { query in
            var foreign = Self.answer(query, shifted: .seconds(500))
            foreign[24] ^= 1
            return [foreign, [4], Self.answer(query, shifted: .zero)]
        }
        let time = try result.evidence.time
        #expect(abs(time.ahead.nanoseconds) < 100_000_000_000)
    }

    @Test(
        "a server that has no time to give is a failure", arguments: [(UInt8(0), UInt8(0)), (2, 3), (16, 0)])
    func unset(stratum: UInt8, leap: UInt8) async throws {
        let result = try await ask { [Self.answer($0, shifted: .zero, stratum: stratum, leap: leap)] }
        #expect(result.outcome.failure?.code == .badInput)
    }

    @Test func theFormatRepeatsAndTheNearestTimeIsMeant() throws {
        // 2040, in the second round of the 32 bits.
        let later = try #require(Timestamp(rfc3339: "2040-01-01T00:00:00Z"))
        let bytes = [UInt8](repeating: 0, count: 32) + Self.ntp(later) + Self.ntp(later)
        let packet = try #require(TimePacket(bytes, near: later.advanced(by: .seconds(-60))))
        #expect(packet.received == later)
    }
}
