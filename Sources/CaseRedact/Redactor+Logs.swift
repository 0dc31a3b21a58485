package import CaseModel

extension Redactor {
    /// Seals one line of an access log: client, user and the values of queries go, names of parameters stay.
    ///
    /// The line comes without its line end.
    package mutating func seal(logLine: [UInt8], in file: BundlePath) -> Sealed<[UInt8]> {
        begin(file)
        return Sealed(minting: cleaned(logLine: logLine))
    }

    /// Seals what a case keeps of a log.
    package mutating func seal(_ log: LogEvidence, in file: BundlePath) -> Sealed<LogEvidence> {
        begin(file)
        var log = log
        log.summary.methodCounts = clean(keys: log.summary.methodCounts)
        log.summary.hostCounts = clean(keys: log.summary.hostCounts)
        log.summary.formatCounts = clean(keys: log.summary.formatCounts)
        log.summary.slowest = log.summary.slowest.map { clean($0) }
        log.summary.notices = clean(log.summary.notices)
        log.matches = log.matches.map { clean($0) }
        log.failures = log.failures.map { clean($0) }
        // These are the CDN's own addresses, which stay readable; others among them do not.
        log.edgeAddresses = log.edgeAddresses.map { (address: clean($0.address), count: $0.count) }
        return Sealed(minting: log)
    }

    private mutating func clean(_ line: LogLine) -> LogLine {
        var line = line
        line.client = clean(optional: line.client)
        line.method = clean(optional: line.method)
        line.target = line.target.map { target in
            String(decoding: cleaned(logLine: Array(target.utf8)), as: UTF8.self)
        }
        line.host = clean(optional: line.host)
        line.userAgent = clean(optional: line.userAgent)
        return line
    }

    private mutating func cleaned(logLine line: [UInt8]) -> [UInt8] {
        var options = options(.evidence)
        options.allQuery = true
        guard let user = Self.user(line.span) else { return cleaned(line, options) }
        var output = Array(line[..<user.lowerBound])
        remove(Array(line[user]), rule: RulePlace.user, learns: false, to: &output)
        output += line[user.upperBound...]
        return rewrite(output, 0..<output.count, options) ?? output
    }

    /// The user in `client ident user [time]`, if one is named.
    private static func user(_ line: Span<UInt8>) -> Range<Int>? {
        let limit = min(line.count, 512)
        var position = 0
        var fields = 0
        var start = 0
        while position + 1 < limit {
            if line[position] == 0x20 {
                if line[position + 1] == UInt8(ascii: "[") {
                    let user = start..<position
                    let isNamed = user.count != 1 || line[start] != UInt8(ascii: "-")
                    guard fields >= 2, isNamed, !user.isEmpty, !Placeholder.fills(line, user) else {
                        return nil
                    }
                    return user
                }
                fields += 1
                // A user's name may hold blanks: it reaches from the second blank to the bracket.
                if fields <= 2 { start = position + 1 }
                guard fields <= 8 else { return nil }
            }
            if line[position] == UInt8(ascii: "\"") || line[position] == UInt8(ascii: "{") { return nil }
            position += 1
        }
        return nil
    }
}
