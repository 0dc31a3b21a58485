import ByteBlocks

extension RedactionRule {
    /// Tokens behind the names of schemes that carry nothing else (RFC 4559 §4, Okta's SSWS).
    static let scheme = RedactionRule(
        "scheme-token", help: "Removes the tokens of Negotiate, NTLM and SSWS, also in WWW-Authenticate.",
        anchors: ["Negotiate", "negotiate", "NTLM", "ntlm", "SSWS"],
        examples: [
            "WWW-Authenticate: NTLM TlRMTVNTUAACAAAAaB3dE5fG7hJ9kL1mN3pQ5rS7":
                "WWW-Authenticate: NTLM <scheme-token>",
            "WWW-Authenticate: Negotiate": "WWW-Authenticate: Negotiate",
            "Negotiate the terms": "Negotiate the terms",
        ]
    ) { bytes, start, end in
        for name in ["negotiate", "ntlm", "ssws"] {
            if let token = AuthorizationShape.token(bytes, after: name, start, end), token.count >= 24 {
                return token
            }
        }
        return nil
    }
}
