import CaseModel

/// What a router is called, as this program writes it below a tool's output: `# 192.0.2.1 core1.example.net AS64496 EXAMPLE-AS`.
struct PathNameLine {
    private let address: IPAddress
    private let name: String?
    private let asn: String?
    private let asName: String?

    /// - Returns: `nil` when the line is another.
    init?(_ line: PathLine) {
        let words = line.words
        guard words.count > 2, words[0] == "#", let address = IPAddress(words[1]) else { return nil }
        self.address = address
        name = words[2] == "-" ? nil : String(words[2].prefix(253))
        asn = words.count > 3 ? PathWord.autonomousSystem(words[3]) : nil
        asName = words.count > 4 ? String(words[4...].joined(separator: " ").prefix(100)) : nil
    }

    /// Names the address wherever it answered; what the tool itself said stays.
    func apply(to record: inout PathRecord) {
        for hop in record.hops.indices {
            for reply in record.hops[hop].replies.indices
            where record.hops[hop].replies[reply].address == address {
                let old = record.hops[hop].replies[reply]
                record.hops[hop].replies[reply].name = old.name ?? name
                record.hops[hop].replies[reply].asn = old.asn ?? asn
                record.hops[hop].replies[reply].asName = asName
            }
        }
    }
}
