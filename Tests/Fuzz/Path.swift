import CaseIngest

/// Any bytes as the output of a path tool.
func fuzzPath(_ bytes: [UInt8]) {
    let record = PathText.parse(bytes)
    precondition(record.hops.count <= 255)
}
