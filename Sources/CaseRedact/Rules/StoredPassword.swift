import ByteBlocks

extension RedactionRule {
    /// Password hashes of Django (`pbkdf2_sha256$…`), Werkzeug, PostgreSQL and LDAP (`{SSHA}…`, RFC 2307 §5.3).
    static let storedPassword = RedactionRule(
        "stored-password",
        help: "Removes password hashes as Django, Werkzeug, PostgreSQL and LDAP directories store them.",
        anchors: ["pbkdf2", "scrypt:", "SCRAM-SHA-", "SSHA", "SHA}", "SMD5}", "CRYPT}"],
        examples: [
            "is pbkdf2_sha256$600000$aB3dE5fG7hJ9$aB3dE5fG7hJ9kL1mN3pQ5rS7tU9vW1xY= here":
                "is <stored-password> here",
            "userPassword: {SSHA}bMILMtcrtwvfT9dW4hSpto1VTpLdyB2d": "userPassword: {SSHA}<stored-password>",
            "pbkdf2_sha256 is slow": "pbkdf2_sha256 is slow",
            "{SHA} and SSHA": "{SHA} and SSHA",
        ]
    ) { bytes, start, end in
        if ["pbkdf2", "scrypt:", "SCRAM-"].contains(where: { bytes.has(Array($0.utf8), at: start, end: end) })
        {
            var stop = start
            let hash: ByteClass = [.word, .dollar, .base64Mark, .hyphen]
            while stop < end, stop - start < 320,
                hash.contains(bytes[stop]) || bytes[stop] == UInt8(ascii: ":")
            { stop += 1 }
            while stop > start, bytes[stop - 1] == UInt8(ascii: ":") { stop -= 1 }
            return bytes.first(UInt8(ascii: "$"), in: start..<stop) != nil && stop - start >= 40
                ? start..<stop : nil
        }
        let name = bytes.run(of: [.upperDigit], from: start, end: min(end, start + 8))
        guard name < end, bytes[name] == UInt8(ascii: "}"), start > 0, bytes[start - 1] == UInt8(ascii: "{")
        else {
            return nil
        }
        let stop = bytes.run(of: [.base64, .dollar, .dot], from: name + 1, end: min(end, name + 256))
        return stop - name > 16 ? name + 1..<stop : nil
    }
}
