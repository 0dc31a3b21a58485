import CaseModel

/// Asks name servers on a walk: no recursion, signatures wanted, TCP when UDP is too small; every question is counted.
struct DelegationQuery: Sendable {
    let transport: any DNSTransport
    let clock: any WallClock
    /// Gives the query of each number its ID.
    let ids: @Sendable (Int) -> UInt16
    let timeout: Duration
    /// Monotonic.
    let end: Duration

    /// An answer and how long it took.
    struct Reply: Sendable {
        let message: DNSMessage
        let time: Duration
    }

    private func overUDP(
        _ query: [UInt8], _ id: UInt16, _ wire: [UInt8], _ type: DNSType, _ server: Endpoint,
        _ limit: Duration
    ) async throws(Failure) -> [UInt8] {
        try await transport.ask(query, of: server, over: .udp, timeout: limit) { bytes in
            DNSCodec.answers(bytes.span, id: id, wire: wire, type: type)
        }
    }

    /// - Parameters:
    ///   - number: Of the query on this walk; another for each.
    ///   - name: What is asked about.
    ///   - type: What of it.
    ///   - server: Whom.
    ///   - recursion: For resolvers alone.
    /// - Returns: An answer of any code.
    /// - Throws: `Failure` when none came that can be read.
    func ask(
        _ number: Int, _ name: DNSName, _ type: DNSType, of server: Endpoint, recursion: Bool = false
    ) async throws(Failure) -> Reply {
        let reply = try await ask(number, name, type, of: server, recursion: recursion, udpSize: 1232)
        // A server that does not know EDNS (RFC 6891 §7) has no signatures either, but serves.
        guard [1, 4].contains(reply.message.rcode) else { return reply }
        return try await ask(number, name, type, of: server, recursion: recursion, udpSize: 0)
    }

    private func ask(
        _ number: Int, _ name: DNSName, _ type: DNSType, of server: Endpoint, recursion: Bool, udpSize: UInt16
    ) async throws(Failure) -> Reply {
        let (id, wire) = (ids(number), name.wire)
        let query = DNSCodec.query(
            id: id, wire: wire, type: type, DNSQueryOptions(recursion: recursion, udpSize: udpSize))
        let start = clock.monotonic()
        guard end > start, !Task.isCancelled else { throw Failure(.resolve, .timeout) }
        let limit = min(timeout, end - start)
        var raw: [UInt8]
        do throws(Failure) {
            // A datagram may be lost on the way.
            raw = try await overUDP(query, id, wire, type, server, limit / 3)
        } catch {
            guard error.code == .timeout, end > clock.monotonic(), !Task.isCancelled else { throw error }
            raw = try await overUDP(query, id, wire, type, server, min(limit, end - clock.monotonic()))
        }
        if DNSCodec.isTruncated(raw.span) {
            let left = min(limit, end - clock.monotonic())
            guard left > .zero, !Task.isCancelled else { throw Failure(.resolve, .timeout) }
            raw = try await transport.ask(query, of: server, over: .tcp, timeout: left) { _ in true }
        }
        let time = clock.monotonic() - start
        do throws(DNSMessageError) {
            guard DNSCodec.answers(raw.span, id: id, wire: wire, type: type) else {
                throw DNSMessageError(.notAnAnswer, offset: 0)
            }
            return Reply(message: try DNSCodec.decode(raw.span), time: time)
        } catch {
            throw Failure(
                .response, .dnsBadMessage, detail: "\(error.problem.rawValue), byte \(error.offset)")
        }
    }
}
