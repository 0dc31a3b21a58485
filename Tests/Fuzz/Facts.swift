import CaseFacts

/// Reads any bytes as one of the data files, and as a user's policy file.
func fuzzFacts(_ bytes: [UInt8]) {
    // One file a run: reading them all takes longer than the input is worth.
    let name = FactsFiles.names[bytes.count % FactsFiles.names.count]
    _ = try? Facts(FactsFiles.bundled.replacing(name, with: bytes))
    if let policy = try? PolicyFile(bytes, path: "policy.json") { _ = try? Facts.bundled(policy: policy) }
}
