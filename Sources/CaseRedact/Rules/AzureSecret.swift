import ByteBlocks

extension RedactionRule {
    /// Client secrets of Microsoft Entra applications.
    static let azureSecret = RedactionRule(
        "azure-secret", help: "Removes client secrets of Microsoft Entra applications.",
        examples: [
            "with S2u8Q~YnGHwJiau3tPXGzfUdga.JeOWxlaEtmjgab ok": "with <azure-secret> ok",
            "Q~ and 8Q~short": "Q~ and 8Q~short",
        ])
}

/// Finds client secrets around their tilde: three characters, a digit, `Q~`, and 31 to 34 more.
enum AzureSecretShape {
    static func match(_ bytes: Span<UInt8>, _ tilde: Int, floor: Int, end: Int) -> Range<Int>? {
        let start = tilde - 5
        guard start >= floor, bytes[tilde - 1] == UInt8(ascii: "Q"), isDigit(bytes[tilde - 2]),
            bytes.run(of: secret, from: start, end: tilde) == tilde,
            start == 0 || !isAlnum(bytes[start - 1])
        else { return nil }
        let stop = bytes.run(of: secret, from: tilde + 1, end: end)
        return (31...36).contains(stop - tilde - 1) ? start..<stop : nil
    }

    private static let secret: ByteClass = [.word, .hyphen, .dot, .tilde]
}
