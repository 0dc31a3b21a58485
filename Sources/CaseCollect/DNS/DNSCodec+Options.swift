import CaseModel

extension DNSCodec {
    /// Whether the record at the reader is OPT, which has no name, class or time to live.
    static func isOPT(_ reader: DNSReader, _ bytes: Span<UInt8>) throws(DNSMessageError) -> Bool {
        var ahead = reader
        let name = try ahead.name(bytes)
        guard try ahead.uint16(bytes) == DNSType.opt.number else { return false }
        guard name == [0] else { throw DNSMessageError(.badOPT, offset: reader.position) }
        return true
    }

    /// Reads an OPT record (RFC 6891 §6.1).
    ///
    /// - Returns: What it says, and the upper eight bits of the response code.
    static func options(
        _ reader: inout DNSReader, _ bytes: Span<UInt8>
    ) throws(DNSMessageError) -> (edns: DNSMessage.EDNS, extendedRcode: UInt8) {
        _ = try reader.name(bytes)
        _ = try reader.uint16(bytes)
        let udpSize = try reader.uint16(bytes)
        let extendedRcode = try reader.uint8(bytes)
        let version = try reader.uint8(bytes)
        let flags = try reader.uint16(bytes)
        var edns = DNSMessage.EDNS(udpSize: udpSize, version: version, dnssecOK: flags & 0x8000 != 0)
        let count = Int(try reader.uint16(bytes))
        let start = try reader.take(count, bytes)
        var data = DNSReader(position: start, end: start + count)
        while !data.isAtEnd {
            let place = data.position
            do throws(DNSMessageError) {
                try option(&data, bytes, into: &edns)
            } catch {
                throw DNSMessageError(.badOPT, offset: place)
            }
        }
        return (edns, extendedRcode)
    }

    private static func option(
        _ reader: inout DNSReader, _ bytes: Span<UInt8>, into edns: inout DNSMessage.EDNS
    ) throws(DNSMessageError) {
        let code = try reader.uint16(bytes)
        let count = Int(try reader.uint16(bytes))
        let data = try reader.octets(count, bytes)
        switch code {
        case 3: edns.nsid = data
        case 15 where count >= 2:
            // Some servers end the text with a zero byte, which is not part of it (RFC 8914 §2).
            var text = data[2...]
            while text.last == 0 { text.removeLast() }
            let number = UInt16(data[0]) << 8 | UInt16(data[1])
            edns.errors.append(
                DNSMessage.ExtendedError(code: number, text: String(decoding: text, as: UTF8.self)))
        default: edns.otherOptions.append(DNSMessage.Option(code: code, data: data))
        }
    }
}
