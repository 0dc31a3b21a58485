import CaseModel

extension HTTPExchange {
    /// Takes from the answer's fields what redaction would take away: how big they are, and the server a cookie names.
    mutating func readFields() {
        guard status != nil else { return }
        // Name, colon, blank, value and line end, as HTTP/1.1 writes them.
        fieldBytes = fields.reduce(0) { $0 + $1.name.utf8.count + $1.value.utf8.count + 4 }
        balancedServer =
            fields.lazy.filter { $0.name.lowercased() == "set-cookie" }
            .compactMap { BalancerCookie.server(in: $0.value) }.first
    }
}

/// The cookie by which F5 BIG-IP sends a visitor to the same server again, in its plain form.
enum BalancerCookie {
    /// The server in `BIGipServerpool=1677787402.36895.0000; path=/`: address and port, their bytes in reverse.
    ///
    /// - Returns: `10.1.1.100:8080`; `nil` for another cookie, and for the encrypted form.
    static func server(in cookie: String) -> String? {
        let pair = cookie.prefix { $0 != ";" }
        guard pair.lowercased().hasPrefix("bigip"), let equals = pair.firstIndex(of: "=") else { return nil }
        let parts = pair[pair.index(after: equals)...].split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 3, parts[2] == "0000", let address = UInt32(parts[0]),
            let port = UInt16(parts[1])
        else { return nil }
        let octets = (0..<4).map { String(address >> (8 * UInt32($0)) & 0xff) }
        return octets.joined(separator: ".") + ":\(port.byteSwapped)"
    }
}
