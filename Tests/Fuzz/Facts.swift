import CaseFacts

/// Reads any bytes as each of the four data files.
func fuzzFacts(_ bytes: [UInt8]) {
    _ = try? Facts(errors: bytes, ranges: bytes, support: bytes, limits: bytes)
}
