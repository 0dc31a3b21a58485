extension RedactionRule {
    /// Keys of mail and telephony services.
    static let mailKey = RedactionRule(
        "mail-key", help: "Removes keys of Mailgun, Brevo and Twilio.",
        shapes: [
            TokenShape("key-", 32...32, .hex),
            TokenShape("xkeysib-", 64...96, .alnumHyphen),
            TokenShape("xsmtpsib-", 64...96, .alnumHyphen),
            TokenShape("SK", 32...32, .hex),
        ],
        examples: [
            "key-bc4552e9071590d292a283a2043d77fa":
                "<mail-key>",
            "SKecbaa4ff21db0c2e0b03dd475c5a6cd9":
                "<mail-key>",
            "key-value store": "key-value store",
            "SKU": "SKU",
        ])
}
