extension RedactionRule {
    /// Keys of monitoring and build services.
    static let monitoringKey = RedactionRule(
        "monitoring-key",
        help:
            "Removes keys of New Relic, Grafana, Sentry, PostHog, Dynatrace, Prefect, Infracost, Adafruit, SonarQube and others.",
        shapes: [
            TokenShape("NRAK-", 27...27, .upperDigit),
            TokenShape("NRII-", 32...32, .base64url),
            TokenShape("NRJS-", 19...19, .hex),
            TokenShape("glsa_", 41...41, .word),
            TokenShape("glc_eyJ", 40...512, .base64),
            TokenShape("sntrys_eyJ", 80...1024, [.word, .base64Mark]),
            TokenShape("sntryu_", 64...64, .hex),
            TokenShape("phc_", 43...64, .alnum),
            TokenShape("phx_", 43...64, .alnum),
            TokenShape("dt0c01.", 80...96, [.upperDigit, .dot]),
            TokenShape("pnu_", 36...36, .alnum),
            TokenShape("ico-", 32...32, .alnum),
            TokenShape("aio_", 28...28, .alnum),
            TokenShape("squ_", 40...40, .hex),
            TokenShape("sqp_", 40...40, .hex),
            TokenShape("sqa_", 40...40, .hex),
        ],
        examples: [
            "NRAK-PHD25HNDWJHX4I25Q2XISIP6HTW":
                "<monitoring-key>",
            "glsa_TTrvynwpNsT2RNRitNvCsDATSdBrCGQk_82257bff":
                "<monitoring-key>",
            "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":
                "<monitoring-key>",
            "NRAK-short": "NRAK-short",
            "glsa_name": "glsa_name",
            "ico-button": "ico-button",
        ])
}
