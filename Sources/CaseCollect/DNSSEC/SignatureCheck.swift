package import CaseModel

/// Whether sets of records are signed by a zone's keys.
package struct SignatureCheck {
    let zone: DNSName
    let keys: [DNSKey]
    let now: Timestamp

    /// - Parameters:
    ///   - zone: Whose records they are.
    ///   - keys: The zone's, of which those that sign are used.
    ///   - now: When signatures have to hold.
    package init(zone: DNSName, keys: [DNSKey], now: Timestamp) {
        (self.zone, self.keys, self.now) = (zone, keys, now)
    }

    /// Why no signature over a set holds; `nil` when one does.
    package func problem(_ set: SignedSet) -> String? {
        let what = "the \(set.type) of \(set.name)"
        guard !set.signatures.isEmpty else { return "\(what) has no signature" }
        var problems: [String] = []
        // Nobody needs more, and each costs time (CVE-2023-50387).
        for signature in usable(set) {
            guard let problem = problem(set, signature) else { return nil }
            problems.append(problem)
        }
        return "\(what): " + problems.joined(separator: "; ")
    }

    /// The first eight signatures, those by keys of the zone before others.
    private func usable(_ set: SignedSet) -> ArraySlice<RRSignature> {
        let tags = Set(keys.map(\.tag))
        let isOwn = { (signature: RRSignature) in signature.signer == zone && tags.contains(signature.keyTag)
        }
        return (set.signatures.filter(isOwn) + set.signatures.filter { !isOwn($0) }).prefix(8)
    }

    private func problem(_ set: SignedSet, _ signature: RRSignature) -> String? {
        let name = "the signature with key \(signature.keyTag)"
        guard signature.signer == zone else { return "\(name) is by \(signature.signer), not by \(zone)" }
        guard signature.labels <= set.name.labels.count else { return "\(name) is for a longer name" }
        if let problem = signature.problem(at: now) { return "\(name) is \(problem)" }
        guard DNSKey.algorithms.contains(signature.algorithm) else {
            return "\(name) is of algorithm \(signature.algorithm), which is not validated here"
        }
        let candidates = keys.filter {
            $0.tag == signature.keyTag && $0.algorithm == signature.algorithm && $0.signsZone
        }
        guard !candidates.isEmpty else { return "\(name) is by a key that is not in the zone" }
        let data = set.signedData(signature)
        guard candidates.prefix(4).contains(where: { $0.verifies(signature.signature, over: data) }) else {
            return "\(name) does not fit the records"
        }
        return nil
    }

    /// Whether a set was made from a wildcard, by the signature that holds.
    package func isExpanded(_ set: SignedSet) -> Bool { wildcardLabels(set) != nil }

    /// How many labels the name has below which the wildcard stood that a set was made from; `nil` for one of its own.
    func wildcardLabels(_ set: SignedSet) -> Int? {
        let own = set.name.labels.count - (set.name.labels.first == [UInt8(ascii: "*")] ? 1 : 0)
        let holding = usable(set).filter { problem(set, $0) == nil }
        return holding.allSatisfy { $0.labels < own } ? holding.first?.labels : nil
    }
}
