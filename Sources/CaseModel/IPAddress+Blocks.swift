extension IPAddress {
    /// Whether it is private, shared or link-local (RFC 1918, RFC 6598, RFC 3927, RFC 4193, RFC 4291).
    package var isPrivate: Bool {
        let octets = unmapped.octets
        guard octets.count == 4 else {
            return octets[0] & 0xfe == 0xfc || octets[0] == 0xfe && octets[1] & 0xc0 == 0x80
        }
        switch (octets[0], octets[1]) {
        case (10, _), (192, 168), (169, 254): return true
        case (172, 16...31), (100, 64...127): return true
        default: return false
        }
    }

    /// Whether it may be anybody's on the open network: not private, not this host's, no group's and not reserved.
    package var isGlobal: Bool {
        let octets = unmapped.octets
        guard !isPrivate else { return false }
        guard octets.count == 4 else { return octets[0] >> 5 == 1 }
        return octets[0] > 0 && octets[0] != 127 && octets[0] < 224
    }
}
