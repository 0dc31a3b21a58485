import CaseModel

/// Replaces addresses by tokens that keep which of them share a prefix.
///
/// Octet by octet, each through a permutation of its own that the key and all octets before it choose: two addresses
/// get tokens that agree in as many leading octets as they do, and nothing else can be read from them.
struct AddressPseudonyms: Sendable {
    /// What to do with an address.
    enum Verdict: Sendable, Equatable {
        case keep
        case replace([UInt8])
    }

    private let mint: PlaceholderMint
    private let mode: RedactionPolicy.AddressMode
    private let publicRanges: [IPPrefix]
    private var kept: Set<IPAddress>
    private var verdicts: [[UInt8]: Verdict] = [:]
    private var fast: [UInt32: Verdict] = [:]
    private var permutations: [[UInt8]: [UInt8]] = [:]
    /// Bounds each cache; a cache that is full is emptied, tokens stay the same.
    private static let limit = 65_536

    init(mint: PlaceholderMint, policy: RedactionPolicy) {
        self.mint = mint
        mode = policy.addresses
        publicRanges = policy.publicRanges
        kept = Set(policy.kept.map(\.unmapped))
    }

    /// Makes an address stay readable from now on.
    mutating func keep(_ address: IPAddress) {
        guard kept.insert(address.unmapped).inserted else { return }
        verdicts.removeAll(keepingCapacity: true)
        fast.removeAll(keepingCapacity: true)
    }

    /// The verdict on an IPv4 address in host order.
    mutating func verdict(v4 address: UInt32) -> Verdict {
        if let known = fast[address] { return known }
        if fast.count >= Self.limit { fast.removeAll(keepingCapacity: true) }
        let octets = [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: address >> UInt32($0)) }
        let verdict = decide(octets)
        fast[address] = verdict
        return verdict
    }

    /// The verdict on 4 or 16 octets in network order.
    mutating func verdict(_ octets: [UInt8]) -> Verdict {
        if let known = verdicts[octets] { return known }
        if verdicts.count >= Self.limit { verdicts.removeAll(keepingCapacity: true) }
        let verdict = decide(octets)
        verdicts[octets] = verdict
        return verdict
    }

    private mutating func decide(_ octets: [UInt8]) -> Verdict {
        guard mode != .keep, let address = IPAddress(octets: octets), !isExempt(address.unmapped) else {
            return .keep
        }
        guard mode == .pseudonym else { return truncated(octets) }
        return .replace(token(address.unmapped.octets))
    }

    private func isExempt(_ address: IPAddress) -> Bool {
        let octets = address.octets
        if octets.count == 4 {
            // "This network", loopback and broadcast name no one.
            if octets[0] == 0 || octets[0] == 127 || octets == [255, 255, 255, 255] { return true }
        } else if octets[..<15].allSatisfy({ $0 == 0 }), octets[15] <= 1 {
            return true
        }
        return kept.contains(address) || publicRanges.contains { $0.contains(address) }
    }

    private func truncated(_ octets: [UInt8]) -> Verdict {
        let keep = octets.count == 4 ? 3 : 6
        var short = octets
        for index in keep..<octets.count { short[index] = 0 }
        guard short != octets, let address = IPAddress(octets: short) else { return .keep }
        return .replace(Array(address.description.utf8))
    }

    private mutating func token(_ octets: [UInt8]) -> [UInt8] {
        let isV4 = octets.count == 4
        var text = Array((isV4 ? "ip4-" : "ip6-").utf8)
        var prefix: [UInt8] = [UInt8(octets.count)]
        for (index, octet) in octets.enumerated() {
            if index > 0, isV4 || index % 2 == 0 { text.append(UInt8(ascii: ".")) }
            let mapped = permute(octet, after: prefix)
            text.append(hexDigit(mapped >> 4))
            text.append(hexDigit(mapped & 15))
            prefix.append(octet)
        }
        return text
    }

    /// Four Feistel rounds over the two nibbles of an octet, so that every octet has exactly one image.
    private mutating func permute(_ octet: UInt8, after prefix: [UInt8]) -> UInt8 {
        let table = permutation(after: prefix)
        var left = octet >> 4
        var right = octet & 15
        for round in 0..<4 {
            let byte = table[round * 8 + Int(right >> 1)]
            (left, right) = (right, left ^ (right & 1 == 0 ? byte >> 4 : byte & 15))
        }
        return left << 4 | right
    }

    private mutating func permutation(after prefix: [UInt8]) -> [UInt8] {
        if let known = permutations[prefix] { return known }
        if permutations.count >= Self.limit { permutations.removeAll(keepingCapacity: true) }
        // The label keeps these digests apart from those of placeholders.
        let table = mint.digest(Array("address:".utf8) + prefix, count: 32)
        permutations[prefix] = table
        return table
    }
}
