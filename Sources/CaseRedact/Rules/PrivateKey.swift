extension RedactionRule {
    /// Private keys in PEM (RFC 7468) and in the forms of OpenSSH and PGP.
    static let privateKey = RedactionRule(
        "private-key", help: "Removes private keys; certificates and public keys stay.",
        examples: [
            "-----BEGIN PRIVATE KEY-----\nMIIEvQIBADAN\n-----END PRIVATE KEY-----\nnext":
                "<private-key>\nnext",
            "-----BEGIN EC PRIVATE KEY-----\\nMHcCAQEE\\n-----END EC PRIVATE KEY-----\\n": "<private-key>\\n",
            "-----BEGIN CERTIFICATE-----\nMIIB": "-----BEGIN CERTIFICATE-----\nMIIB",
        ])
}

/// Finds private keys.
enum PrivateKeyShape {
    private static let begin = Array("-----BEGIN ".utf8)
    private static let label = Array("PRIVATE KEY".utf8)
    private static let close = Array("-----END ".utf8)
    /// RFC 4716 §3.2.
    private static let beginSSH2 = Array("---- BEGIN ".utf8), closeSSH2 = Array("---- END ".utf8)
    private static let limit = 65_536

    /// From the first hyphen to the last; to the end of the quotes or the text when the key is cut.
    static func match(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Range<Int>? {
        let isSSH2 = bytes.has(beginSSH2, at: start, end: end)
        guard isSSH2 || bytes.has(begin, at: start, end: end) else { return nil }
        var position = start + (isSSH2 ? beginSSH2 : begin).count
        let titleEnd = min(end, position + 48)
        while position < titleEnd, !bytes.has(label, at: position, end: end) {
            guard bytes[position] == 0x20 || ByteClass.upperDigit.contains(bytes[position]) else {
                return nil
            }
            position += 1
        }
        guard bytes.has(label, at: position, end: end) else { return nil }
        position += label.count
        let stop = min(end, start + limit)
        while position < stop, bytes[position] != UInt8(ascii: "\""), bytes[position] != UInt8(ascii: "<") {
            let end = isSSH2 ? closeSSH2 : close
            if bytes.has(end, at: position, end: stop) {
                let name = bytes.run(of: [.upper, .digit, .blank], from: position + end.count, end: stop)
                return start..<bytes.run(of: .hyphen, from: name, end: stop)
            }
            position += 1
        }
        return start..<position
    }
}
