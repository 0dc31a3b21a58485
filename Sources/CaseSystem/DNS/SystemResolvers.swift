package import CaseModel

/// The name servers this host is set up to ask.
package enum SystemResolvers {
    /// Where the C library reads them.
    package static let path = "/etc/resolv.conf"

    /// Reads the `nameserver` lines of `resolv.conf(5)`, as glibc does: the first three count.
    ///
    /// - Parameter resolvConf: The file; what is after its first 64 KB is not read.
    /// - Returns: In the file's order, port 53. A link-local address with a scope (`fe80::1%eth0`) takes one of the
    ///   three places and is left out, as an endpoint has no scope. Empty when the file names none; glibc then asks
    ///   127.0.0.1.
    package static func servers(resolvConf: [UInt8]) -> [Endpoint] {
        var servers: [Endpoint] = []
        var places = 3
        let text = resolvConf.prefix(65_536)
        for line in text.split(whereSeparator: { $0 == 0x0a || $0 == 0x0d }) {
            guard let word = address(in: line) else { continue }
            let parts = word.split(separator: "%", maxSplits: 1)
            guard let first = parts.first, let address = IPAddress(first) else { continue }
            if parts.count == 1 { servers.append(Endpoint(address: address, port: 53)) }
            places -= 1
            if places == 0 { break }
        }
        return servers
    }

    /// The word after `nameserver`, which must begin the line.
    private static func address(in line: ArraySlice<UInt8>) -> String? {
        let words = line.split(maxSplits: 2, whereSeparator: { $0 == 0x20 || $0 == 0x09 })
        guard words.count >= 2, words[0].elementsEqual("nameserver".utf8),
            words[0].startIndex == line.startIndex
        else { return nil }
        return String(decoding: words[1], as: UTF8.self)
    }
}
