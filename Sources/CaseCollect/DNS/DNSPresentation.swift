import CaseModel

/// How names and byte strings are written in text (RFC 1035 §5.1, RFC 4343, RFC 4648).
enum DNSPresentation {
    /// A name in wire form as text, absolute: `www.example.com.`; the root is `.`.
    ///
    /// What could be taken for syntax is escaped as `\.`, what is not printable ASCII as `\032`.
    static func absoluteName(_ wire: [UInt8]) -> [UInt8] {
        var text: [UInt8] = []
        var index = 0
        while index < wire.count, wire[index] > 0 {
            let end = min(index + 1 + Int(wire[index]), wire.count)
            for byte in wire[(index + 1)..<end] { appendLabelByte(byte, to: &text) }
            text.append(UInt8(ascii: "."))
            index = end
        }
        return text.isEmpty ? [UInt8(ascii: ".")] : text
    }

    /// The same without the last dot, unless it is the root.
    static func name(_ wire: [UInt8]) -> String {
        let text = absoluteName(wire)
        return String(decoding: text.count > 1 ? text.dropLast() : text[...], as: UTF8.self)
    }

    /// A character string in quotes.
    static func quoted(_ bytes: some Sequence<UInt8>) -> [UInt8] {
        var text = [UInt8(ascii: "\"")]
        for byte in bytes { appendQuotedByte(byte, to: &text) }
        text.append(UInt8(ascii: "\""))
        return text
    }

    static func appendQuotedByte(_ byte: UInt8, to text: inout [UInt8]) {
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"): text += [UInt8(ascii: "\\"), byte]
        case 0x20...0x7e: text.append(byte)
        default: appendDecimalEscape(byte, to: &text)
        }
    }

    static func hex(_ bytes: some Sequence<UInt8>) -> [UInt8] {
        let digits = Array("0123456789ABCDEF".utf8)
        var text: [UInt8] = []
        for byte in bytes { text += [digits[Int(byte >> 4)], digits[Int(byte & 15)]] }
        return text
    }

    static func base64(_ bytes: [UInt8]) -> [UInt8] {
        let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
        var text = baseText(bytes, bits: 6, digits: digits)
        while text.count % 4 != 0 { text.append(UInt8(ascii: "=")) }
        return text
    }

    /// Base 32 with the extended hex alphabet and no padding, as NSEC3 prints hashes (RFC 5155 §3.3).
    static func base32hex(_ bytes: [UInt8]) -> [UInt8] {
        baseText(bytes, bits: 5, digits: Array("0123456789ABCDEFGHIJKLMNOPQRSTUV".utf8))
    }

    /// `20261122103104`, UTC (RFC 4034 §3.2).
    static func time(_ seconds: UInt32) -> [UInt8] {
        let time = Timestamp(nanosecondsSinceEpoch: Int64(seconds) * 1_000_000_000).civilUTC
        var text = String(time.year)
        for field in [time.month, time.day, time.hour, time.minute, time.second] {
            text += field < 10 ? "0\(field)" : "\(field)"
        }
        return Array(text.utf8)
    }

    /// `IN`, `CH`, `HS`, `NONE`, `ANY` or `CLASS1232` (RFC 3597 §5).
    static func className(_ number: UInt16) -> String {
        switch number {
        case 1: "IN"
        case 3: "CH"
        case 4: "HS"
        case 254: "NONE"
        case 255: "ANY"
        default: "CLASS\(number)"
        }
    }

    private static func appendLabelByte(_ byte: UInt8, to text: inout [UInt8]) {
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "."), UInt8(ascii: ";"),
            UInt8(ascii: "\\"), UInt8(ascii: "@"), UInt8(ascii: "$"):
            text += [UInt8(ascii: "\\"), byte]
        case 0x21...0x7e: text.append(byte)
        default: appendDecimalEscape(byte, to: &text)
        }
    }

    private static func appendDecimalEscape(_ byte: UInt8, to text: inout [UInt8]) {
        let zero = UInt8(ascii: "0")
        text += [UInt8(ascii: "\\"), zero + byte / 100, zero + byte / 10 % 10, zero + byte % 10]
    }

    private static func baseText(_ bytes: [UInt8], bits: Int, digits: [UInt8]) -> [UInt8] {
        var text: [UInt8] = []
        var buffer = 0
        var held = 0
        let mask = (1 << bits) - 1
        for byte in bytes {
            buffer = (buffer << 8 | Int(byte)) & 0xffff
            held += 8
            while held >= bits {
                held -= bits
                text.append(digits[(buffer >> held) & mask])
            }
        }
        if held > 0 { text.append(digits[(buffer << (bits - held)) & mask]) }
        return text
    }
}
