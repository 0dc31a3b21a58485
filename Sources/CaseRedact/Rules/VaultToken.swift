extension RedactionRule {
    /// Tokens of stores of secrets.
    static let vaultToken = RedactionRule(
        "vault-token",
        help: "Removes tokens of HashiCorp Vault, Doppler, 1Password, PASETO and age identities.",
        shapes: [
            TokenShape("v1.local.", 60...2048, .base64urlDot),
            TokenShape("v1.public.", 60...2048, .base64urlDot),
            TokenShape("v2.local.", 60...2048, .base64urlDot),
            TokenShape("v2.public.", 60...2048, .base64urlDot),
            TokenShape("v3.local.", 60...2048, .base64urlDot),
            TokenShape("v3.public.", 60...2048, .base64urlDot),
            TokenShape("v4.local.", 60...2048, .base64urlDot),
            TokenShape("v4.public.", 60...2048, .base64urlDot),
            TokenShape("A3-", 29...42, [.upperDigit, .hyphen]),
            TokenShape("s.", 24...24, .alnum),
            TokenShape("hvs.", 24...256, .base64url),
            TokenShape("hvb.", 60...512, .base64url),
            TokenShape("hvr.", 24...256, .base64url),
            TokenShape("dp.pt.", 40...64, .alnum),
            TokenShape("dp.st.", 40...80, .base64urlDot),
            TokenShape("dp.ct.", 40...64, .alnum),
            TokenShape("dp.sa.", 40...64, .alnum),
            TokenShape("ops_eyJ", 80...2048, .token68),
            TokenShape("AGE-SECRET-KEY-1", 58...58, .upperDigit),
        ],
        examples: [
            "hvs.XYFvgE98c4B9hnAruaapAqEFFsHScyXazwpfef7kFj2iBVqFgBQwHh3ruhSAZVKvrNjL2XuehRWbuSNsd552NPaQpW":
                "<vault-token>",
            "dp.pt.PJJhY78CxET6LHegTP7casjhvWx77reWE7CT9qCvxTn":
                "<vault-token>",
            "AGE-SECRET-KEY-1WTBIZ5MBRPJDH4GXEMM6QLA6CLORWKZOF2YI45MAYV5UNGHNPYFTUQBWFC":
                "<vault-token>",
            "token s.aB3dE5fG7hI9jK1lM3nO5pQ7 of a cluster": "token <vault-token> of a cluster",
            "s.example.com and s.length": "s.example.com and s.length",
            "hvs.example": "hvs.example",
            "AGE-SECRET-KEY-1 is the prefix": "AGE-SECRET-KEY-1 is the prefix",
        ])
}
