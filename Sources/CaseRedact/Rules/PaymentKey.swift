extension RedactionRule {
    /// Keys of payment and shipping services.
    static let paymentKey = RedactionRule(
        "payment-key", help: "Removes keys of Square, EasyPost, Flutterwave, Shippo and others.",
        shapes: [
            TokenShape("access_token$", 30...80, [.alnum, .dollar]),
            TokenShape("A21AA", 80...120, .base64url),
            TokenShape("duffel_live_", 40...48, .base64url),
            TokenShape("duffel_test_", 40...48, .base64url),
            TokenShape("live_", 35...35, .alnum),
            TokenShape("test_", 35...35, .alnum),
            TokenShape("access-production-", 36...36, .alnumHyphen),
            TokenShape("access-sandbox-", 36...36, .alnumHyphen),
            TokenShape("sq0atp-", 22...64, .base64url),
            TokenShape("sq0csp-", 43...64, .base64url),
            TokenShape("sq0idp-", 22...64, .base64url),
            TokenShape("EAAA", 56...64, .base64url),
            TokenShape("EZAK", 54...54, .alnum),
            TokenShape("EZTK", 54...54, .alnum),
            TokenShape("FLWSECK-", 32...40, .alnumHyphen),
            TokenShape("FLWSECK_TEST-", 32...40, .alnumHyphen),
            TokenShape("shippo_live_", 40...40, .hex),
            TokenShape("shippo_test_", 40...40, .hex),
        ],
        examples: [
            "sq0atp-5tEmqu2CaLagL8hkrqDdhc":
                "<payment-key>",
            "EZAKUjbqVZjUgtTmUuxzUBA3RpCsLc2vaDWzbDpyWE5QdygS2RCjG5yfK6":
                "<payment-key>",
            "EAAAccess": "EAAAccess",
            "shippo_live_rates": "shippo_live_rates",
        ])
}
