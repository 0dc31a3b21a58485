import CaseModel
import Foundation

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A socket of a test's own on loopback, on a port the kernel chose; reads give up after 20 seconds.
final class DNSLoopbackSocket: Sendable {
    private let descriptor: Int32
    private let isV6: Bool

    struct NoSocket: Error {}

    static var hasV6: Bool { (try? DNSLoopbackSocket(isV6: true, stream: false)) != nil }

    init(isV6: Bool, stream: Bool) throws {
        self.isV6 = isV6
        #if canImport(Glibc)
            let kind = Int32((stream ? SOCK_STREAM : SOCK_DGRAM).rawValue)
        #else
            let kind = stream ? SOCK_STREAM : SOCK_DGRAM
        #endif
        descriptor = socket(isV6 ? AF_INET6 : AF_INET, kind, 0)
        guard descriptor >= 0 else { throw NoSocket() }
        Self.limitReads(descriptor)
        var address = sockaddr_in6()
        var size = socklen_t(MemoryLayout<sockaddr_in6>.size)
        if isV6 {
            address.sin6_family = sa_family_t(AF_INET6)
            address.sin6_addr = in6addr_loopback
        } else {
            address = Self.v4Loopback()
            size = socklen_t(MemoryLayout<sockaddr_in>.size)
        }
        let status = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(descriptor, $0, size) }
        }
        guard status == 0 else { throw NoSocket() }
        if stream { guard listen(descriptor, 4) == 0 else { throw NoSocket() } }
    }

    private init(accepted: Int32) {
        descriptor = accepted
        isV6 = false
        Self.limitReads(accepted)
    }

    deinit { close(descriptor) }

    /// Where it listens.
    var endpoint: Endpoint {
        get throws {
            var address = sockaddr_in6()
            var size = socklen_t(MemoryLayout<sockaddr_in6>.size)
            let status = withUnsafeMutablePointer(to: &address) { pointer in
                pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    getsockname(descriptor, $0, &size)
                }
            }
            // The port stands at the same place in both families.
            guard status == 0, let loopback = IPAddress(isV6 ? "::1" : "127.0.0.1") else { throw NoSocket() }
            return Endpoint(address: loopback, port: UInt16(bigEndian: address.sin6_port))
        }
    }

    /// Waits for a datagram.
    func receiveFrom() -> (bytes: [UInt8], from: sockaddr_in6)? {
        var address = sockaddr_in6()
        var size = socklen_t(MemoryLayout<sockaddr_in6>.size)
        var buffer = [UInt8](repeating: 0, count: 2048)
        let count = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                recvfrom(descriptor, &buffer, buffer.count, 0, $0, &size)
            }
        }
        return count >= 0 ? (Array(buffer[..<count]), address) : nil
    }

    /// Waits for a datagram without holding one of the few threads tasks run on.
    func receivedFrom() async -> [UInt8]? {
        await withCheckedContinuation { done in
            Thread.detachNewThread { done.resume(returning: self.receiveFrom()?.bytes) }
        }
    }

    func send(_ bytes: [UInt8], to address: sockaddr_in6) {
        var address = address
        let size = socklen_t(isV6 ? MemoryLayout<sockaddr_in6>.size : MemoryLayout<sockaddr_in>.size)
        _ = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                sendto(descriptor, bytes, bytes.count, 0, $0, size)
            }
        }
    }

    /// Waits for a connection.
    func accept() -> DNSLoopbackSocket? {
        let accepted = accept_(descriptor)
        return accepted >= 0 ? DNSLoopbackSocket(accepted: accepted) : nil
    }

    /// Waits for `count` bytes of a stream.
    func read(_ count: Int) -> [UInt8] {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: count)
        while bytes.count < count {
            let received = recv(descriptor, &buffer, count - bytes.count, 0)
            guard received > 0 else { break }
            bytes += buffer[..<received]
        }
        return bytes
    }

    func write(_ bytes: [UInt8]) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let sent = Array(rest).withUnsafeBytes { sendAll(descriptor, $0) }
            guard sent > 0 else { return }
            rest = rest.dropFirst(sent)
        }
    }

    private static func limitReads(_ descriptor: Int32) {
        var limit = timeval(tv_sec: 20, tv_usec: 0)
        let size = socklen_t(MemoryLayout<timeval>.size)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, size)
        setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &limit, size)
    }

    private static func v4Loopback() -> sockaddr_in6 {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        var room = sockaddr_in6()
        withUnsafeMutableBytes(of: &room) { room in
            withUnsafeBytes(of: &address) { room.copyMemory(from: $0) }
        }
        return room
    }
}

private func accept_(_ descriptor: Int32) -> Int32 { accept(descriptor, nil, nil) }

private func sendAll(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer) -> Int {
    #if canImport(Glibc)
        send(descriptor, bytes.baseAddress, bytes.count, Int32(MSG_NOSIGNAL))
    #else
        send(descriptor, bytes.baseAddress, bytes.count, 0)
    #endif
}
