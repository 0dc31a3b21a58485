extension RedactionRule {
    /// Tokens of hosting and infrastructure services.
    static let hostingToken = RedactionRule(
        "hosting-token",
        help:
            "Removes tokens of Heroku, Netlify, Fly.io, Pulumi, Terraform, PlanetScale, Supabase, Tailscale, Alibaba, Databricks, Buildkite and others.",
        shapes: [
            TokenShape("sb_secret_", 30...48, .base64url),
            TokenShape("fo1_", 40...64, .base64url),
            TokenShape("rnd_", 28...40, .alnum),
            TokenShape("mdb_sa_sk_", 40...64, .base64url),
            TokenShape("SCW", 17...17, .upperDigit),
            TokenShape("akab-", 32...48, .alnumHyphen),
            TokenShape("API-", 25...36, .upperDigit),
            TokenShape("endr+", 16...64, .base64url),
            TokenShape("BBFF-", 30...40, .alnum),
            TokenShape("AQVN", 34...60, .base64url),
            TokenShape("t1.9eu", 80...400, .base64urlDot),
            TokenShape("0x4AAAAAAA", 24...48, .base64url),
            TokenShape("cmVmdGtu", 56...72, .base64url),
            TokenShape("HRKU-", 36...80, .base64url),
            TokenShape("nfp_", 36...64, .alnum),
            TokenShape("nfc_", 36...64, .alnum),
            TokenShape("fm2_", 60...2048, .base64),
            TokenShape("pul-", 40...40, .hex),
            TokenShape("atlasv1.", 50...80, .base64url),
            TokenShape("pscale_tkn_", 32...64, .base64urlDot),
            TokenShape("pscale_pw_", 32...64, .base64urlDot),
            TokenShape("pscale_oauth_", 32...64, .base64urlDot),
            TokenShape("sbp_", 40...64, .hex),
            TokenShape("tskey-", 20...128, .alnumHyphen),
            TokenShape("LTAI", 16...24, .alnum),
            TokenShape("dapi", 32...34, [.digit, .hexLetter, .hyphen]),
            TokenShape("bkua_", 40...40, .hex),
        ],
        examples: [
            "nfp_eXmc3ThBP59Ed5CMkXv4JgKjyj7vwehpwF2Q":
                "<hosting-token>",
            "pul-e9589c6948f6d30c01c3f252edc87ff4adfa36d0":
                "<hosting-token>",
            "dapi840164709ab7f3f386d0cd566647b5aa":
                "<hosting-token>",
            "the atlasv1. prefix": "the atlasv1. prefix",
            "dapiMode": "dapiMode",
            "tskey-auth": "tskey-auth",
        ])
}
