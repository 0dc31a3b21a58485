extension RedactionRule {
    /// AWS access key IDs.
    static let awsKey = RedactionRule(
        "aws-key", help: "Removes AWS access key IDs and session tokens.",
        shapes: [
            TokenShape("IQoJb3JpZ2luX2Vj", 80...2048, .base64),
            TokenShape("FwoGZXIvYXdz", 80...2048, .base64),
            TokenShape("AKIA", 16...16, .upperDigit),
            TokenShape("ASIA", 16...16, .upperDigit),
            TokenShape("ABIA", 16...16, .upperDigit),
            TokenShape("ACCA", 16...16, .upperDigit),
        ],
        examples: [
            "key AKIAABCDEFGHIJ234567.": "key <aws-key>.",
            "AKIABC": "AKIABC",
            "AKIAABCDEFGHIJ2345678901": "AKIAABCDEFGHIJ2345678901",
        ])
}
