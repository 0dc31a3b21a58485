import CaseModel

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A socket that sends one packet of few hops and hears what became of it.
final class TraceSocket {
    /// Who answered; no sender stands for the target.
    struct Answer {
        var sender: IPAddress?
        var mark: String?
        var isTarget = false
    }

    private(set) var descriptor: CInt
    private let isTCP: Bool
    /// Whether the target refused while the connection was asked for, as this host itself does.
    private(set) var isRefusedAtOnce = false

    // linux/in.h, linux/in6.h, linux/errqueue.h; not all of it is in the C library's module.
    private static let errorQueue: CInt = 0x2000
    private static let levels: (v4: CInt, v6: CInt) = (0, 41)
    private static let receiveErrors: (v4: CInt, v6: CInt) = (11, 25)
    private static let hops: (v4: CInt, v6: CInt) = (2, 16)
    private static let mtuDiscover: (v4: CInt, v6: CInt) = (10, 23)
    /// Sends with "don't fragment" whatever the MTU known.
    private static let probeMTU: CInt = 3

    init(_ address: IPAddress, _ method: TraceRequest.Method, ttl: Int, number: Int) throws(Failure) {
        let port: UInt16
        switch method {
        case .udp: (isTCP, port) = (false, UInt16(33_434 + number % 1000))
        case .tcp(let wanted): (isTCP, port) = (true, wanted)
        }
        #if canImport(Glibc)
            let kind = CInt((isTCP ? SOCK_STREAM : SOCK_DGRAM).rawValue)
        #else
            let kind = isTCP ? SOCK_STREAM : SOCK_DGRAM
        #endif
        descriptor = socket(address.isV4 ? AF_INET : AF_INET6, kind, 0)
        guard descriptor >= 0 else { throw Failure(.connect, .unclassified, detail: "errno \(errno)") }
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
        _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) | O_NONBLOCK)
        let isV4 = address.isV4
        let level = isV4 ? Self.levels.v4 : Self.levels.v6
        set(level, isV4 ? Self.hops.v4 : Self.hops.v6, CInt(truncatingIfNeeded: ttl))
        set(level, isV4 ? Self.receiveErrors.v4 : Self.receiveErrors.v6, 1)
        if !isTCP { set(level, isV4 ? Self.mtuDiscover.v4 : Self.mtuDiscover.v6, Self.probeMTU) }
        let status = SocketAddress(Endpoint(address: address, port: port)).connect(descriptor)
        let code = errno
        guard status == 0 || code == EINPROGRESS else {
            close()
            guard code == ECONNREFUSED, isTCP else { throw Self.failure(code) }
            isRefusedAtOnce = true
            return
        }
        guard !isTCP else { return }
        let text = Array("casefile path probe".utf8)
        let count = unsafe send(descriptor, text, text.count, 0)
        if count < 0, errno != ECONNREFUSED, errno != EHOSTUNREACH { throw Self.failure(errno) }
    }

    deinit { close() }

    /// What to wait for: errors come unasked, a connection is told by being writable.
    var events: Int16 { Int16(truncatingIfNeeded: Int32(isTCP ? POLLOUT : POLLIN)) }

    func close() {
        guard descriptor >= 0 else { return }
        _ = Self.closeNow(descriptor)
        descriptor = -1
    }

    /// The first answer; `nil` while there is none.
    func answer() -> Answer? {
        if let answer = queuedError() { return answer }
        guard isTCP else {
            var buffer = [UInt8](repeating: 0, count: 64)
            // Somebody listens on that port: the target, too.
            let count = unsafe recv(descriptor, &buffer, buffer.count, 0)
            return count >= 0 || errno == ECONNREFUSED ? Answer(isTarget: true) : nil
        }
        var status: CInt = 0
        var size = socklen_t(MemoryLayout<CInt>.size)
        guard unsafe getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &status, &size) == 0 else { return nil }
        return status == 0 || status == ECONNREFUSED ? Answer(isTarget: true) : Answer(mark: "!H")
    }

    /// Reads the queue of errors: behind the header of `sock_extended_err` stands who sent the ICMP message.
    private func queuedError() -> Answer? {
        var payload = [UInt8](repeating: 0, count: 256)
        var control = [UInt8](repeating: 0, count: 512)
        let count = unsafe payload.withUnsafeMutableBytes { payload in
            unsafe control.withUnsafeMutableBytes { control in
                var vector = unsafe iovec(iov_base: payload.baseAddress, iov_len: payload.count)
                return unsafe withUnsafeMutablePointer(to: &vector) { vector in
                    var message = unsafe msghdr()
                    unsafe message.msg_iov = vector
                    unsafe message.msg_iovlen = 1
                    unsafe message.msg_control = control.baseAddress
                    unsafe message.msg_controllen = .init(control.count)
                    let received = unsafe recvmsg(descriptor, &message, Self.errorQueue)
                    return received < 0 ? -1 : unsafe Int(message.msg_controllen)
                }
            }
        }
        return count > 0 ? Self.read(control.prefix(count)) : nil
    }

    /// Finds the error in a sequence of `cmsghdr`, each at a multiple of a word's size.
    static func read(_ control: ArraySlice<UInt8>) -> Answer? {
        let word = MemoryLayout<Int>.size
        let bytes = Array(control)
        var start = 0
        while bytes.count - start >= word + 8 {
            let length = number(bytes, start, word)
            guard length >= word + 8, length <= bytes.count - start else { return nil }
            let (level, type) = (number(bytes, start + word, 4), number(bytes, start + word + 4, 4))
            let isV4 = level == Int(levels.v4) && type == Int(receiveErrors.v4)
            let isV6 = level == Int(levels.v6) && type == Int(receiveErrors.v6)
            if isV4 || isV6 { return answer(Array(bytes[(start + word + 8)..<(start + length)]), isV4: isV4) }
            start += (length + word - 1) / word * word
        }
        return nil
    }

    /// `sock_extended_err` (16 bytes: errno, origin, type, code, pad, info, data), then a socket address.
    private static func answer(_ error: [UInt8], isV4: Bool) -> Answer? {
        guard error.count >= 16 else { return nil }
        // Origins: 2 and 3 are ICMP and ICMPv6, 1 is this host itself.
        let (origin, type, code) = (error[4], error[5], error[6])
        var answer = Answer()
        let place = isV4 ? 16 + 4 : 16 + 8
        let size = isV4 ? 4 : 16
        if origin > 1, error.count >= place + size {
            answer.sender = IPAddress(octets: Array(error[place..<place + size]))
        }
        let info = number(error, 8, 4)
        switch (isV4, type, code) {
        case (true, 11, _), (false, 3, _): break
        case (true, 3, 3), (false, 1, 4): answer.isTarget = true
        case (true, 3, 4), (false, 2, _): answer.mark = "!F-\(info)"
        case (true, 3, 0), (true, 3, 6), (false, 1, 0): answer.mark = "!N"
        case (true, 3, 2): answer.mark = "!P"
        case (true, 3, 9), (true, 3, 10), (true, 3, 13), (false, 1, 1): answer.mark = "!X"
        default: answer.mark = "!H"
        }
        return answer
    }

    /// A number in the order of this host.
    private static func number(_ bytes: [UInt8], _ start: Int, _ count: Int) -> Int {
        let part = bytes[start..<start + count]
        let isLittle = 1.littleEndian == 1
        return (isLittle ? Array(part.reversed()) : Array(part)).reduce(0) { $0 << 8 | Int($1) }
    }

    private func set(_ level: CInt, _ option: CInt, _ value: CInt) {
        var value = value
        _ = unsafe setsockopt(descriptor, level, option, &value, socklen_t(MemoryLayout<CInt>.size))
    }

    private static func closeNow(_ descriptor: CInt) -> CInt {
        #if canImport(Glibc)
            Glibc.close(descriptor)
        #elseif canImport(Musl)
            Musl.close(descriptor)
        #else
            Darwin.close(descriptor)
        #endif
    }

    private static func failure(_ code: CInt) -> Failure {
        switch code {
        case ENETUNREACH, EADDRNOTAVAIL, EAFNOSUPPORT:
            Failure(.connect, .networkUnreachable, detail: "errno \(code)")
        case EHOSTUNREACH: Failure(.connect, .hostUnreachable, detail: "errno \(code)")
        case EACCES, EPERM: Failure(.connect, .permissionDenied, detail: "errno \(code)")
        default: Failure(.connect, .unclassified, detail: "errno \(code)")
        }
    }
}
