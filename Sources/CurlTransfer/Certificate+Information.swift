package import CaseModel

extension Certificate {
    /// Reads the lines of `CURLINFO_CERTINFO` for one certificate, `Subject:CN = example.com`.
    ///
    /// - Parameter informationLines: As libcurl with OpenSSL gives them; unknown lines are passed over.
    package init(informationLines: [String]) {
        self.init(subject: "", issuer: "")
        for line in informationLines.prefix(256) {
            guard let colon = line.firstIndex(of: ":") else { continue }
            let value = String(line[line.index(after: colon)...].prefix(65_536))
            read(line[..<colon], value)
        }
        keyBits = keyBits ?? pem.flatMap { Self.curveBits(inPEM: $0) }
    }

    private mutating func read(_ key: Substring, _ value: String) {
        switch key {
        case "Subject": subject = value
        case "Issuer": issuer = value
        case "Serial Number": serial = value
        case "Start date": notBefore = Self.date(value)
        case "Expire date": notAfter = Self.date(value)
        case "Signature Algorithm": signatureAlgorithm = value
        case "Public Key Algorithm": keyAlgorithm = value
        case "X509v3 Subject Alternative Name": names = Self.alternativeNames(value)
        case "RSA Public Key": keyBits = Self.leadingNumber(value)
        case "Cert": pem = value
        default: break
        }
    }

    /// Reads `Nov 22 10:00:00 2026 GMT` or `2026-11-22 10:00:00 GMT`.
    ///
    /// - Returns: `nil` for any other text, and for years a `Timestamp` cannot hold (9999 stands for "no end").
    static func date(_ text: String) -> Timestamp? {
        let words = text.split(separator: " ")
        if words.count >= 2, words[0].utf8.count == 10 {
            return Timestamp(rfc3339: "\(words[0])T\(words[1])Z")
        }
        guard words.count >= 4, let month = CivilTime.month(named: words[0]), let day = Int(words[1]),
            let year = Int(words[3]), (1700...2261).contains(year)
        else { return nil }
        let clock = words[2].split(separator: ":").map { Int($0) ?? -1 }
        guard clock.count == 3 else { return nil }
        return CivilTime(
            year: year, month: month, day: day, hour: clock[0], minute: clock[1], second: clock[2])?
            .instant(offsetSeconds: 0)
    }

    /// Reads `DNS:a.example, IP Address:192.0.2.1`; at most 1000 names.
    static func alternativeNames(_ text: String) -> [String] {
        var names: [String] = []
        for part in text.split(separator: ",").prefix(1000) {
            let part = part.drop { $0 == " " }
            for kind in ["DNS:", "IP Address:"] where part.hasPrefix(kind) {
                names.append(String(part.dropFirst(kind.count)))
            }
        }
        return names
    }

    /// The number a text starts with: `2048` of `2048 bits`.
    private static func leadingNumber(_ text: String) -> Int? {
        Int(text.drop { $0 == " " || $0 == "(" }.prefix { $0.isASCII && $0.isNumber }.prefix(9))
    }

    /// The size of an elliptic-curve key, which libcurl does not print, by the curve's identifier in the certificate.
    static func curveBits(inPEM pem: String) -> Int? {
        let der = base64Bytes(pem)
        // id-ecPublicKey, then the named curve (RFC 5480 §2.1.1).
        let key: [UInt8] = [0x06, 0x07, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01]
        let curves: [(bytes: [UInt8], bits: Int)] = [
            ([0x06, 0x08, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x03, 0x01, 0x07], 256),
            ([0x06, 0x05, 0x2b, 0x81, 0x04, 0x00, 0x22], 384),
            ([0x06, 0x05, 0x2b, 0x81, 0x04, 0x00, 0x23], 521),
        ]
        for start in der.indices where der[start] == 0x06 && der[start...].starts(with: key) {
            let rest = der[(start + key.count)...]
            if let curve = curves.first(where: { rest.starts(with: $0.bytes) }) { return curve.bits }
        }
        return nil
    }

    /// The bytes between the two marker lines; 64 KiB at most.
    private static func base64Bytes(_ pem: String) -> [UInt8] {
        var output: [UInt8] = []
        var bits: UInt32 = 0
        var count = 0
        for line in pem.utf8.split(separator: 10) where line.first != 45 {
            for byte in line {
                guard let value = sextet(byte), output.count < 65_536 else { continue }
                bits = bits << 6 | value
                count += 6
                guard count >= 8 else { continue }
                count -= 8
                output.append(UInt8(truncatingIfNeeded: bits >> UInt32(count)))
            }
        }
        return output
    }

    private static func sextet(_ byte: UInt8) -> UInt32? {
        switch byte {
        case 65...90: UInt32(byte) - 65
        case 97...122: UInt32(byte) - 71
        case 48...57: UInt32(byte) + 4
        case 43: 62
        case 47: 63
        default: nil
        }
    }
}
