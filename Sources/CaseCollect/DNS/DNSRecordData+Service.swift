import CaseModel

extension DNSRecordData {
    /// Reads the data of SVCB and HTTPS records (RFC 9460 §2).
    mutating func service(_ bytes: Span<UInt8>) throws(DNSMessageError) {
        try uint16(bytes)
        try name(bytes, compression: false)
        var last = -1
        while !reader.isAtEnd {
            let key = Int(try silentUInt16(bytes))
            guard key > last else { throw DNSMessageError(.badRecordData, offset: reader.position) }
            last = key
            let start = reader.position
            let count = Int(try silentUInt16(bytes))
            let value = try silentOctets(count, bytes)
            guard let text = Self.parameter(key, value) else {
                throw DNSMessageError(.badRecordData, offset: start)
            }
            word(text)
        }
    }

    /// `alpn="h2,h3"`, or `nil` when the value does not have the form of its key.
    private static func parameter(_ key: Int, _ value: [UInt8]) -> [UInt8]? {
        let name = Array(keyName(key).utf8)
        let text: [UInt8]?
        switch key {
        case 0: text = list(value, size: 2) { Array(keyName(Int($0[0]) << 8 | Int($0[1])).utf8) }
        case 1: text = protocols(value)
        case 2: return value.isEmpty ? name : nil
        case 3: text = value.count == 2 ? Array("\(Int(value[0]) << 8 | Int(value[1]))".utf8) : nil
        case 4, 6:
            text = list(value, size: key == 4 ? 4 : 16) { octets in
                Array((IPAddress(octets: octets)?.description ?? "").utf8)
            }
        case 5: text = value.isEmpty ? nil : DNSPresentation.base64(value)
        default:
            if value.isEmpty { return name }
            text = DNSPresentation.quoted(value)
        }
        return text.map { name + [UInt8(ascii: "=")] + $0 }
    }

    /// RFC 9460 §14.3.2, RFC 9461 §5, RFC 9540 §4.
    private static func keyName(_ key: Int) -> String {
        let names = [
            "mandatory", "alpn", "no-default-alpn", "port", "ipv4hint", "ech", "ipv6hint", "dohpath", "ohttp",
        ]
        return key < names.count ? names[key] : "key\(key)"
    }

    /// Items of one size, commas between them.
    private static func list(_ value: [UInt8], size: Int, each: (ArraySlice<UInt8>) -> [UInt8]) -> [UInt8]? {
        guard !value.isEmpty, value.count % size == 0 else { return nil }
        var text: [UInt8] = []
        for start in stride(from: 0, to: value.count, by: size) {
            if start > 0 { text.append(UInt8(ascii: ",")) }
            text += each(ArraySlice(Array(value[start..<start + size])))
        }
        return text
    }

    /// Protocol names; a comma in one is escaped twice (RFC 9460 Appendix A.1).
    private static func protocols(_ value: [UInt8]) -> [UInt8]? {
        guard !value.isEmpty else { return nil }
        var joined: [UInt8] = []
        var index = 0
        while index < value.count {
            let count = Int(value[index])
            guard count > 0, index + count < value.count else { return nil }
            if index > 0 { joined.append(UInt8(ascii: ",")) }
            for byte in value[(index + 1)...(index + count)] {
                if byte == UInt8(ascii: ",") || byte == UInt8(ascii: "\\") {
                    joined.append(UInt8(ascii: "\\"))
                }
                joined.append(byte)
            }
            index += 1 + count
        }
        return DNSPresentation.quoted(joined)
    }
}
