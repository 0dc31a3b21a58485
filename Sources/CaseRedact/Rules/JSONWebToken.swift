extension RedactionRule {
    /// JSON Web Tokens, signed or encrypted (RFC 7519 §3): claims go with the signature, the head says how it is signed.
    static let jwt = RedactionRule(
        "jwt", help: "Removes what JSON Web Tokens claim and their signature; the head stays.",
        anchors: ["eyJ", "eyA", "ewo"],
        examples: [
            "Bearer-ish eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.c2lnbmF0dXJl end":
                "Bearer-ish eyJhbGciOiJIUzI1NiJ9.<jwt> end",
            "/eyJhbGciOiJub25lIn0.eyJzdWIiOiIxMjM0In0./": "/eyJhbGciOiJub25lIn0.<jwt>/",
            "eyJub3RoaW5nIjoxfQ alone": "eyJub3RoaW5nIjoxfQ alone",
        ]
    ) { bytes, start, end in
        let text = Array("eyJ".utf8)
        // Base64 of `{"`, or of a brace with a blank or a line end behind it.
        guard ["eyJ", "eyA", "ewo"].contains(where: { bytes.has(Array($0.utf8), at: start, end: end) }) else {
            return nil
        }
        let head = bytes.run(of: .base64url, from: start + 3, end: end)
        guard head - start >= 10, head < end, bytes[head] == UInt8(ascii: ".") else { return nil }
        var stop = bytes.run(of: .base64url, from: head + 1, end: end)
        // An encrypted token with a direct key has an empty second part.
        guard stop - head > 8 || stop - head == 1 else { return nil }
        var parts = 2
        while parts < 5, stop < end, bytes[stop] == UInt8(ascii: ".") {
            let next = bytes.run(of: .base64url, from: stop + 1, end: end)
            parts += 1
            stop = next
        }
        // A dot that ends a sentence is not the start of an empty signature.
        let isUnsigned = bytes.has(text, at: head + 1, end: end)
        guard parts > 2 && stop - start > 24 || isUnsigned else { return nil }
        return head + 1..<stop
    }
}
