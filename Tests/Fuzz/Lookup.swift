import CaseIngest

/// Any bytes as the output of a DNS tool.
func fuzzLookup(_ bytes: [UInt8]) {
    let record = LookupText.parse(bytes)
    precondition(record.answers.count <= 1000)
}
