import CaseModel

/// The data of one record while it is read: every field goes into the text and, pointers expanded, into the bytes.
struct DNSRecordData {
    /// Presentation form so far.
    private(set) var text: [UInt8] = []
    /// RDATA without compression pointers so far.
    private(set) var rdata: [UInt8] = []
    private(set) var reader: DNSReader

    private init(_ range: Range<Int>) {
        reader = DNSReader(position: range.lowerBound, end: range.upperBound)
    }

    /// Reads the data of a record of any type.
    ///
    /// What is not of the form of its type is kept in the form of an unknown type, which loses nothing; but where
    /// pointers may stand, nobody can tell what the bytes mean on their own, so the message is bad.
    static func read(
        _ type: DNSType, recordClass: UInt16, _ bytes: Span<UInt8>, _ range: Range<Int>
    ) throws(DNSMessageError) -> DNSRecordData {
        var data = DNSRecordData(range)
        do throws(DNSMessageError) {
            if try data.fields(of: type, recordClass: recordClass, bytes) {
                guard data.reader.isAtEnd else {
                    throw DNSMessageError(.badRecordData, offset: data.reader.position)
                }
                return data
            }
        } catch {
            if mayBeCompressed(type) { throw error }
        }
        return unknown(bytes, range)
    }

    /// Types whose names are compressed by senders, or were by some (RFC 1035 §3.3, RFC 3597 §4).
    private static func mayBeCompressed(_ type: DNSType) -> Bool {
        [DNSType.ns, .cname, .soa, .ptr, .mx, .srv].contains(type)
    }

    /// `\# 4 C0000201` (RFC 3597 §5).
    private static func unknown(_ bytes: Span<UInt8>, _ range: Range<Int>) -> DNSRecordData {
        var data = DNSRecordData(range)
        data.rdata = DNSReader.copy(bytes, range)
        data.text = Array("\\# \(range.count)".utf8)
        if !range.isEmpty { data.word(DNSPresentation.hex(data.rdata)) }
        return data
    }

    /// Adds a word to the text, a blank before it unless it is the first.
    mutating func word(_ word: [UInt8]) {
        if !text.isEmpty { text.append(UInt8(ascii: " ")) }
        text += word
    }

    /// Reads a byte that is not printed.
    mutating func silentUInt8(_ bytes: Span<UInt8>) throws(DNSMessageError) -> UInt8 {
        let value = try reader.uint8(bytes)
        rdata.append(value)
        return value
    }

    /// Reads a number that is not printed.
    mutating func silentUInt16(_ bytes: Span<UInt8>) throws(DNSMessageError) -> UInt16 {
        let high = try silentUInt8(bytes)
        let low = try silentUInt8(bytes)
        return UInt16(high) << 8 | UInt16(low)
    }

    /// Reads bytes that are not printed.
    mutating func silentOctets(_ count: Int, _ bytes: Span<UInt8>) throws(DNSMessageError) -> [UInt8] {
        let octets = try reader.octets(count, bytes)
        rdata += octets
        return octets
    }

    mutating func uint8(_ bytes: Span<UInt8>) throws(DNSMessageError) {
        let value = try silentUInt8(bytes)
        word(Array("\(value)".utf8))
    }

    mutating func uint16(_ bytes: Span<UInt8>) throws(DNSMessageError) {
        let value = try silentUInt16(bytes)
        word(Array("\(value)".utf8))
    }

    /// Reads a number of 32 bits that is not printed.
    mutating func silentUInt32(_ bytes: Span<UInt8>) throws(DNSMessageError) -> UInt32 {
        let high = try silentUInt16(bytes)
        let low = try silentUInt16(bytes)
        return UInt32(high) << 16 | UInt32(low)
    }

    mutating func uint32(_ bytes: Span<UInt8>) throws(DNSMessageError) {
        let value = try silentUInt32(bytes)
        word(Array("\(value)".utf8))
    }

    mutating func time(_ bytes: Span<UInt8>) throws(DNSMessageError) {
        let value = try silentUInt32(bytes)
        word(DNSPresentation.time(value))
    }

    mutating func typeName(_ bytes: Span<UInt8>) throws(DNSMessageError) {
        let number = try silentUInt16(bytes)
        word(Array(DNSType(number: number).description.utf8))
    }

    mutating func name(_ bytes: Span<UInt8>, compression: Bool) throws(DNSMessageError) {
        let wire = try reader.name(bytes, compression: compression)
        rdata += wire
        word(DNSPresentation.absoluteName(wire))
    }

    mutating func address(_ count: Int, _ bytes: Span<UInt8>) throws(DNSMessageError) {
        let octets = try silentOctets(count, bytes)
        word(Array((IPAddress(octets: octets)?.description ?? "").utf8))
    }

    mutating func characterString(_ bytes: Span<UInt8>) throws(DNSMessageError) {
        let count = Int(try silentUInt8(bytes))
        word(DNSPresentation.quoted(try silentOctets(count, bytes)))
    }

    mutating func hexRest(_ bytes: Span<UInt8>) throws(DNSMessageError) {
        word(DNSPresentation.hex(try rest(bytes)))
    }

    mutating func base64Rest(_ bytes: Span<UInt8>) throws(DNSMessageError) {
        word(DNSPresentation.base64(try rest(bytes)))
    }

    /// Keys, digests and signatures are never empty.
    private mutating func rest(_ bytes: Span<UInt8>) throws(DNSMessageError) -> [UInt8] {
        guard !reader.isAtEnd else { throw DNSMessageError(.truncated, offset: reader.position) }
        return try silentOctets(reader.rest, bytes)
    }
}
