package import CaseModel
import Crypto
import CryptoExtras

/// A key of a zone (RFC 4034 §2).
package struct DNSKey {
    let owner: DNSName
    let flags: UInt16
    let algorithm: UInt8
    let key: [UInt8]
    let rdata: [UInt8]

    /// Algorithms that are validated: RSA with SHA-256 and SHA-512, ECDSA with P-256 and P-384, Ed25519 (RFC 8624).
    static let algorithms: Set<UInt8> = [8, 10, 13, 14, 15]

    package init?(_ record: DNSMessage.Record) {
        guard record.type == .dnskey, record.rdata.count > 4, record.rdata[2] == 3,
            let name = DNSName(record.name)
        else { return nil }
        owner = name
        flags = UInt16(record.rdata[0]) << 8 | UInt16(record.rdata[1])
        algorithm = record.rdata[3]
        key = Array(record.rdata[4...])
        rdata = record.rdata
    }

    /// Whether it signs records of the zone and is not revoked (RFC 4034 §2.1.1, RFC 5011 §2.1).
    var signsZone: Bool { flags & 0x0100 != 0 && flags & 0x0080 == 0 }

    /// RFC 4034, appendix B.
    var tag: UInt16 {
        var sum: UInt32 = 0
        for (index, byte) in rdata.enumerated() { sum += index & 1 == 0 ? UInt32(byte) << 8 : UInt32(byte) }
        sum += sum >> 16 & 0xffff
        return UInt16(sum & 0xffff)
    }

    /// Whether a signature over some data was made with it; `false` for a key or algorithm that cannot be used.
    func verifies(_ signature: [UInt8], over data: [UInt8]) -> Bool {
        switch algorithm {
        case 8: verifiesRSA(signature, SHA256.hash(data: data))
        case 10: verifiesRSA(signature, SHA512.hash(data: data))
        case 13: verifiesP256(signature, data)
        case 14: verifiesP384(signature, data)
        case 15:
            (try? Curve25519.Signing.PublicKey(rawRepresentation: key))?.isValidSignature(
                signature, for: data) ?? false
        default: false
        }
    }

    private func verifiesP256(_ signature: [UInt8], _ data: [UInt8]) -> Bool {
        guard let key = try? P256.Signing.PublicKey(rawRepresentation: key),
            let signature = try? P256.Signing.ECDSASignature(rawRepresentation: signature)
        else { return false }
        return key.isValidSignature(signature, for: data)
    }

    private func verifiesP384(_ signature: [UInt8], _ data: [UInt8]) -> Bool {
        guard let key = try? P384.Signing.PublicKey(rawRepresentation: key),
            let signature = try? P384.Signing.ECDSASignature(rawRepresentation: signature)
        else { return false }
        return key.isValidSignature(signature, for: data)
    }

    /// Exponent and modulus stand one behind the other, the exponent's length before it (RFC 3110 §2).
    private func verifiesRSA(_ signature: [UInt8], _ digest: some Digest) -> Bool {
        guard key.count > 3 else { return false }
        let isLong = key[0] == 0
        let length = isLong ? Int(key[1]) << 8 | Int(key[2]) : Int(key[0])
        let start = isLong ? 3 : 1
        guard length > 0, key.count > start + length else { return false }
        let info = DER.rsaKey(
            modulus: Array(key[(start + length)...]), exponent: Array(key[start..<start + length]))
        // Zones sign with 1024 bits and more; the shorter ones are not ours to refuse.
        guard let key = try? _RSA.Signing.PublicKey(unsafeDERRepresentation: info) else { return false }
        return key.isValidSignature(
            _RSA.Signing.RSASignature(rawRepresentation: signature), for: digest, padding: .insecurePKCS1v1_5)
    }
}

/// As much of DER (X.690) as an RSA key needs to be handed over (RFC 8017 appendix A.1.1, RFC 5280 §4.1).
private enum DER {
    static func rsaKey(modulus: [UInt8], exponent: [UInt8]) -> [UInt8] {
        // rsaEncryption, 1.2.840.113549.1.1.1, with no parameters.
        let algorithm: [UInt8] = [
            0x30, 0x0d, 0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x01, 0x05, 0x00,
        ]
        let key = value(0x30, integer(modulus) + integer(exponent))
        return value(0x30, algorithm + value(0x03, [0] + key))
    }

    private static func integer(_ bytes: [UInt8]) -> [UInt8] {
        let digits = Array(bytes.drop { $0 == 0 })
        return value(0x02, (digits.first ?? 0x80) & 0x80 != 0 ? [0] + digits : digits)
    }

    private static func value(_ tag: UInt8, _ content: [UInt8]) -> [UInt8] {
        guard content.count > 127 else { return [tag, UInt8(content.count)] + content }
        let length = [
            UInt8(content.count >> 16 & 255), UInt8(content.count >> 8 & 255), UInt8(content.count & 255),
        ]
        .drop { $0 == 0 }
        return [tag, 0x80 | UInt8(length.count)] + length + content
    }
}

/// What a parent says of a key of its child (RFC 4034 §5).
struct DelegationSigner {
    let keyTag: UInt16
    let algorithm: UInt8
    let digestType: UInt8
    let digest: [UInt8]

    init(keyTag: UInt16, algorithm: UInt8, digestType: UInt8, digest: [UInt8]) {
        (self.keyTag, self.algorithm, self.digestType, self.digest) = (keyTag, algorithm, digestType, digest)
    }

    init?(_ record: DNSMessage.Record) {
        guard record.type == .ds, record.rdata.count > 4 else { return nil }
        self.init(
            keyTag: UInt16(record.rdata[0]) << 8 | UInt16(record.rdata[1]), algorithm: record.rdata[2],
            digestType: record.rdata[3], digest: Array(record.rdata[4...]))
    }

    /// Whether key and digest are of kinds that are validated.
    var isSupported: Bool { DNSKey.algorithms.contains(algorithm) && [1, 2, 4].contains(digestType) }

    func matches(_ key: DNSKey) -> Bool {
        guard key.tag == keyTag, key.algorithm == algorithm else { return false }
        let data = key.owner.wire + key.rdata
        return switch digestType {
        case 1: Array(Insecure.SHA1.hash(data: data)) == digest
        case 2: Array(SHA256.hash(data: data)) == digest
        case 4: Array(SHA384.hash(data: data)) == digest
        default: false
        }
    }
}
