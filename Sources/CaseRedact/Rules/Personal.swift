extension RedactionRule {
    /// Values that say who someone is, under names of e-mail and phone.
    static let personal = RedactionRule(
        "personal", help: "Removes values under names like email and phone.", isGated: false,
        examples: [
            "/a?phone=5551234&x=1": "/a?phone=<personal>&x=1",
            "emails are sent": "emails are sent",
        ])
}
