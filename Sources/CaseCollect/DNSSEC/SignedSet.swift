package import CaseModel

/// Records of one name and type with the signatures over them.
package struct SignedSet {
    let name: DNSName
    let type: DNSType
    let records: [DNSMessage.Record]
    let signatures: [RRSignature]

    /// The sets of a section; signatures over nothing are left out.
    package static func sets(in section: [DNSMessage.Record]) -> [SignedSet] {
        var order: [String] = []
        var groups: [String: (name: DNSName, type: DNSType, records: [DNSMessage.Record])] = [:]
        for record in section where record.type != .rrsig && record.recordClass == 1 {
            guard let name = DNSName(record.name) else { continue }
            let key = "\(name) \(record.type)"
            if groups[key] == nil { order.append(key) }
            groups[key, default: (name, record.type, [])].records.append(record)
        }
        let signatures = section.filter { $0.type == .rrsig }.compactMap { record in
            DNSName(record.name).flatMap { name in RRSignature(record.rdata).map { (name, $0) } }
        }
        return order.compactMap { groups[$0] }.map { group in
            SignedSet(
                name: group.name, type: group.type, records: group.records,
                signatures: signatures.filter { $0.0 == group.name && $0.1.covered == group.type }.map(\.1))
        }
    }

    /// What a signature is over: the fields of RRSIG, then the records in canonical form and order (RFC 4034 §3.1.8.1).
    func signedData(_ signature: RRSignature) -> [UInt8] {
        // A record that a wildcard made is signed under the wildcard's name.
        let owner =
            signature.labels < name.labels.count ? name.suffix(signature.labels).wildcard.wire : name.wire
        let prefix =
            owner + [UInt8(type.number >> 8), UInt8(type.number & 255), 0, 1] + signature.originalTTL
        let data = Set(records.map { Self.canonical($0.rdata, type) }).sorted {
            $0.lexicographicallyPrecedes($1)
        }
        return signature.fields
            + data.flatMap { prefix + [UInt8($0.count >> 8), UInt8($0.count & 255)] + $0 }
    }

    /// Record data with names in lower case where RFC 4034 §6.2 and RFC 6840 §5.1 want it.
    private static func canonical(_ rdata: [UInt8], _ type: DNSType) -> [UInt8] {
        let fixed: Int
        switch type {
        case .ns, .cname, .ptr, .soa, DNSType(number: 39): fixed = 0
        case .mx: fixed = 2
        case .srv: fixed = 6
        default: return rdata
        }
        guard rdata.count > fixed, let first = DNSName.read(rdata[fixed...]) else { return rdata }
        var result = Array(rdata[..<fixed]) + first.name.wire
        var rest = rdata[(fixed + first.count)...]
        if type == .soa, let second = DNSName.read(rest) {
            result += second.name.wire
            rest = rest.dropFirst(second.count)
        }
        return result + rest
    }
}

/// A signature (RFC 4034 §3.1).
struct RRSignature {
    let covered: DNSType
    let algorithm: UInt8
    /// Labels of the name that was signed, `*` not counted.
    let labels: Int
    /// Four bytes as they stand.
    let originalTTL: [UInt8]
    /// Seconds since 1970, of a number that wraps in 2106.
    let expiration: UInt32
    let inception: UInt32
    let keyTag: UInt16
    let signer: DNSName
    let signature: [UInt8]
    /// All fields but the signature itself, the signer's name in canonical form.
    let fields: [UInt8]

    init?(_ rdata: [UInt8]) {
        guard rdata.count > 19, let name = DNSName.read(rdata[18...]), rdata.count > 18 + name.count else {
            return nil
        }
        let number = { (place: Int) in rdata[place..<place + 4].reduce(UInt32(0)) { $0 << 8 | UInt32($1) } }
        covered = DNSType(number: UInt16(rdata[0]) << 8 | UInt16(rdata[1]))
        algorithm = rdata[2]
        labels = Int(rdata[3])
        originalTTL = Array(rdata[4..<8])
        expiration = number(8)
        inception = number(12)
        keyTag = UInt16(rdata[16]) << 8 | UInt16(rdata[17])
        signer = name.name
        signature = Array(rdata[(18 + name.count)...])
        fields = Array(rdata[..<18]) + signer.wire
    }

    /// Why it does not hold at a time, numbers compared as RFC 1982 has it.
    ///
    /// - Returns: `nil` when it does.
    func problem(at now: Timestamp) -> String? {
        let seconds = UInt32(truncatingIfNeeded: now.nanosecondsSinceEpoch / 1_000_000_000)
        if Int32(bitPattern: seconds &- expiration) > 0 {
            return "expired at \(Self.time(expiration, near: now))"
        }
        if Int32(bitPattern: inception &- seconds) > 0 {
            return "not valid before \(Self.time(inception, near: now))"
        }
        return nil
    }

    private static func time(_ seconds: UInt32, near now: Timestamp) -> String {
        let present = now.nanosecondsSinceEpoch / 1_000_000_000
        let distance = Int32(bitPattern: seconds &- UInt32(truncatingIfNeeded: present))
        return Timestamp(nanosecondsSinceEpoch: (present + Int64(distance)) * 1_000_000_000).description
    }
}
