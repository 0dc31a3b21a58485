import CaseModel

/// How far the chain of trust reaches: to the keys of a zone, or not that far, and why.
enum ChainLink {
    case keys(SignatureCheck)
    case insecure(String)
    case bogus(String)
    case unknown(String)

    var security: DNSSecurity {
        switch self {
        case .keys: .secure
        case .insecure(let reason): .insecure(reason)
        case .bogus(let reason): .bogus(reason)
        case .unknown(let reason): .unknown(reason)
        }
    }
}

/// What a parent has to say of the keys of its child.
enum Delegation {
    case signers([DelegationSigner])
    /// The chain does not lead further, and why.
    case ends(ChainLink)
}

extension DelegationRun {
    /// Takes the root's keys, by the anchors.
    mutating func enterRoot() async {
        guard !probe.anchors.isEmpty else {
            evidence.zones[0].security = trust.security
            return
        }
        let signers = probe.anchors.map {
            DelegationSigner(
                keyTag: $0.keyTag, algorithm: $0.algorithm, digestType: $0.digestType, digest: $0.digest)
        }
        var root = evidence.zones[0]
        await follow(.signers(signers), into: .root, &root)
        evidence.zones[0] = root
    }

    /// Asks a zone for the DS of a child, and whether that is to be believed.
    mutating func delegationSigners(of child: DNSName, in zone: DNSName) async -> Delegation {
        guard case .keys(let check) = trust else { return .ends(trust) }
        guard let reply = await ask(child, .ds) else {
            return .ends(.unknown("no server of \(zone) answered for the DS of \(child)"))
        }
        if let set = SignedSet.sets(in: reply.answers).first(where: { $0.type == .ds && $0.name == child }) {
            if let problem = check.problem(set) { return .ends(.bogus(problem)) }
            return .signers(set.records.compactMap { DelegationSigner($0) })
        }
        let denial = Denial(reply.authority, check)
        if let excess = denial.excess { return .ends(.insecure(excess)) }
        switch denial.noDelegation(child) {
        case .proven: return .ends(.insecure("\(zone) proves that it has no DS for \(child)"))
        case .optOut: return .ends(.insecure("\(zone) leaves \(child) out of what it signs (opt-out)"))
        case .none:
            let problem = denial.problem.map { ": \($0)" } ?? ""
            return .ends(.bogus("\(zone) has no DS for \(child) and no valid proof of it\(problem)"))
        }
    }

    /// Takes the keys of a zone when one of them is the parent's and has signed them all.
    mutating func follow(_ delegation: Delegation, into zone: DNSName, _ found: inout DelegationZone) async {
        defer { found.security = trust.security }
        guard case .signers(let signers) = delegation else {
            if case .ends(let link) = delegation { trust = link }
            return
        }
        found.delegatedTags = signers.map(\.keyTag)
        guard signers.contains(where: \.isSupported) else {
            trust = .insecure("the DS of \(zone) is of kinds that are not validated here")
            return
        }
        guard let reply = await ask(zone, .dnskey) else {
            trust = .unknown("no server of \(zone) answered for its keys")
            return
        }
        guard
            let set = SignedSet.sets(in: reply.answers).first(where: { $0.type == .dnskey && $0.name == zone }
            )
        else {
            trust = .bogus("\(zone) has a DS and no DNSKEY")
            return
        }
        let keys = set.records.prefix(32).compactMap { DNSKey($0) }
        found.keyTags = keys.map(\.tag)
        // SHA-1 counts only where nothing better stands (RFC 4509 §3).
        let best = signers.filter { $0.isSupported && $0.digestType != 1 }
        let trusted = best.isEmpty ? signers.filter(\.isSupported) : best
        let entries = keys.filter { key in key.signsZone && trusted.contains { $0.matches(key) } }
        guard !entries.isEmpty else {
            let tags = signers.map { String($0.keyTag) }.joined(separator: ", ")
            let own = keys.map { String($0.tag) }.joined(separator: ", ")
            let isKnown = keys.contains { key in signers.contains { $0.keyTag == key.tag } }
            trust = .bogus(
                isKnown
                    ? "the DS of \(zone) (\(tags)) names a key it has, but not with its digest or algorithm"
                    : "no key of \(zone) (\(own)) is one its DS names (\(tags))")
            return
        }
        // Only a key the parent names may vouch for the others.
        if let problem = SignatureCheck(zone: zone, keys: entries, now: now).problem(set) {
            trust = .bogus(problem)
        } else {
            trust = .keys(SignatureCheck(zone: zone, keys: keys, now: now))
        }
    }

    /// What the chain says of an answer about the name; the worse of two answers counts.
    mutating func validate(_ message: DNSMessage, _ name: DNSName, _ type: DNSType) {
        let security = verdict(message, name, type)
        if !hasVerdict || security.badness > evidence.security.badness { evidence.security = security }
        hasVerdict = true
    }

    /// Follows the answer from the name through its aliases; what else stands in the message does not count.
    func verdict(_ message: DNSMessage, _ name: DNSName, _ type: DNSType) -> DNSSecurity {
        guard case .keys(let check) = trust else { return trust.security }
        let denial = Denial(message.authority, check)
        let sets = SignedSet.sets(in: message.answers)
        var current = name
        for _ in 0..<12 {
            if let set = sets.first(where: { $0.name == current && $0.type == type }) {
                return problem(set, check, denial).map { .bogus($0) } ?? .secure
            }
            guard let alias = sets.first(where: { $0.name == current && $0.type == .cname }) else {
                return absence(of: current, type, isMissing: message.rcode == 3, denial, check)
            }
            guard let target = alias.records.first.flatMap({ DNSName.read($0.rdata)?.name }) else {
                return .bogus("the CNAME of \(current) is no name")
            }
            if !isMade(alias, target, by: sets, check), let problem = problem(alias, check, denial) {
                return .bogus(problem)
            }
            let signers = sets.filter { $0.name == target }.flatMap(\.signatures).map(\.signer)
            guard target.isInside(check.zone), signers.allSatisfy({ $0 == check.zone }) else {
                return .unknown("it is signed as far as the CNAME to \(target), which is in another zone")
            }
            current = target
        }
        return .unknown("there are more than 12 aliases")
    }

    private func problem(_ set: SignedSet, _ check: SignatureCheck, _ denial: Denial) -> String? {
        if let problem = check.problem(set) { return problem }
        guard let labels = check.wildcardLabels(set), !denial.isReplaceable(set.name, wildcardBelow: labels),
            denial.excess == nil
        else { return nil }
        return "nothing proves that \(set.name) itself is not there, for which a wildcard stands"
    }

    /// Whether an alias without a signature is what a signed DNAME makes of the name (RFC 6672 §5.3.1).
    private func isMade(_ alias: SignedSet, _ target: DNSName, by sets: [SignedSet], _ check: SignatureCheck)
        -> Bool
    {
        sets.contains { set in
            guard set.type == DNSType(number: 39), alias.name.isInside(set.name), alias.name != set.name,
                let new = set.records.first.flatMap({ DNSName.read($0.rdata)?.name })
            else { return false }
            let kept = alias.name.labels.prefix(alias.name.labels.count - set.name.labels.count)
            return target == DNSName(labels: Array(kept) + new.labels) && check.problem(set) == nil
        }
    }

    private func absence(
        of name: DNSName, _ type: DNSType, isMissing: Bool, _ denial: Denial, _ check: SignatureCheck
    ) -> DNSSecurity {
        switch isMissing ? denial.noName(name) : denial.noData(name, type) {
        case .proven: return .secure
        case .optOut: return .insecure("\(check.zone) leaves \(name) out of what it signs (opt-out)")
        case .none:
            if let excess = denial.excess { return .insecure(excess) }
            let what = isMissing ? "there is no \(name)" : "\(name) has no \(type)"
            return .bogus("nothing valid proves that \(what)" + (denial.problem.map { ": \($0)" } ?? ""))
        }
    }
}

extension DNSSecurity {
    /// Which of two verdicts says more that somebody has to know.
    fileprivate var badness: Int {
        switch self {
        case .secure: 0
        case .unknown: 1
        case .insecure: 2
        case .bogus: 3
        }
    }
}
