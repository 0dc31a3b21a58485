import CaseModel

/// mtr `--report`, plain or wide, with any choice and order of columns.
struct MTRReportText {
    private var columns: [MTRColumn] = MTRColumn.usual
    private var hop: Int?

    /// `  1.|-- HOST …` or `  1. AS13335  HOST …`.
    static func isRow(_ line: PathLine) -> Bool { ttl(line) != nil && line.words.count > 1 }

    static func read(_ lines: [PathLine], into builder: inout PathBuilder) {
        builder.record.tool = "mtr"
        var reader = MTRReportText()
        var headers = 0
        for line in lines {
            if let columns = MTRColumn.columns(of: line.words) {
                headers += 1
                guard headers == 1 else {
                    builder.note(.warning, "a second trace begins here; it was not read", at: line)
                    return
                }
                reader.columns = columns
            } else if line.words.first == "Start:" {
                start(line, into: &builder)
            } else if !reader.take(line, into: &builder) {
                builder.cannotRead(line)
            }
        }
        if headers == 0 { builder.note(.info, "the header is missing; the usual columns were assumed") }
    }

    /// The number of a row: digits, a dot, and nothing or the tree's line.
    private static func ttl(_ line: PathLine) -> Int? {
        guard let first = line.words.first, let dot = first.firstIndex(of: ".") else { return nil }
        guard first[first.index(after: dot)...].allSatisfy({ "|-".contains($0) }) else { return nil }
        return PathWord.count(first[..<dot]).flatMap { PathBuilder.ttlRange.contains($0) ? $0 : nil }
    }

    private static func start(_ line: PathLine, into builder: inout PathBuilder) {
        guard builder.record.startedAt == nil, line.words.count == 2 else {
            builder.note(.info, "the start time has no zone and was left out", at: line)
            return
        }
        // Years the 64-bit nanosecond clock can hold.
        guard let year = PathWord.count(line.words[1].prefix(4)), (1970...2200).contains(year),
            let instant = Timestamp(rfc3339: line.words[1])
        else {
            builder.note(.info, "the start time could not be read", at: line)
            return
        }
        builder.record.startedAt = instant
    }

    private mutating func take(_ line: PathLine, into builder: inout PathBuilder) -> Bool {
        if let ttl = Self.ttl(line) {
            guard line.words.count > columns.count + 1 else { return false }
            let values = line.words.suffix(columns.count)
            guard let statistics = MTRStatistics(columns, values), let index = builder.hop(ttl) else {
                return false
            }
            hop = index
            statistics.fill(&builder.record.hops[index])
            addHost(line.words.dropFirst().dropLast(columns.count), in: index, into: &builder)
            return true
        }
        guard let hop, line.isIndented else { return false }
        if let open = line.text.firstRange(of: "[MPLS:") {
            return addLabel(line.text[open.upperBound...].prefix { $0 != "]" }, in: hop, into: &builder)
        }
        // A further host of the hop: the tree's lines and a name or an address.
        let host = line.words.drop { $0.allSatisfy { "|`+-".contains($0) } }
        guard let first = host.first, host.count <= 3 else { return false }
        let bare = first.drop { "|`+-".contains($0) }
        return addHost([bare] + host.dropFirst(), in: hop, into: &builder)
    }

    @discardableResult
    private func addHost(_ words: some Collection<Substring>, in hop: Int, into builder: inout PathBuilder)
        -> Bool
    {
        var words = Array(words)
        var system: String?
        if let first = words.first, words.count > 1, PathWord.isAutonomousSystem(first) {
            system = PathWord.autonomousSystem(first)
            words.removeFirst()
        }
        let (address, name) = PathWord.host(words)
        guard let reply = builder.reply(address, name, in: hop) else { return false }
        if system != nil { builder.record.hops[hop].replies[reply].asn = system }
        return true
    }

    private func addLabel(_ text: Substring, in hop: Int, into builder: inout PathBuilder) -> Bool {
        let label = text.split(separator: " ").joined(separator: " ")
        guard let last = builder.record.hops[hop].replies.indices.last, label.utf8.count <= 128 else {
            return false
        }
        let before = builder.record.hops[hop].replies[last].mpls
        guard (before?.utf8.count ?? 0) < 1024 else { return true }
        builder.record.hops[hop].replies[last].mpls = before.map { "\($0); \(label)" } ?? label
        return true
    }
}
