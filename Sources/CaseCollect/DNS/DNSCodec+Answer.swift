import CaseModel

extension DNSCodec {
    /// Whether a message answers a query: ID, direction, and question, name case aside (RFC 5452 §9.1).
    ///
    /// Servers that could not read or would not handle a query may leave the question out.
    static func answers(
        _ bytes: Span<UInt8>, id: UInt16, name: Hostname, type: DNSType, recordClass: DNSClass = .internet
    ) -> Bool {
        answers(bytes, id: id, wire: wire(name), type: type, recordClass: recordClass)
    }

    /// The same for a name in wire form, in lower case.
    static func answers(
        _ bytes: Span<UInt8>, id: UInt16, wire: [UInt8], type: DNSType, recordClass: DNSClass = .internet
    ) -> Bool {
        var reader = DNSReader(position: 0, end: bytes.count)
        do throws(DNSMessageError) {
            let header = try DNSHeader(&reader, bytes)
            guard header.id == id, header.isResponse, header.opcode == 0 else { return false }
            if header.questions == 0 { return [1, 2, 4, 5].contains(header.rcode) && header.answers == 0 }
            let (question, asked) = try question(&reader, bytes)
            return header.questions == 1 && question.type == type
                && question.recordClass == recordClass.rawValue
                && lowercased(asked) == wire
        } catch {
            return false
        }
    }

    /// Whether the answer did not fit, whatever the rest of it is like.
    static func isTruncated(_ bytes: Span<UInt8>) -> Bool {
        bytes.count > 2 && bytes[2] & 0x02 != 0
    }

    /// Lengths of labels are below 64, so they are never letters.
    private static func lowercased(_ wire: [UInt8]) -> [UInt8] {
        wire.map { (0x41...0x5a).contains($0) ? $0 + 0x20 : $0 }
    }
}
