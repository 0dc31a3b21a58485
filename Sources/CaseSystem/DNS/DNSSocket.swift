import CaseModel

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Owns one socket to one server and closes it exactly once.
struct DNSSocket: ~Copyable {
    private let descriptor: CInt
    private let server: Endpoint

    init(_ server: Endpoint, _ transport: DNSEvidence.Transport) throws(Failure) {
        self.server = server
        #if canImport(Glibc)
            let kind = CInt((transport == .udp ? SOCK_DGRAM : SOCK_STREAM).rawValue)
        #else
            let kind = transport == .udp ? SOCK_DGRAM : SOCK_STREAM
        #endif
        descriptor = socket(server.address.isV4 ? AF_INET : AF_INET6, kind, 0)
        guard descriptor >= 0 else { throw Self.failure(.connect, errno) }
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
        _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) | O_NONBLOCK)
        #if canImport(Darwin)
            var on: CInt = 1
            let size = socklen_t(MemoryLayout<CInt>.size)
            _ = unsafe setsockopt(descriptor, SOL_SOCKET, SO_NOSIGPIPE, &on, size)
        #endif
    }

    deinit { close(descriptor) }

    /// Connects; for UDP this only says whose datagrams to take, and whose ICMP errors to hear of.
    func connect(_ wait: DNSWait) throws(Failure) {
        if connectNow() == 0 { return }
        let code = errno
        guard code == EINPROGRESS || code == EINTR else { throw Self.failure(.connect, code) }
        try wait.until(Int32(POLLOUT), on: descriptor, .connect)
        var status: CInt = 0
        var size = socklen_t(MemoryLayout<CInt>.size)
        guard unsafe getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &status, &size) == 0 else {
            throw Self.failure(.connect, errno)
        }
        guard status == 0 else { throw Self.failure(.connect, status) }
    }

    func send(_ bytes: [UInt8], _ wait: DNSWait) throws(Failure) {
        #if canImport(Darwin)
            let flags: CInt = 0
        #else
            let flags = CInt(truncatingIfNeeded: MSG_NOSIGNAL)
        #endif
        var sent = 0
        while sent < bytes.count {
            let rest = Array(bytes[sent...])
            let count = sendBytes(descriptor, rest, rest.count, flags)
            if count >= 0 {
                sent += count
            } else if errno == EAGAIN || errno == EINTR {
                try wait.until(Int32(POLLOUT), on: descriptor, .request)
            } else {
                throw Self.failure(.request, errno)
            }
        }
    }

    /// Waits for one datagram, or for some bytes of a stream.
    ///
    /// - Returns: How many were put at `start`; 0 at the end of a stream, or for an empty datagram.
    func receive(
        into buffer: inout [UInt8], from start: Int, upTo count: Int, _ wait: DNSWait
    ) throws(Failure) -> Int {
        guard start >= 0, count > 0, count <= buffer.count - start else { return 0 }
        while true {
            try wait.until(Int32(POLLIN), on: descriptor, .response)
            let received = unsafe buffer.withUnsafeMutableBytes { bytes in
                unsafe recv(descriptor, bytes.baseAddress.map { unsafe $0 + start }, count, 0)
            }
            if received >= 0 { return received }
            guard errno == EAGAIN || errno == EINTR else { throw Self.failure(.response, errno) }
        }
    }

    /// Waits for `count` bytes of a stream.
    func receiveAll(_ count: Int, _ wait: DNSWait) throws(Failure) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        var held = 0
        while held < count {
            let received = try receive(into: &bytes, from: held, upTo: count - held, wait)
            guard received > 0 else {
                throw Failure(.response, .emptyReply, detail: "\(held) of \(count) bytes")
            }
            held += received
        }
        return bytes
    }

    private func connectNow() -> CInt {
        SocketAddress(Endpoint(address: server.address, port: server.port ?? 53)).connect(descriptor)
    }

    private static func failure(_ operation: FailedOperation, _ code: CInt) -> Failure {
        let detail = "errno \(code)"
        return switch code {
        // For UDP the refusal comes back with a later call; it is the port that is closed all the same.
        case ECONNREFUSED: Failure(.connect, .connectionRefused, detail: detail)
        case ECONNRESET, EPIPE: Failure(operation, .connectionReset, detail: detail)
        case EHOSTUNREACH, EHOSTDOWN: Failure(.connect, .hostUnreachable, detail: detail)
        case ENETUNREACH, EADDRNOTAVAIL, EAFNOSUPPORT: Failure(.connect, .networkUnreachable, detail: detail)
        case EACCES, EPERM: Failure(operation, .permissionDenied, detail: detail)
        case ETIMEDOUT: Failure(operation, .timeout, detail: detail)
        default: Failure(operation, .unclassified, detail: detail)
        }
    }
}

/// The system's `send`, whose name the method above hides.
private func sendBytes(_ descriptor: CInt, _ bytes: [UInt8], _ count: Int, _ flags: CInt) -> Int {
    unsafe send(descriptor, bytes, count, flags)
}
