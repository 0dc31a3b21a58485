import CaseModel

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// An address and a port as the system takes them.
struct SocketAddress {
    private let endpoint: Endpoint

    /// - Parameter endpoint: A missing port means 0.
    init(_ endpoint: Endpoint) { self.endpoint = endpoint }

    /// Connects a socket; for UDP this only says whose datagrams to take, and whose ICMP errors to hear of.
    func connect(_ descriptor: CInt) -> CInt {
        let port = (endpoint.port ?? 0).bigEndian
        if endpoint.address.isV4 {
            var address = sockaddr_in()
            address.sin_family = sa_family_t(AF_INET)
            address.sin_port = port
            unsafe withUnsafeMutableBytes(of: &address.sin_addr) {
                unsafe $0.copyBytes(from: endpoint.address.octets)
            }
            return unsafe Self.connect(descriptor, &address, MemoryLayout<sockaddr_in>.size)
        }
        var address = sockaddr_in6()
        address.sin6_family = sa_family_t(AF_INET6)
        address.sin6_port = port
        unsafe withUnsafeMutableBytes(of: &address.sin6_addr) {
            unsafe $0.copyBytes(from: endpoint.address.octets)
        }
        return unsafe Self.connect(descriptor, &address, MemoryLayout<sockaddr_in6>.size)
    }

    private static func connect(_ descriptor: CInt, _ address: UnsafeRawPointer, _ size: Int) -> CInt {
        #if canImport(Darwin)
            return unsafe Darwin.connect(
                descriptor, address.assumingMemoryBound(to: sockaddr.self), socklen_t(size))
        #elseif canImport(Musl)
            return unsafe Musl.connect(
                descriptor, address.assumingMemoryBound(to: sockaddr.self), socklen_t(size))
        #else
            return unsafe Glibc.connect(
                descriptor, address.assumingMemoryBound(to: sockaddr.self), socklen_t(size))
        #endif
    }
}
