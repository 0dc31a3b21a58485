extension RedactionRule {
    /// Credentials between `://` and the host (RFC 3986 §3.2.1).
    static let userinfo = RedactionRule(
        "userinfo",
        help: "Removes user names and passwords in front of the host of a URL or connection string.",
        examples: [
            "postgres://app:s3cret@db.internal/main": "postgres://<userinfo>@db.internal/main",
            "https://key@example.com/1": "https://<userinfo>@example.com/1",
            "https://example.com/@user": "https://example.com/@user",
        ])
}

/// Finds credentials in URLs.
enum UserinfoShape {
    /// What stands between the `://` that begins at a colon and an `@` before the path.
    static func match(_ bytes: Span<UInt8>, _ colon: Int, _ end: Int) -> Range<Int>? {
        guard let start = authority(bytes, colon, end) else { return nil }
        let limit = min(end, start + 512)
        var position = start
        var at: Int?
        scan: while position < limit {
            switch bytes[position] {
            case UInt8(ascii: "@"): at = position
            case 0...0x20, UInt8(ascii: "/"), UInt8(ascii: "?"), UInt8(ascii: "#"), UInt8(ascii: "\""),
                UInt8(ascii: "'"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\\"),
                UInt8(ascii: ","):
                break scan
            default: break
            }
            position += 1
        }
        guard let at, at > start, at + 1 < end, isHost(bytes[at + 1]), !Placeholder.fills(bytes, start..<at)
        else { return nil }
        // ssh://git@github.com/…, where everybody is called git.
        if at - start == 3, bytes.has(Array("git".utf8), at: start, end: at) { return nil }
        return start..<at
    }

    /// Behind `://`, or `:\/\/` in JSON.
    private static func authority(_ bytes: Span<UInt8>, _ colon: Int, _ end: Int) -> Int? {
        var position = colon + 1
        for _ in 0..<2 {
            while position < end, position - colon < 8, bytes[position] == UInt8(ascii: "\\") {
                position += 1
            }
            guard position < end, bytes[position] == UInt8(ascii: "/") else { return nil }
            position += 1
        }
        return position
    }

    private static func isHost(_ byte: UInt8) -> Bool {
        isAlnum(byte) || byte == UInt8(ascii: "[") || byte == UInt8(ascii: "~")
    }
}
