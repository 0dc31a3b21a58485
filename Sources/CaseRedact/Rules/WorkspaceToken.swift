extension RedactionRule {
    /// Tokens of tools teams work with.
    static let workspaceToken = RedactionRule(
        "workspace-token",
        help:
            "Removes tokens of Linear, Notion, Figma, Airtable, Atlassian, Bitbucket, Typeform, ReadMe, Frame.io, Contentful, Postman, Dropbox, Mapbox and others.",
        shapes: [
            TokenShape("AAAAAAAAAAAAAAAAAAAAA", 40...200, [.alnum, .percent]),
            TokenShape("pat-", 36...48, .alnumHyphen),
            TokenShape("sgp_", 40...80, .word),
            TokenShape("snyk_uat.", 40...120, .base64urlDot),
            TokenShape("waka_", 36...36, .alnumHyphen),
            TokenShape("CCIPAT_", 50...80, .word),
            TokenShape("napi_", 60...80, .alnum),
            TokenShape("sl.u.", 100...512, .base64url),
            TokenShape("pat.", 60...90, .base64urlDot),
            TokenShape("key_", 64...64, .hex),
            TokenShape("lin_api_", 40...64, .alnum),
            TokenShape("lin_oauth_", 40...64, .alnum),
            TokenShape("ntn_", 40...64, .alnum),
            TokenShape("secret_", 43...43, .alnum),
            TokenShape("figd_", 36...64, .base64url),
            TokenShape("figu_", 36...64, .base64url),
            TokenShape("pat", 79...79, [.alnum, .dot]),
            TokenShape("ATATT3", 160...256, .token68),
            TokenShape("ATCTT3", 160...256, .token68),
            TokenShape("ATBB", 32...40, .alnum),
            TokenShape("tfp_", 40...64, .base64urlDot),
            TokenShape("rdme_", 70...80, .alnum),
            TokenShape("fio-u-", 64...64, .base64url),
            TokenShape("CFPAT-", 43...43, .base64url),
            TokenShape("PMAK-", 59...59, [.digit, .hexLetter, .hyphen]),
            TokenShape("sl.", 130...256, .base64url),
            TokenShape("sk.eyJ", 60...256, .base64urlDot),
        ],
        examples: [
            "lin_api_NP3NGJRJyFSaGd7ck4xJNbsv5BGNnvY6ZHxis2Xi":
                "<workspace-token>",
            "figd_v7N5EgGBC2mringKNMHPM7LUvGpDJvfE2GWbfdiY":
                "<workspace-token>",
            "patdPqZAswC8NMcfZ.bc6530a2c6a8835c4abd5c652a9f30b1789a6c52cf63c03378ec16c03888ad3e":
                "<workspace-token>",
            "pattern": "pattern",
            "secret_name": "secret_name",
            "sl.example.com": "sl.example.com",
        ])
}
