import CaseModel

/// The twelve bytes a message starts with (RFC 1035 §4.1.1).
struct DNSHeader {
    let id: UInt16
    let flags: UInt16
    let questions: Int
    let answers: Int
    let authority: Int
    let additional: Int

    init(_ reader: inout DNSReader, _ bytes: Span<UInt8>) throws(DNSMessageError) {
        id = try reader.uint16(bytes)
        flags = try reader.uint16(bytes)
        questions = Int(try reader.uint16(bytes))
        answers = Int(try reader.uint16(bytes))
        authority = Int(try reader.uint16(bytes))
        additional = Int(try reader.uint16(bytes))
    }

    var isResponse: Bool { flags & 0x8000 != 0 }
    var isTruncated: Bool { flags & 0x0200 != 0 }
    var opcode: UInt8 { UInt8(flags >> 11 & 15) }
    /// Without the bits in OPT.
    var rcode: UInt16 { flags & 15 }

    var messageFlags: DNSMessage.Flags {
        var result = DNSMessage.Flags()
        result.response = isResponse
        result.authoritative = flags & 0x0400 != 0
        result.truncated = isTruncated
        result.recursionDesired = flags & 0x0100 != 0
        result.recursionAvailable = flags & 0x0080 != 0
        result.authenticData = flags & 0x0020 != 0
        result.checkingDisabled = flags & 0x0010 != 0
        return result
    }
}
