package import CaseModel
import Crypto

/// Proof that names or types do not exist (RFC 4035 §5.4, RFC 5155 §8), from records whose signatures hold.
package struct Denial {
    private var plain: [PlainRange] = []
    private var hashed: [HashedRange] = []
    private let zone: DNSName
    /// Why a part of the proof was left out: a signature that does not hold.
    private(set) var problem: String?
    /// Why nobody is asked to follow the proof, which makes what it would deny insecure (RFC 9276 §3.2).
    private(set) var excess: String?

    private struct PlainRange {
        let owner: DNSName
        let next: DNSName
        let types: Set<UInt16>
    }

    private struct HashedRange {
        let owner: [UInt8]
        let next: [UInt8]
        let types: Set<UInt16>
        let isOptOut: Bool
        let salt: [UInt8]
        let iterations: Int
    }

    /// What speaks for something not being there.
    package enum Proof { case proven, optOut, none }

    /// - Parameters:
    ///   - section: The authority of an answer.
    ///   - check: Says which of it is signed.
    package init(_ section: [DNSMessage.Record], _ check: SignatureCheck) {
        zone = check.zone
        for set in SignedSet.sets(in: section) where set.type == .nsec || set.type == .nsec3 {
            if let problem = check.problem(set) {
                self.problem = problem
                continue
            }
            // A wildcard makes no proof: its name could be any.
            guard !check.isExpanded(set) else { continue }
            for record in set.records { add(record, set.name) }
        }
    }

    private mutating func add(_ record: DNSMessage.Record, _ owner: DNSName) {
        if record.type == .nsec, let next = DNSName.read(record.rdata) {
            plain.append(
                PlainRange(
                    owner: owner, next: next.name, types: Self.types(record.rdata.dropFirst(next.count))))
            return
        }
        let data = record.rdata
        guard record.type == .nsec3, data.count > 6, data[0] == 1, let label = owner.labels.first,
            let hash = Self.base32hex(label)
        else { return }
        let saltEnd = 5 + Int(data[4])
        guard data.count > saltEnd, data.count > saltEnd + Int(data[saltEnd]) else { return }
        let nextEnd = saltEnd + 1 + Int(data[saltEnd])
        let iterations = Int(data[2]) << 8 | Int(data[3])
        // RFC 9276 §3.2: more are no security, only work; nor does a proof need more than a few ranges.
        guard hashed.count < 20 else { return }
        guard iterations <= 150 else {
            excess = "NSEC3 with \(iterations) iterations is not followed (RFC 9276)"
            return
        }
        hashed.append(
            HashedRange(
                owner: hash, next: Array(data[(saltEnd + 1)..<nextEnd]), types: Self.types(data[nextEnd...]),
                isOptOut: data[1] & 1 != 0, salt: Array(data[5..<saltEnd]), iterations: iterations))
    }

    /// That a name is a zone of its own and its parent has no DS for it (RFC 6840 §4.4, RFC 5155 §8.9).
    func noDelegation(_ child: DNSName) -> Proof {
        let isUnsignedCut = { (types: Set<UInt16>) in
            types.contains(DNSType.ns.number) && !types.contains(DNSType.soa.number)
                && !types.contains(DNSType.ds.number)
        }
        if plain.contains(where: { $0.owner == child && isUnsignedCut($0.types) }) { return .proven }
        if let range = match(child) { return isUnsignedCut(range.types) ? .proven : .none }
        return closestEncloser(child)?.1.isOptOut ?? false ? .optOut : .none
    }

    /// That a name is there, and has none of a type.
    package func noData(_ name: DNSName, _ type: DNSType) -> Proof {
        if plain.contains(where: { $0.owner == name && Self.lacks(type, $0.types) }) { return .proven }
        if let range = plain.first(where: { covers($0, name) }) {
            // Nothing but names below it; or a wildcard stands for it that has none of the type either.
            if range.next.isInside(name) { return .proven }
            let wildcard = Self.encloser(of: name, range).wildcard
            return plain.contains { $0.owner == wildcard && Self.lacks(type, $0.types) } ? .proven : .none
        }
        if let range = match(name) { return Self.lacks(type, range.types) ? .proven : .none }
        guard let (encloser, next) = closestEncloser(name), let wildcard = match(encloser.wildcard),
            Self.lacks(type, wildcard.types)
        else { return .none }
        return next.isOptOut ? .optOut : .proven
    }

    /// That nothing of a name is there, and no wildcard that could stand for it.
    package func noName(_ name: DNSName) -> Proof {
        if let range = plain.first(where: { covers($0, name) }) {
            let wildcard = Self.encloser(of: name, range).wildcard
            return plain.contains { covers($0, wildcard) } ? .proven : .none
        }
        guard let (encloser, next) = closestEncloser(name), cover(encloser.wildcard) != nil else {
            return .none
        }
        return next.isOptOut ? .optOut : .proven
    }

    /// That a name itself is not there, nor one between it and the name of so many labels whose wildcard stands for it.
    package func isReplaceable(_ name: DNSName, wildcardBelow labels: Int) -> Bool {
        plain.contains { covers($0, name) } || cover(name.suffix(labels + 1)) != nil
    }

    /// Whether types that are there leave one out, and are told by the side of a zone cut that knows (RFC 6840 §4.1).
    private static func lacks(_ type: DNSType, _ types: Set<UInt16>) -> Bool {
        !isOtherZone(types) && !types.contains(type.number) && !types.contains(DNSType.cname.number)
    }

    /// Whether what is below a name with these types is not this zone's to deny.
    private static func isOtherZone(_ types: Set<UInt16>) -> Bool {
        types.contains(DNSType.ns.number) && !types.contains(DNSType.soa.number)
    }

    /// What is below a name with these types does not stand in this zone: another has it, or a DNAME leads away.
    private static func endsZone(_ types: Set<UInt16>) -> Bool { isOtherZone(types) || types.contains(39) }

    /// The longest name above one that is there, by the range it is missing in.
    private static func encloser(of name: DNSName, _ range: PlainRange) -> DNSName {
        let (a, b) = (name.common(with: range.owner), name.common(with: range.next))
        return a.labels.count > b.labels.count ? a : b
    }

    private func covers(_ range: PlainRange, _ name: DNSName) -> Bool {
        guard range.owner < name, name.isInside(zone),
            !(name.isInside(range.owner) && Self.endsZone(range.types))
        else {
            return false
        }
        // The last range of a zone leads back to its beginning.
        return name < range.next || range.next == zone
    }

    private func match(_ name: DNSName) -> HashedRange? {
        hashed.first { $0.owner == Self.hash(name, $0) }
    }

    private func cover(_ name: DNSName) -> HashedRange? {
        hashed.first { range in
            let hash = Self.hash(name, range)
            let (isBehind, isBefore) = (
                range.owner.lexicographicallyPrecedes(hash), hash.lexicographicallyPrecedes(range.next)
            )
            return range.owner.lexicographicallyPrecedes(range.next)
                ? isBehind && isBefore : isBehind || isBefore
        }
    }

    /// The longest name above one that is there, and the range the name one label longer is missing in.
    private func closestEncloser(_ name: DNSName) -> (DNSName, HashedRange)? {
        guard name.isInside(zone), name.labels.count > zone.labels.count else { return nil }
        for count in (zone.labels.count..<name.labels.count).reversed() {
            guard let there = match(name.suffix(count)) else { continue }
            guard !Self.endsZone(there.types) else { return nil }
            return cover(name.suffix(count + 1)).map { (name.suffix(count), $0) }
        }
        return nil
    }

    private static func hash(_ name: DNSName, _ range: HashedRange) -> [UInt8] {
        var hash = Array(Insecure.SHA1.hash(data: name.wire + range.salt))
        for _ in 0..<range.iterations { hash = Array(Insecure.SHA1.hash(data: hash + range.salt)) }
        return hash
    }

    /// The numbers of a bitmap (RFC 4034 §4.1.2).
    private static func types(_ bitmap: ArraySlice<UInt8>) -> Set<UInt16> {
        var types: Set<UInt16> = []
        var rest = bitmap
        while rest.count > 2, let window = rest.popFirst(), let count = rest.popFirst() {
            for (index, byte) in rest.prefix(min(32, Int(count))).enumerated() {
                for bit in 0..<8 where byte & (0x80 >> UInt8(bit)) != 0 {
                    types.insert(UInt16(window) << 8 | UInt16(index * 8 + bit))
                }
            }
            rest = rest.dropFirst(Int(count))
        }
        return types
    }

    private static func base32hex(_ label: [UInt8]) -> [UInt8]? {
        var bytes: [UInt8] = []
        var (buffer, held) = (0, 0)
        for byte in label {
            let digit: Int
            switch byte {
            case 48...57: digit = Int(byte) - 48
            case 97...118: digit = Int(byte) - 87
            default: return nil
            }
            buffer = (buffer << 5 | digit) & 0xffff
            held += 5
            if held >= 8 {
                held -= 8
                bytes.append(UInt8(buffer >> held & 255))
            }
        }
        return bytes
    }
}
