package import CaseModel

/// Asks a time server once, and again when nothing comes.
///
/// - Parameters:
///   - probe: Whom.
///   - nonce: Eight bytes nobody can guess, which the answer repeats in the place of our own time.
///   - deadline: For all of it.
///   - transport: Carries datagrams.
///   - clock: The clock that is checked.
/// - Returns: `saw` with the offset; `timedOut` when nothing came, `failed` in `response` for an answer that says no time.
package func runTime(
    _ probe: TimeProbe, nonce: [UInt8], deadline: Duration, transport: any DNSTransport, clock: any WallClock
) async -> ProbeResult {
    let end = clock.monotonic() + deadline
    let server = Endpoint(address: probe.server.address, port: probe.server.port ?? 123)
    var failure = Failure(.response, .timeout)
    for _ in 0..<max(1, probe.tries) {
        guard !Task.isCancelled else { return ProbeResult(.cancelled) }
        let left = end - clock.monotonic()
        guard left > .zero else { break }
        do throws(Failure) {
            let sent = clock.now()
            let bytes = try await transport.ask(
                TimePacket.query(nonce), of: server, over: .udp, timeout: min(probe.timeout, left)
            ) { TimePacket.isAnswer($0, to: nonce) }
            return result(TimePacket(bytes, near: sent), sent: sent, received: clock.now())
        } catch {
            failure = error
            guard error.code == .timeout else { break }
        }
    }
    if Task.isCancelled { return ProbeResult(.cancelled) }
    return ProbeResult(failure.code == .timeout ? .timedOut(failure) : .failed(failure))
}

/// The offset and the delay (RFC 5905 §8).
private func result(_ packet: TimePacket?, sent: Timestamp, received: Timestamp) -> ProbeResult {
    guard let packet, packet.isTrusted else {
        return ProbeResult(.failed(Failure(.response, .badInput, detail: "the server has no time to give")))
    }
    let there = sent.duration(to: packet.received)
    let back = received.duration(to: packet.transmitted)
    let delay = sent.duration(to: received) - packet.received.duration(to: packet.transmitted)
    // No packet is on its way for less than no time; a millisecond is what clocks may differ in their steps.
    guard delay > .milliseconds(-1) else {
        return ProbeResult(
            .failed(Failure(.response, .badInput, detail: "the server's times contradict each other")))
    }
    return ProbeResult(
        .saw,
        .time(
            TimeEvidence(ahead: .zero - (there + back) / 2, delay: max(.zero, delay), stratum: packet.stratum)
        ))
}

/// The 48 bytes of an answer, as far as they matter.
struct TimePacket {
    let stratum: Int
    /// Whether the server's clock is set (leap indicator 3 is "not", stratum 0 "ask somebody else").
    let isTrusted: Bool
    /// By the server's clock.
    let received: Timestamp
    let transmitted: Timestamp

    /// Version 4, client; our own time is nobody's business, so there stands a nonce.
    static func query(_ nonce: [UInt8]) -> [UInt8] {
        [0x23] + [UInt8](repeating: 0, count: 39) + nonce.prefix(8)
            + [UInt8](repeating: 0, count: max(0, 8 - nonce.count))
    }

    /// Whether a datagram is a server's and repeats the nonce.
    static func isAnswer(_ bytes: [UInt8], to nonce: [UInt8]) -> Bool {
        bytes.count >= 48 && bytes[0] & 7 == 4 && Array(bytes[24..<32]) == Array(query(nonce)[40..<48])
    }

    /// - Parameters:
    ///   - bytes: An answer.
    ///   - near: About when it came; the format repeats every 136 years, and the nearest is meant.
    init?(_ bytes: [UInt8], near: Timestamp) {
        guard bytes.count >= 48 else { return nil }
        stratum = Int(bytes[1])
        guard let received = Self.time(bytes[32..<40], near),
            let transmitted = Self.time(bytes[40..<48], near)
        else {
            return nil
        }
        isTrusted = bytes[0] >> 6 != 3 && (1...15).contains(stratum) && received <= transmitted
        (self.received, self.transmitted) = (received, transmitted)
    }

    /// Seconds since 1900 and a binary fraction (RFC 5905 §6); `nil` for zero, which means unknown.
    private static func time(_ bytes: ArraySlice<UInt8>, _ near: Timestamp) -> Timestamp? {
        let value = bytes.reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        guard value != 0 else { return nil }
        let seconds = Int64(value >> 32) - 2_208_988_800
        let fraction = Int64(((value & 0xffff_ffff) * 1_000_000_000) >> 32)
        let era = Int64(1) << 32
        let now = near.nanosecondsSinceEpoch / 1_000_000_000
        let turns = ((now - seconds) + (now > seconds ? era / 2 : -(era / 2))) / era
        let (nanoseconds, overflow) = (seconds + turns * era).multipliedReportingOverflow(by: 1_000_000_000)
        return overflow ? nil : Timestamp(nanosecondsSinceEpoch: nanoseconds + fraction)
    }
}
