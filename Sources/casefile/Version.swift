/// The version of the program, as `--version` and every manifest say it.
enum Version {
    static let text = "0.1.0"
    static let userAgent = "casefile/\(text) (evidence for a support case; one person started it)"
}
