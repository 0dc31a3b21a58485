import CaseModel

/// Replaces addresses by tokens that keep which of them share a prefix.
///
/// Octet by octet, each through a permutation of its own that the key and all octets before it choose: two addresses
/// get tokens that agree in as many leading octets as they do, and nothing else can be read from them.
struct AddressPseudonyms: Sendable {
    private let keyed: KeyedHash
    private let mode: RedactionPolicy.AddressMode
    private let publicRanges: [IPPrefix]
    /// The first and last address of each public block of IPv4.
    private let publicV4: [ClosedRange<UInt32>]
    private var kept: Set<IPAddress>
    private var keptV4: Set<UInt32>

    /// - Parameters:
    ///   - key: 16 random bytes that serve nothing else.
    ///   - policy: What happens to addresses and which ones stay.
    init(key: [UInt8], policy: RedactionPolicy) {
        keyed = KeyedHash(key: key)
        mode = policy.addresses
        publicRanges = policy.publicRanges
        publicV4 = policy.publicRanges.compactMap { prefix in
            guard prefix.base.isV4 else { return nil }
            let mask = prefix.length == 0 ? 0 : UInt32.max << UInt32(32 - prefix.length)
            let first = Self.number(prefix.base.octets) & mask
            return first...(first | ~mask)
        }
        kept = Set(policy.kept.map(\.unmapped))
        keptV4 = Set(kept.filter(\.isV4).map { Self.number($0.octets) })
    }

    /// Makes an address stay readable from now on.
    mutating func keep(_ address: IPAddress) {
        kept.insert(address.unmapped)
        if address.unmapped.isV4 { keptV4.insert(Self.number(address.unmapped.octets)) }
    }

    /// Appends what stands in place of an IPv4 address in host order.
    ///
    /// - Returns: Whether anything does; if not, the address stays.
    func append(v4 address: UInt32, to output: inout [UInt8]) -> Bool {
        // "This network", loopback, masks and broadcast name no one.
        guard mode != .keep, address >> 24 != 0, address >> 24 != 127, address >> 24 != 255,
            !keptV4.contains(address), !publicV4.contains(where: { $0.contains(address) })
        else { return false }
        let octets = address.bigEndian
        guard mode == .pseudonym else {
            return truncated((0..<4).map { UInt8(truncatingIfNeeded: octets >> UInt32($0 * 8)) }, to: &output)
        }
        output += Self.headV4
        var prefix = keyed.hash(4)
        for index in 0..<4 {
            if index > 0 { output.append(UInt8(ascii: ".")) }
            let octet = UInt8(truncatingIfNeeded: octets >> UInt32(index * 8))
            append(octet, &prefix, to: &output)
        }
        return true
    }

    private static let headV4 = Array("ip4-".utf8), headV6 = Array("ip6-".utf8)

    /// Appends the image of an octet and makes its prefix that of the next.
    private func append(_ octet: UInt8, _ prefix: inout UInt64, to output: inout [UInt8]) {
        let mapped = permuted(octet, by: prefix)
        output.append(hexDigit(mapped >> 4))
        output.append(hexDigit(mapped & 15))
        prefix = keyed.hash(prefix ^ UInt64(octet) &+ 1)
    }

    /// Appends what stands in place of 4 or 16 octets in network order, if anything does.
    func append(_ octets: [UInt8], to output: inout [UInt8]) -> Bool {
        guard mode != .keep, let address = IPAddress(octets: octets) else { return false }
        let unmapped = address.unmapped
        if unmapped.isV4, octets.count == 4 || mode == .pseudonym {
            return append(v4: Self.number(unmapped.octets), to: &output)
        }
        guard !isExempt(unmapped) else { return false }
        guard mode == .pseudonym else { return truncated(octets, to: &output) }
        output += Self.headV6
        var prefix = keyed.hash(16)
        for (index, octet) in octets.enumerated() {
            if index > 0, index % 2 == 0 { output.append(UInt8(ascii: ".")) }
            append(octet, &prefix, to: &output)
        }
        return true
    }

    private func isExempt(_ address: IPAddress) -> Bool {
        let octets = address.octets
        if octets.count == 16, octets[..<15].allSatisfy({ $0 == 0 }), octets[15] <= 1 { return true }
        return kept.contains(address) || publicRanges.contains { $0.contains(address) }
    }

    private func truncated(_ octets: [UInt8], to output: inout [UInt8]) -> Bool {
        let keep = octets.count == 4 ? 3 : 6
        var short = octets
        for index in keep..<octets.count { short[index] = 0 }
        guard short != octets, let address = IPAddress(octets: short) else { return false }
        output += Array(address.description.utf8)
        return true
    }

    /// Four Feistel rounds over the two nibbles of an octet, so that every octet has exactly one image.
    ///
    /// Each round looks a nibble up in sixteen of them, a number that is drawn from the seed (SplitMix64).
    private func permuted(_ octet: UInt8, by seed: UInt64) -> UInt8 {
        var seed = seed
        var left = octet >> 4
        var right = octet & 15
        for _ in 0..<4 {
            seed &+= 0x9e37_79b9_7f4a_7c15
            var table = (seed ^ seed >> 30) &* 0xbf58_476d_1ce4_e5b9
            table = (table ^ table >> 27) &* 0x94d0_49bb_1331_11eb
            table ^= table >> 31
            let nibble = UInt8(truncatingIfNeeded: table >> UInt64(right * 4)) & 15
            (left, right) = (right, left ^ nibble)
        }
        return left << 4 | right
    }

    private static func number(_ octets: [UInt8]) -> UInt32 { octets.reduce(0) { $0 << 8 | UInt32($1) } }
}
