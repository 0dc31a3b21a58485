package import CaseModel

/// Carries each DNS message over a POSIX socket of its own, connected, so that the kernel drops what others send.
///
/// The waiting is done on a thread a query; cancelling the task wakes it at once.
package struct SocketDNSTransport: DNSTransport {
    /// Nothing is opened before the first question.
    package init() {}

    package func ask(
        _ message: [UInt8], of server: Endpoint, over carrier: DNSCarrier, timeout: Duration,
        accepts: @escaping @Sendable ([UInt8]) -> Bool
    ) async throws(Failure) -> [UInt8] {
        let bell = try CancelBell()
        let wait = DNSWait(timeout: timeout, bell: bell)
        let result = await withTaskCancellationHandler {
            await withCheckedContinuation { (done: CheckedContinuation<Result<[UInt8], Failure>, Never>) in
                let started = DetachedThread.start {
                    done.resume(
                        returning: Self.exchange(message, server, carrier, wait: wait, accepts: accepts))
                }
                if !started {
                    done.resume(
                        returning: .failure(Failure(.request, .unclassified, detail: "no thread left")))
                }
            }
        } onCancel: {
            bell.ring()
        }
        return try result.get()
    }

    private static func exchange(
        _ message: [UInt8], _ server: Endpoint, _ carrier: DNSCarrier, wait: DNSWait,
        accepts: @Sendable ([UInt8]) -> Bool
    ) -> Result<[UInt8], Failure> {
        do throws(Failure) {
            switch carrier {
            case .udp: return .success(try overUDP(message, server, wait: wait, accepts: accepts))
            case .tcp: return .success(try overTCP(message, server, wait: wait))
            case .tls, .https:
                return .failure(Failure(.request, .badInput, detail: "a bare socket encrypts nothing"))
            }
        } catch {
            return .failure(error)
        }
    }

    private static func overUDP(
        _ message: [UInt8], _ server: Endpoint, wait: DNSWait, accepts: @Sendable ([UInt8]) -> Bool
    ) throws(Failure) -> [UInt8] {
        let socket = try DNSSocket(server, .udp)
        try socket.connect(wait)
        try socket.send(message, wait)
        var buffer = [UInt8](repeating: 0, count: 65_535)
        while true {
            let count = try socket.receive(into: &buffer, from: 0, upTo: buffer.count, wait)
            let datagram = Array(buffer[..<count])
            if accepts(datagram) { return datagram }
        }
    }

    /// Two bytes of length come before a message (RFC 7766 §8).
    private static func overTCP(
        _ message: [UInt8], _ server: Endpoint, wait: DNSWait
    ) throws(Failure) -> [UInt8] {
        let socket = try DNSSocket(server, .tcp)
        try socket.connect(wait)
        try socket.send([UInt8(message.count >> 8 & 0xff), UInt8(message.count & 0xff)] + message, wait)
        let prefix = try socket.receiveAll(2, wait)
        return try socket.receiveAll(Int(prefix[0]) << 8 | Int(prefix[1]), wait)
    }
}
