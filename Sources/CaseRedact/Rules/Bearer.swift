import ByteBlocks

extension RedactionRule {
    /// Bearer tokens outside a header field (RFC 6750 §2.1).
    static let bearer = RedactionRule(
        "bearer", help: "Removes the token after the word Bearer.", anchors: ["Bea", "bea", "BEA"],
        examples: [
            "sent Bearer mF_9.B5f-4.1JqM now": "sent Bearer <bearer> now",
            "Bearer bonds fell today": "Bearer bonds fell today",
        ]
    ) { bytes, start, end in
        guard let range = AuthorizationShape.token(bytes, after: "bearer", start, end),
            AuthorizationShape.isTokenLike(bytes, range)
        else { return nil }
        return range
    }

    /// Basic credentials outside a header field (RFC 7617 §2).
    static let basic = RedactionRule(
        "basic", help: "Removes the user and password after the word Basic.", anchors: ["Bas", "bas", "BAS"],
        examples: [
            "Basic dXNlcjpwYXNzd29yZA== sent": "Basic <basic> sent",
            "Basic HTTPAuth is old": "Basic HTTPAuth is old",
        ]
    ) { bytes, start, end in
        guard let range = AuthorizationShape.token(bytes, after: "basic", start, end), range.count >= 8,
            range.count <= 1024, let pair = Base64.decoded(bytes.copy(range)),
            pair.contains(UInt8(ascii: ":")), pair.allSatisfy({ $0 >= 0x20 })
        else { return nil }
        return range
    }
}

/// Finds what stands in Authorization fields.
enum AuthorizationShape {
    private static let schemes: Set<String> = [
        "bearer", "basic", "digest", "token", "negotiate", "ntlm", "apikey", "hmac", "signature",
        "aws4-hmac-sha256",
        "dpop", "hawk", "oauth", "privatetoken", "sharedkey", "goog4-rsa-sha256",
    ]

    /// What is left of the field when the scheme is off; `nil` when it is a placeholder or no credential.
    ///
    /// `isHeader` says that the field stands where a header stands and not in a sentence.
    static func credentials(_ bytes: Span<UInt8>, _ line: Range<Int>, isHeader: Bool) -> Range<Int>? {
        guard !line.isEmpty, isAlnum(bytes[line.lowerBound]) || bytes[line.lowerBound] > 0x2d,
            bytes[line.lowerBound] != UInt8(ascii: "\\"), bytes[line.lowerBound] != UInt8(ascii: "{"),
            bytes[line.lowerBound] != UInt8(ascii: "[")
        else { return nil }
        let wordEnd = bytes.run(
            of: [.alnum, .hyphen, .underscore], from: line.lowerBound, end: line.upperBound)
        var from = line.lowerBound
        let word = String(
            decoding: bytes.copy(line.lowerBound..<min(wordEnd, line.lowerBound + 24)), as: UTF8.self)
        let isScheme = schemes.contains(word.lowercased())
        if isScheme {
            from = wordEnd
            while from < line.upperBound, bytes[from] == 0x20 { from += 1 }
        }
        // The head of a JSON web token says how it is signed, and nothing of who holds it.
        from = webTokenHeadEnd(bytes, from..<line.upperBound) ?? from
        let rest = from..<line.upperBound
        guard !rest.isEmpty, Placeholder.end(bytes, at: from, end: rest.upperBound) == nil else { return nil }
        // "Authorization: missing", "Bearer token is required"
        let end = bytes.first(0x20, in: rest) ?? rest.upperBound
        if PairShape.isStopWord(bytes, from..<end) || Mask.isState(bytes, from..<end)
            || bytes[from] == UInt8(ascii: "(")
        {
            return nil
        }
        if isHeader { return rest }
        let first = from..<bytes.run(of: .token68, from: from, end: line.upperBound)
        return isTokenLike(bytes, first) && !Placeholder.fills(bytes, first) ? rest : nil
    }

    /// Behind the first dot of a JSON web token (RFC 7519 §3): base64 of `{"` begins its head.
    private static func webTokenHeadEnd(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Int? {
        guard bytes.has(Array("eyJ".utf8), at: range.lowerBound, end: range.upperBound) else { return nil }
        let dot = bytes.run(of: .base64url, from: range.lowerBound, end: range.upperBound)
        guard dot - range.lowerBound >= 12, dot + 1 < range.upperBound, bytes[dot] == UInt8(ascii: ".") else {
            return nil
        }
        return dot + 1
    }

    /// The token behind a scheme's name and one blank or more.
    static func token(_ bytes: Span<UInt8>, after scheme: String, _ start: Int, _ end: Int) -> Range<Int>? {
        let name = Array(scheme.utf8)
        guard bytes.hasIgnoringCase(name, at: start, end: end) else { return nil }
        var from = start + name.count
        while from < end, bytes[from] == 0x20, from - start < 16 { from += 1 }
        guard from > start + name.count, from < end else { return nil }
        from = webTokenHeadEnd(bytes, from..<end) ?? from
        guard bytes[from] != UInt8(ascii: "~") else { return nil }
        let stop = bytes.run(of: .token68, from: from, end: end)
        return from < stop ? from..<stop : nil
    }

    /// Long, or with digits among its letters: no word of a sentence.
    static func isTokenLike(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
        guard range.count >= 8 else { return false }
        if range.count >= 24 { return true }
        var digits = 0
        for index in range where isDigit(bytes[index]) { digits += 1 }
        return digits > 0
    }
}
