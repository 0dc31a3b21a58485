/// An IPv4 or IPv6 address, without a zone index.
package struct IPAddress: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// Network order: 4 octets for IPv4, 16 for IPv6.
    package let octets: [UInt8]

    /// Takes octets in network order; `nil` unless there are 4 or 16.
    package init?(octets: some Collection<UInt8>) {
        guard octets.count == 4 || octets.count == 16 else { return nil }
        self.octets = Array(octets)
    }

    /// Reads dotted-quad or RFC 4291 §2.2 text; brackets around IPv6 are forgiven, a zone index is not.
    package init?(_ text: some StringProtocol) {
        var text = Substring(text)
        if text.hasPrefix("["), text.hasSuffix("]") { text = text.dropFirst().dropLast() }
        guard let octets = text.utf8.contains(UInt8(ascii: ":")) ? Self.v6(text) : Self.v4(text) else {
            return nil
        }
        self.octets = octets
    }

    /// Whether this is an IPv4 address.
    package var isV4: Bool { octets.count == 4 }

    /// Dotted quad, or RFC 5952 for IPv6.
    package var description: String {
        guard !isV4 else { return octets.map(String.init).joined(separator: ".") }
        let groups = groups
        guard let gap = Self.longestZeroRun(groups) else {
            return groups.map { String($0, radix: 16) }.joined(separator: ":")
        }
        let head = groups[..<gap.lowerBound].map { String($0, radix: 16) }.joined(separator: ":")
        let tail = groups[gap.upperBound...].map { String($0, radix: 16) }.joined(separator: ":")
        return "\(head)::\(tail)"
    }

    /// As it stands in a URL: IPv6 in brackets.
    package var bracketed: String { isV4 ? description : "[\(description)]" }

    /// The IPv4 address inside an IPv4-mapped IPv6 one (`::ffff:192.0.2.1`); otherwise the address itself.
    package var unmapped: IPAddress {
        guard octets.count == 16, octets[..<10].allSatisfy({ $0 == 0 }), octets[10] == 0xff,
            octets[11] == 0xff,
            let inner = IPAddress(octets: octets[12...])
        else { return self }
        return inner
    }

    package static func < (a: IPAddress, b: IPAddress) -> Bool {
        a.octets.count == b.octets.count
            ? a.octets.lexicographicallyPrecedes(b.octets) : a.octets.count < b.octets.count
    }

    private var groups: [UInt16] {
        stride(from: 0, to: octets.count, by: 2).map { UInt16(octets[$0]) << 8 | UInt16(octets[$0 + 1]) }
    }

    /// The first longest run of two zero groups or more (RFC 5952 §4.2).
    private static func longestZeroRun(_ groups: [UInt16]) -> Range<Int>? {
        var best: Range<Int>?
        var start = 0
        while start < groups.count {
            var end = start
            while end < groups.count, groups[end] == 0 { end += 1 }
            if end - start >= 2, end - start > (best?.count ?? 0) { best = start..<end }
            start = max(end, start + 1)
        }
        return best
    }

    private static func v4(_ text: Substring) -> [UInt8]? {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 4 else { return nil }
        var octets: [UInt8] = []
        for part in parts {
            // A leading zero is refused: some readers take it for octal.
            guard part.utf8.allSatisfy({ (48...57).contains($0) }), part.count == 1 || part.first != "0",
                let octet = UInt8(part)
            else { return nil }
            octets.append(octet)
        }
        return octets
    }

    private static func v6(_ text: Substring) -> [UInt8]? {
        guard text.utf8.count <= 45 else { return nil }
        let halves = text.split(separator: "::", maxSplits: 1, omittingEmptySubsequences: false)
        if halves.count == 1 {
            guard let all = pairs(halves[0]), all.count == 16 else { return nil }
            return all
        }
        guard let head = halves[0].isEmpty ? [] : pairs(halves[0]),
            let tail = halves[1].isEmpty ? [] : pairs(halves[1]), head.count + tail.count <= 14
        else { return nil }
        return head + Array(repeating: 0, count: 16 - head.count - tail.count) + tail
    }

    /// Groups of one to four hex digits; the last may be a dotted quad.
    private static func pairs(_ text: Substring) -> [UInt8]? {
        var octets: [UInt8] = []
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        for (index, part) in parts.enumerated() {
            if index == parts.count - 1, part.contains(".") {
                guard let quad = v4(part) else { return nil }
                return octets + quad
            }
            guard (1...4).contains(part.utf8.count), part.utf8.allSatisfy(isHexDigit),
                let group = UInt16(part, radix: 16)
            else { return nil }
            octets += [UInt8(group >> 8), UInt8(group & 0xff)]
        }
        return octets
    }
}

/// A block of addresses, `104.16.0.0/13`.
package struct IPPrefix: Hashable, Sendable, CustomStringConvertible {
    /// The first address of the block.
    package let base: IPAddress
    /// How many leading bits are fixed: 0...32 for IPv4, 0...128 for IPv6.
    package let length: Int

    /// Reads CIDR text; a bare address is a block of one.
    package init?(_ text: some StringProtocol) {
        let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        guard let base = IPAddress(parts[0]) else { return nil }
        let bits = base.octets.count * 8
        guard let length = parts.count == 1 ? bits : Int(parts[1]), (0...bits).contains(length) else {
            return nil
        }
        self.base = base
        self.length = length
    }

    /// Whether `address` is in the block; an IPv4-mapped IPv6 address counts as its IPv4 self.
    package func contains(_ address: IPAddress) -> Bool {
        let octets = address.unmapped.octets
        guard octets.count == base.octets.count else { return false }
        let whole = length / 8
        guard octets[..<whole] == base.octets[..<whole] else { return false }
        guard length % 8 != 0 else { return true }
        let mask = UInt8(truncatingIfNeeded: 0xff00 >> (length % 8))
        return octets[whole] & mask == base.octets[whole] & mask
    }

    package var description: String { "\(base)/\(length)" }
}

/// An address and perhaps a port: `203.0.113.34`, `203.0.113.34:8443`, `2001:db8::1`, `[2001:db8::1]:443`.
package struct Endpoint: Hashable, Sendable, CustomStringConvertible {
    /// Where.
    package let address: IPAddress
    /// 1...65535, or `nil` when the protocol's own port is meant.
    package let port: UInt16?

    /// Puts an address and a port together.
    package init(address: IPAddress, port: UInt16? = nil) {
        self.address = address
        self.port = port
    }

    /// Reads the forms above.
    ///
    /// - Returns: `nil` for a host name, a port of 0 or anything else.
    package init?(_ text: some StringProtocol) {
        if let address = IPAddress(text) {
            self.init(address: address)
            return
        }
        guard let colon = text.lastIndex(of: ":"), let port = UInt16(text[text.index(after: colon)...]),
            port > 0,
            let address = IPAddress(text[..<colon]),
            address.isV4 || text.hasPrefix("[")
        else { return nil }
        self.init(address: address, port: port)
    }

    package var description: String {
        guard let port else { return address.description }
        return "\(address.bracketed):\(port)"
    }
}

/// Whether a byte is an ASCII hex digit.
package func isHexDigit(_ byte: UInt8) -> Bool {
    switch byte {
    case 48...57, 65...70, 97...102: true
    default: false
    }
}
