import ByteBlocks

extension RedactionRule {
    /// Password hashes in the forms of crypt(5) and PHC.
    static let passwordHash = RedactionRule(
        "password-hash", help: "Removes bcrypt, Argon2, scrypt and SHA-crypt password hashes.",
        examples: [
            "root:$2b$12$abcdefghijklmnopqrstuuABCDEFGHIJKLMNOPQRSTUVWXYZ01234:0": "root:<password-hash>:0",
            "$argon2id$v=19$m=65536,t=3,p=4$c29tZXNhbHQ$aGFzaGhhc2hoYXNo": "<password-hash>",
            "costs $2 or $1.50": "costs $2 or $1.50",
        ])
}

/// Finds password hashes.
enum PasswordHashShape {
    private static let long: [[UInt8]] = ["$argon2", "$scrypt$", "$pbkdf2", "$apr1$", "$P$", "$H$"].map {
        Array($0.utf8)
    }

    /// The hash that begins at a dollar sign.
    static func match(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Range<Int>? {
        guard start + 20 < end else { return nil }
        let stop = bytes.run(of: [.token68, .dollar, .comma], from: start, end: min(end, start + 512))
        // With a placeholder inside, the part that mattered is gone.
        guard stop - start >= 20, bytes.first(UInt8(ascii: "~"), in: start..<stop) == nil else { return nil }
        for prefix in long where bytes.has(prefix, at: start, end: end) { return start..<stop }
        guard isCrypt(bytes, start),
            bytes[start + 2] == UInt8(ascii: "$") || bytes[start + 3] == UInt8(ascii: "$")
        else {
            return nil
        }
        // The hash is the last part; 22 characters is the shortest, MD5's.
        var last = stop
        while last > start, bytes[last - 1] != UInt8(ascii: "$") { last -= 1 }
        return stop - last >= 22 && last - start >= 4 ? start..<stop : nil
    }

    private static func isCrypt(_ bytes: Span<UInt8>, _ start: Int) -> Bool {
        switch bytes[start + 1] {
        case UInt8(ascii: "1"), UInt8(ascii: "2"), UInt8(ascii: "5"), UInt8(ascii: "6"), UInt8(ascii: "7"),
            UInt8(ascii: "y"):
            true
        default: false
        }
    }
}
