import CaseFacts

/// Reads any bytes as each of the data files, and as a user's policy file.
func fuzzFacts(_ bytes: [UInt8]) {
    for name in FactsFiles.names { _ = try? Facts(FactsFiles.bundled.replacing(name, with: bytes)) }
    if let policy = try? PolicyFile(bytes, path: "policy.json") { _ = try? Facts.bundled(policy: policy) }
}
