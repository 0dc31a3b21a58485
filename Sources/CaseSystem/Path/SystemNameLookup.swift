import CaseModel

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Looks names up as other programs of this host do, hosts file and all; it blocks.
enum SystemNameLookup {
    /// The first address of a family; the C library cannot be stopped, so it is left behind when the wait is over.
    ///
    /// - Throws: `resolve` with `dns_nxdomain_error`, `dns_no_answer`, `dns_server_failure` or `generic_timeout_error`.
    static func address(of name: String, _ family: PathProbe.Family, wait: DNSWait) throws(Failure)
        -> IPAddress
    {
        if let address = IPAddress(name) {
            guard address.isV4 == (family == .v4) else {
                throw Failure(.resolve, .dnsNoAnswer, detail: "the address is of the other family")
            }
            return address
        }
        let done = try CancelBell()
        let result = Locked<Result<IPAddress, Failure>?>(nil)
        let isStarted = DetachedThread.start {
            let found = Result { () throws(Failure) in try lookUp(name, family) }
            result.withLock { $0 = found }
            done.ring()
        }
        guard isStarted else { throw Failure(.resolve, .unclassified, detail: "no thread left") }
        try wait.until(Int32(POLLIN), on: done.readEnd, .resolve)
        guard let found = result.withLock({ $0 }) else { throw Failure(.resolve, .unclassified) }
        return try found.get()
    }

    private static func lookUp(_ name: String, _ family: PathProbe.Family) throws(Failure) -> IPAddress {
        var hints = unsafe addrinfo()
        unsafe hints.ai_family = family == .v4 ? AF_INET : AF_INET6
        unsafe hints.ai_flags = 0
        var list: UnsafeMutablePointer<addrinfo>?
        let status = unsafe getaddrinfo(name, nil, &hints, &list)
        guard status == 0, let first = unsafe list else { throw failure(status) }
        defer { unsafe freeaddrinfo(first) }
        var item: UnsafeMutablePointer<addrinfo>? = unsafe first
        while let current = unsafe item {
            if let raw = unsafe current.pointee.ai_addr,
                let address = unsafe octets(raw, family).flatMap({ IPAddress(octets: $0) })
            {
                return address
            }
            unsafe item = current.pointee.ai_next
        }
        throw Failure(.resolve, .dnsNoAnswer)
    }

    private static func octets(_ raw: UnsafeMutablePointer<sockaddr>, _ family: PathProbe.Family) -> [UInt8]?
    {
        if family == .v4, unsafe raw.pointee.sa_family == sa_family_t(AF_INET) {
            return unsafe raw.withMemoryRebound(to: sockaddr_in.self, capacity: 1) { address in
                unsafe withUnsafeBytes(of: address.pointee.sin_addr) { unsafe Array($0) }
            }
        }
        guard family == .v6, unsafe raw.pointee.sa_family == sa_family_t(AF_INET6) else { return nil }
        return unsafe raw.withMemoryRebound(to: sockaddr_in6.self, capacity: 1) { address in
            unsafe withUnsafeBytes(of: address.pointee.sin6_addr) { unsafe Array($0) }
        }
    }

    private static func failure(_ status: CInt) -> Failure {
        switch status {
        case EAI_NONAME: Failure(.resolve, .dnsNXDomain)
        // EAI_NODATA and EAI_ADDRFAMILY of glibc, which names them for programs of its own dialect alone.
        case -5, -9: Failure(.resolve, .dnsNoAnswer, detail: "getaddrinfo \(status)")
        default: Failure(.resolve, .dnsServerFailure, detail: "getaddrinfo \(status)")
        }
    }
}
