package import CaseModel

/// Writes queries and reads messages in the wire format of DNS (RFC 1035 §4, RFC 6891).
package enum DNSCodec {
    /// A query for one name and type.
    ///
    /// - Parameters:
    ///   - id: The answer carries the same.
    ///   - name: What is asked about.
    ///   - type: What of it is asked for.
    ///   - options: What else it says.
    /// - Returns: The message, without the length that TCP puts before it.
    package static func query(
        id: UInt16, name: Hostname, type: DNSType, _ options: DNSQueryOptions = DNSQueryOptions()
    ) -> [UInt8] {
        query(id: id, wire: wire(name), type: type, options)
    }

    /// The same for a name in wire form.
    static func query(
        id: UInt16, wire: [UInt8], type: DNSType, _ options: DNSQueryOptions
    ) -> [UInt8] {
        let hasOPT = options.udpSize > 0
        var message = octets(id) + [options.recursion ? 1 : 0, options.checkingDisabled ? 0x10 : 0]
        message += [0, 1, 0, 0, 0, 0, 0, hasOPT ? 1 : 0]
        message += wire + octets(type.number) + octets(options.recordClass.rawValue)
        guard hasOPT else { return message }
        message += [0] + octets(DNSType.opt.number) + octets(options.udpSize)
        message += [0, 0, options.dnssecOK ? 0x80 : 0, 0]
        let data = options.data(messageSize: message.count + 2)
        return message + octets(UInt16(data.count)) + data
    }

    /// Reads a whole message; bytes that follow it are passed over.
    ///
    /// - Parameter bytes: What came off the wire, without the length that TCP puts before it.
    /// - Returns: Its header, questions and records; OPT stands apart.
    /// - Throws: `DNSMessageError` for the first thing that is wrong.
    package static func decode(_ bytes: Span<UInt8>) throws(DNSMessageError) -> DNSMessage {
        guard bytes.count <= 65_535 else { throw DNSMessageError(.tooLong, offset: 65_535) }
        var reader = DNSReader(position: 0, end: bytes.count)
        let header = try DNSHeader(&reader, bytes)
        var message = DNSMessage()
        message.id = header.id
        message.flags = header.messageFlags
        message.opcode = header.opcode
        message.rcode = header.rcode
        for _ in 0..<header.questions { message.questions.append(try question(&reader, bytes).question) }
        for _ in 0..<header.answers { message.answers.append(try record(&reader, bytes)) }
        for _ in 0..<header.authority { message.authority.append(try record(&reader, bytes)) }
        for _ in 0..<header.additional {
            guard try isOPT(reader, bytes) else {
                message.additional.append(try record(&reader, bytes))
                continue
            }
            guard message.edns == nil else { throw DNSMessageError(.badOPT, offset: reader.position) }
            let (edns, extendedRcode) = try options(&reader, bytes)
            message.edns = edns
            message.rcode |= UInt16(extendedRcode) << 4
        }
        return message
    }

    /// Reads a question; the name comes in wire form as well.
    static func question(
        _ reader: inout DNSReader, _ bytes: Span<UInt8>
    ) throws(DNSMessageError) -> (question: DNSMessage.Question, name: [UInt8]) {
        let name = try reader.name(bytes)
        let type = DNSType(number: try reader.uint16(bytes))
        let recordClass = try reader.uint16(bytes)
        let text = DNSPresentation.name(name)
        return (DNSMessage.Question(name: text, type: type, recordClass: recordClass), name)
    }

    /// A valid name in wire form.
    static func wire(_ name: Hostname) -> [UInt8] {
        var wire: [UInt8] = []
        for label in name.description.utf8.split(separator: UInt8(ascii: ".")) {
            wire.append(UInt8(truncatingIfNeeded: label.count))
            wire += label
        }
        return wire + [0]
    }

    private static func record(
        _ reader: inout DNSReader, _ bytes: Span<UInt8>
    ) throws(DNSMessageError) -> DNSMessage.Record {
        let name = try reader.name(bytes)
        let type = DNSType(number: try reader.uint16(bytes))
        let recordClass = try reader.uint16(bytes)
        let ttl = try reader.uint32(bytes)
        let count = Int(try reader.uint16(bytes))
        let start = try reader.take(count, bytes)
        let data = try DNSRecordData.read(type, recordClass: recordClass, bytes, start..<start + count)
        return DNSMessage.Record(
            name: DNSPresentation.name(name), type: type, recordClass: recordClass, ttl: ttl,
            data: String(decoding: data.text, as: UTF8.self), rdata: data.rdata)
    }

    static func octets(_ value: UInt16) -> [UInt8] { [UInt8(value >> 8), UInt8(value & 0xff)] }
}
