import CaseModel

/// The 1xxx number an edge's error answer carries in its body or its fields.
package enum EdgeErrorNumber {
    /// Pages and structured answers have the number near their start.
    private static let byteLimit = 65_536
    /// What stands before the number, lower case; blanks, quotes and marks between are passed.
    private static let leads: [[UInt8]] = [
        "error_code\"", "error code", "cf-error-code\">", "errorcode:", "error ",
    ].map { Array($0.utf8) }

    /// The number of an exchange's answer, if an edge made the answer.
    static func of(_ exchange: HTTPExchange) -> Int? {
        guard let status = exchange.status, status >= 400, isFromEdge(exchange) else { return nil }
        if let text = exchange.field("cf-error-type"), let number = Int(text), isKnownShape(number) {
            return number
        }
        return find(exchange.body.bytes.span)
    }

    /// The first number from 1000 to 1299 that a lead stands before.
    package static func find(_ body: Span<UInt8>) -> Int? {
        let end = min(body.count, byteLimit)
        var position = 0
        while position < end {
            let byte = lower(body[position])
            if byte == UInt8(ascii: "e") || byte == UInt8(ascii: "c") {
                for lead in leads where matches(lead, body, at: position, end: end) {
                    if let number = number(body, after: position + lead.count, end: end) { return number }
                }
            }
            position += 1
        }
        return nil
    }

    /// Whether the answer bears a mark of the edge.
    static func isFromEdge(_ exchange: HTTPExchange) -> Bool {
        exchange.ray != nil || exchange.field("cf-error-type") != nil
            || exchange.field("server")?.lowercased() == "cloudflare"
    }

    private static func matches(_ lead: [UInt8], _ body: Span<UInt8>, at start: Int, end: Int) -> Bool {
        guard start + lead.count <= end else { return false }
        for offset in lead.indices where lower(body[start + offset]) != lead[offset] { return false }
        return true
    }

    /// Exactly four digits after at most four blanks, colons, quotes or number signs.
    private static func number(_ body: Span<UInt8>, after start: Int, end: Int) -> Int? {
        var position = start
        while position < end, position < start + 4, isBetween(body[position]) { position += 1 }
        guard position + 4 <= end else { return nil }
        var value = 0
        for offset in 0..<4 {
            let byte = body[position + offset]
            guard (48...57).contains(byte) else { return nil }
            value = value * 10 + Int(byte - 48)
        }
        let isLonger = position + 4 < end && (48...57).contains(body[position + 4])
        return !isLonger && isKnownShape(value) ? value : nil
    }

    private static func isBetween(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x20, 0x09, 0x0a, 0x0d, UInt8(ascii: ":"), UInt8(ascii: "\""), UInt8(ascii: "#"): true
        default: false
        }
    }

    private static func isKnownShape(_ number: Int) -> Bool { (1000...1299).contains(number) }

    private static func lower(_ byte: UInt8) -> UInt8 { (65...90).contains(byte) ? byte | 0x20 : byte }
}
