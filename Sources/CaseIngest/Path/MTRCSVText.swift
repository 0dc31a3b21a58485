import CaseModel

/// mtr `--csv`, with commas or the semicolons of old builds.
enum MTRCSVText {
    static func read(_ lines: [PathLine], into builder: inout PathBuilder) {
        builder.record.tool = "mtr"
        // The order of 0.85 to 0.96, for a text whose first line is lost.
        var header = fields("Mtr_Version,Start_Time,Status,Host,Hop,Ip,Loss%,Snt, ,Last,Avg,Best,Wrst,StDev")
        for line in lines {
            let row = fields(line.text)
            if row.first == "Mtr_Version" {
                header = row
            } else if !(row.first?.hasPrefix("MTR.") ?? false) || !read(row, header, into: &builder) {
                builder.cannotRead(line)
            }
        }
    }

    private static func fields(_ text: String) -> [Substring] {
        let comma: Character = text.contains(",") ? "," : ";"
        return text.split(separator: comma, omittingEmptySubsequences: false).prefix(64).map { field in
            var field = field.drop { $0 == " " }
            while field.last == " " { field = field.dropLast() }
            return field
        }
    }

    private static func read(_ row: [Substring], _ header: [Substring], into builder: inout PathBuilder)
        -> Bool
    {
        func value(_ name: Substring) -> Substring? {
            guard let index = header.firstIndex(of: name), index < row.count, !row[index].isEmpty else {
                return nil
            }
            return row[index]
        }
        guard let hop = builder.hop(value("Hop").flatMap { PathWord.count($0) }) else { return false }
        var statistics = MTRStatistics()
        for column in MTRColumn.allCases {
            if let text = value(Substring(column.rawValue)) { statistics.set(column, text) }
        }
        statistics.fill(&builder.record.hops[hop])
        if builder.record.target == nil {
            builder.record.target = value("Host").map { String($0.prefix(255)) }
        }
        if builder.record.startedAt == nil, let seconds = value("Start_Time").flatMap({ Int64($0) }),
            (0...4_000_000_000).contains(seconds)
        {
            builder.record.startedAt = Timestamp(nanosecondsSinceEpoch: seconds * 1_000_000_000)
        }
        guard let host = value("Ip") else { return true }
        let (address, name) = PathWord.host(host.split(separator: " "))
        let system = (value("Asn") ?? value("ASN")).flatMap { PathWord.autonomousSystem($0) }
        if let reply = builder.reply(address, name, in: hop), let system {
            builder.record.hops[hop].replies[reply].asn = system
        }
        return true
    }
}
