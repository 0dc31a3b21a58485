import CaseModel

extension DNSRecordData {
    /// Reads the fields of the types we know.
    ///
    /// - Returns: `false` for a type we don't know, or one that has no meaning in that class.
    mutating func fields(
        of type: DNSType, recordClass: UInt16, _ bytes: Span<UInt8>
    ) throws(DNSMessageError) -> Bool {
        switch type {
        case .ns, .cname, .ptr: try name(bytes, compression: true)
        case .soa: try authority(bytes)
        case .mx:
            try uint16(bytes)
            try name(bytes, compression: true)
        case .txt: try strings(bytes)
        case .ds, .rrsig, .nsec, .dnskey, .nsec3: try security(of: type, bytes)
        case .a, .aaaa, .srv, .svcb, .https, .caa:
            guard recordClass == 1 else { return false }
            try internet(of: type, bytes)
        default: return false
        }
        return true
    }

    private mutating func internet(of type: DNSType, _ bytes: Span<UInt8>) throws(DNSMessageError) {
        switch type {
        case .a: try address(4, bytes)
        case .aaaa: try address(16, bytes)
        case .srv:
            for _ in 0..<3 { try uint16(bytes) }
            try name(bytes, compression: true)
        case .caa: try certificationAuthority(bytes)
        default: try service(bytes)
        }
    }

    private mutating func security(of type: DNSType, _ bytes: Span<UInt8>) throws(DNSMessageError) {
        switch type {
        case .ds:
            try uint16(bytes)
            for _ in 0..<2 { try uint8(bytes) }
            try hexRest(bytes)
        case .dnskey:
            try uint16(bytes)
            for _ in 0..<2 { try uint8(bytes) }
            try base64Rest(bytes)
        case .rrsig: try signature(bytes)
        case .nsec:
            try name(bytes, compression: false)
            try typeBitmap(bytes)
        default: try hashedDenial(bytes)
        }
    }

    private mutating func authority(_ bytes: Span<UInt8>) throws(DNSMessageError) {
        for _ in 0..<2 { try name(bytes, compression: true) }
        for _ in 0..<5 { try uint32(bytes) }
    }

    private mutating func strings(_ bytes: Span<UInt8>) throws(DNSMessageError) {
        repeat { try characterString(bytes) } while !reader.isAtEnd
    }

    /// RFC 8659 §4.1.
    private mutating func certificationAuthority(_ bytes: Span<UInt8>) throws(DNSMessageError) {
        try uint8(bytes)
        let length = Int(try silentUInt8(bytes))
        let tag = try silentOctets(length, bytes)
        let isTag = tag.allSatisfy { byte in
            (0x30...0x39).contains(byte) || (0x41...0x5a).contains(byte) || (0x61...0x7a).contains(byte)
        }
        guard !tag.isEmpty, isTag else { throw DNSMessageError(.badRecordData, offset: reader.position) }
        word(tag)
        word(DNSPresentation.quoted(try silentOctets(reader.rest, bytes)))
    }

    /// RFC 4034 §3.
    private mutating func signature(_ bytes: Span<UInt8>) throws(DNSMessageError) {
        try typeName(bytes)
        for _ in 0..<2 { try uint8(bytes) }
        try uint32(bytes)
        for _ in 0..<2 { try time(bytes) }
        try uint16(bytes)
        try name(bytes, compression: false)
        try base64Rest(bytes)
    }

    /// RFC 5155 §3.
    private mutating func hashedDenial(_ bytes: Span<UInt8>) throws(DNSMessageError) {
        for _ in 0..<2 { try uint8(bytes) }
        try uint16(bytes)
        let salt = try countedOctets(bytes)
        word(salt.isEmpty ? [UInt8(ascii: "-")] : DNSPresentation.hex(salt))
        let next = try countedOctets(bytes)
        guard !next.isEmpty else { throw DNSMessageError(.badRecordData, offset: reader.position) }
        word(DNSPresentation.base32hex(next))
        try typeBitmap(bytes)
    }

    private mutating func countedOctets(_ bytes: Span<UInt8>) throws(DNSMessageError) -> [UInt8] {
        let count = Int(try silentUInt8(bytes))
        return try silentOctets(count, bytes)
    }

    /// The types at a name, in windows of 256 (RFC 4034 §4.1.2).
    private mutating func typeBitmap(_ bytes: Span<UInt8>) throws(DNSMessageError) {
        var last = -1
        while !reader.isAtEnd {
            let window = Int(try silentUInt8(bytes))
            let count = Int(try silentUInt8(bytes))
            guard window > last, (1...32).contains(count) else {
                throw DNSMessageError(.badRecordData, offset: reader.position)
            }
            last = window
            let octets = try silentOctets(count, bytes)
            for bit in 0..<count * 8 where octets[bit / 8] & (0x80 >> UInt8(bit % 8)) != 0 {
                word(Array(DNSType(number: UInt16(window << 8 | bit)).description.utf8))
            }
        }
    }
}
