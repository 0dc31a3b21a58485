/// What stays of a URL when it stands for the same thing on another day: ids, hashes and values are folded.
enum URLShape {
    /// The shape of a URL.
    ///
    /// - Parameters:
    ///   - url: Absolute or not; a fragment is left out.
    ///   - ignoresHost: Whether scheme, host and port are left out.
    /// - Returns: `shop.example.com/orders/{}/app.{}.js?page&sort`.
    static func of(_ url: String, ignoresHost: Bool) -> String {
        var rest = url.utf8[...]
        if let hash = rest.firstIndex(of: UInt8(ascii: "#")) { rest = rest[..<hash] }
        var host = ""
        if let colon = rest.firstIndex(of: UInt8(ascii: ":")), rest[colon...].starts(with: "://".utf8) {
            let authority = rest[rest.index(colon, offsetBy: 3)...]
            let end = authority.firstIndex { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "?") }
            host = String(Substring(authority[..<(end ?? authority.endIndex)])).lowercased()
            rest = authority[(end ?? authority.endIndex)...]
        }
        let mark = rest.firstIndex(of: UInt8(ascii: "?"))
        let path = rest[..<(mark ?? rest.endIndex)]
        let query = mark.map { names(rest[rest.index(after: $0)...]) } ?? []
        let folded = path.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false).map {
            segment($0)
        }
        return (ignoresHost ? "" : withoutUser(host)) + folded.joined(separator: "/")
            + (query.isEmpty ? "" : "?" + query.joined(separator: "&"))
    }

    /// `user:password@` is nobody's address, and ports that go without saying are left out.
    private static func withoutUser(_ authority: String) -> String {
        var host = authority.split(separator: "@").last.map(String.init) ?? ""
        for port in [":443", ":80"] where host.hasSuffix(port) { host.removeLast(port.count) }
        return host
    }

    private static func names(_ query: Substring.UTF8View) -> [String] {
        query.split(separator: UInt8(ascii: "&")).map { pair in
            String(Substring(pair.prefix { $0 != UInt8(ascii: "=") }))
        }
        .sorted()
    }

    private static func segment(_ text: Substring.UTF8View) -> String {
        if isID(text) { return "{}" }
        var shape = ""
        var start = text.startIndex
        var index = start
        while true {
            let isEnd = index == text.endIndex
            if isEnd || isMark(text[index]) {
                let part = text[start..<index]
                shape += isID(part) ? "{}" : String(Substring(part))
                guard !isEnd else { return shape }
                shape.unicodeScalars.append(Unicode.Scalar(text[index]))
                start = text.index(after: index)
            }
            index = text.index(after: index)
        }
    }

    private static func isMark(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
            || byte == UInt8(ascii: "~")
    }

    /// Numbers, hashes, UUIDs, placeholders and long random words.
    private static func isID(_ text: Substring.UTF8View) -> Bool {
        guard let first = text.first else { return false }
        if first == UInt8(ascii: "~") { return text.count > 2 && text.last == UInt8(ascii: "~") }
        var (digits, hex, letters, others, upper, lower) = (0, 0, 0, 0, false, false)
        for byte in text {
            switch byte {
            case 48...57: digits += 1
            case 65...70, 97...102: hex += 1
            case 71...90, 103...122: letters += 1
            case UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "="): others += 1
            default: return false
            }
            if (65...90).contains(byte) { upper = true }
            if (97...122).contains(byte) { lower = true }
        }
        if others == 0, letters == 0 { return hex == 0 || digits > 0 && digits + hex >= 8 }
        if letters == 0, digits > 0, digits + hex >= 20 { return true }
        return digits >= 2 && digits + hex + letters >= 16 && (others == 0 || upper && lower)
    }
}
