extension RedactionRule {
    /// The token that runs a tunnel: base64 of a JSON object that begins with the account.
    static let tunnelToken = RedactionRule(
        "tunnel-token", help: "Removes tokens that run a Cloudflare Tunnel.",
        shapes: [TokenShape("eyJhIjoi", 40...2048, .base64)],
        examples: [
            "cloudflared service install eyJhIjoiMDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWYiLCJ0Ijoi":
                "cloudflared service install <tunnel-token>",
            "eyJhIjoi": "eyJhIjoi",
        ])
}
