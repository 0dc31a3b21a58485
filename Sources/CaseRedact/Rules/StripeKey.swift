extension RedactionRule {
    /// Stripe secret and restricted keys and webhook secrets.
    static let stripeKey = RedactionRule(
        "stripe-key", help: "Removes Stripe secret keys, restricted keys and webhook secrets.",
        shapes: [
            TokenShape("sk_live_", 16...256, .alnum),
            TokenShape("sk_test_", 16...256, .alnum),
            TokenShape("rk_live_", 16...256, .alnum),
            TokenShape("rk_test_", 16...256, .alnum),
            TokenShape("whsec_", 16...256, .alnum),
        ],
        examples: [
            "sk_live_aB3dE5fG7hJ9kL1mN3pQ": "<stripe-key>",
            "task_live_aB3dE5fG7hJ9kL1mN3pQ": "task_live_aB3dE5fG7hJ9kL1mN3pQ",
        ])
}
