extension RedactionRule {
    /// SendGrid API keys.
    static let sendgridKey = RedactionRule(
        "sendgrid-key", help: "Removes SendGrid API keys.",
        shapes: [
            TokenShape("SG.", 40...128, .base64urlDot)
        ],
        examples: [
            "SG.aB3dE5fG7hJ9kL1mN3pQ5r.aB3dE5fG7hJ9kL1mN3pQ5rS7tU9vW1x": "<sendgrid-key>",
            "SG.html": "SG.html",
        ])
}
