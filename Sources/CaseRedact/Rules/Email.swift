import ByteBlocks

extension RedactionRule {
    /// E-mail addresses, plain and percent-encoded.
    static let email = RedactionRule(
        "email", help: "Removes e-mail addresses.",
        examples: [
            "write to Jo.Doe+x@mail.example.com.": "write to <email>.",
            "user=jo%40example.org&x=1": "user=<email>&x=1",
            "icon@2x.png and lodash@4.17.21": "icon@2x.png and lodash@4.17.21",
            "user@1000.service: Failed": "user@1000.service: Failed",
            "@media print": "@media print",
            "git@github.com:shop/cart.git": "git@github.com:shop/cart.git",
        ])
}

/// Finds e-mail addresses.
enum EmailShape {
    /// The address around an `@`.
    ///
    /// `width` is the bytes of the sign, 1 or 3 for `%40`; the local part does not reach before `from`.
    static func match(_ bytes: Span<UInt8>, _ at: Int, _ width: Int, from: Int, end: Int) -> Range<Int>? {
        var start = at
        while start > from, at - start < 64, isLocal(bytes[start - 1]) { start -= 1 }
        while start < at, bytes[start] == UInt8(ascii: ".") || bytes[start] == UInt8(ascii: "-") {
            start += 1
        }
        guard start < at else { return nil }
        let domain = at + width
        var stop = bytes.run(of: [.alnum, .hyphen, .dot], from: domain, end: min(end, domain + 255))
        while stop > domain, !isAlnum(bytes[stop - 1]) { stop -= 1 }
        guard !isVersion(bytes, domain, stop), AddressShape.tokenEnd(bytes, at: domain, end: end) == nil
        else {
            return nil
        }
        if isRepository(bytes, start..<at, stop, end) { return nil }
        // What follows the domain without a blank may look like more labels: the last that can be a top level counts.
        while let dot = lastDot(bytes, domain..<stop), dot > domain {
            if stop - dot > 2, stop - dot <= 25,
                bytes.run(of: [.upper, .lower], from: dot + 1, end: stop) == stop
            {
                return isFile(bytes, dot + 1..<stop) ? nil : start..<stop
            }
            stop = dot
        }
        return nil
    }

    private static let git = Array("git".utf8)

    /// `git@github.com:owner/name`, where everybody is called git.
    private static func isRepository(_ bytes: Span<UInt8>, _ local: Range<Int>, _ stop: Int, _ end: Int)
        -> Bool
    {
        local.count == git.count && bytes.has(git, at: local.lowerBound, end: local.upperBound) && stop < end
            && ":/".utf8.contains(bytes[stop])
    }

    private static func isLocal(_ byte: UInt8) -> Bool {
        isAlnum(byte) || byte >= 0x80 || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "_")
            || byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-")
    }

    private static func lastDot(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Int? {
        for index in range.reversed() where bytes[index] == UInt8(ascii: ".") { return index }
        return nil
    }

    /// `@4.17.21-beta.x` after the name of a package.
    private static func isVersion(_ bytes: Span<UInt8>, _ from: Int, _ end: Int) -> Bool {
        let digits = bytes.run(of: .digit, from: from, end: end)
        return digits > from && digits + 1 < end && bytes[digits] == UInt8(ascii: ".")
            && isDigit(bytes[digits + 1])
    }

    /// `icon@2x.png`, `user@1000.service`: what looks like a top-level domain says what kind of file or unit it is.
    private static func isFile(_ bytes: Span<UInt8>, _ suffix: Range<Int>) -> Bool {
        let text = String(decoding: bytes.copy(suffix), as: UTF8.self).lowercased()
        return suffixes.contains(text)
    }

    private static let suffixes: Set<String> = [
        "png", "jpg", "jpeg", "gif", "svg", "webp", "avif", "js", "mjs", "ts", "css", "map", "json", "html",
        "ico", "service", "socket", "slice", "scope", "timer", "mount", "target", "device",
    ]
}
