package import CaseModel

extension Redactor {
    /// Seals one line of an access log: client, user and the values of queries go, names of parameters stay.
    ///
    /// The line comes without its line end. One that names the columns of a W3C extended log says what the columns of the
    /// lines behind it are.
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
        columns.read(line.span)
        let places = columns.places(line.span)
        guard places.isEmpty else {
            let output = cleaned(line, places, options)
            return rewrite(output, 0..<output.count, options) ?? output
        }
        guard let user = Self.user(line.span) else { return cleaned(line, options) }
        var output = Array(line[..<user.lowerBound])
        remove(Array(line[user]), rule: RulePlace.user, learns: false, to: &output)
        output += line[user.upperBound...]
        return rewrite(output, 0..<output.count, options) ?? output
    }

    /// A line of a W3C log without what stands in its telling columns.
    private mutating func cleaned(
        _ line: [UInt8], _ places: [(range: Range<Int>, kind: W3CColumns.Kind)], _ options: ScanOptions
    ) -> [UInt8] {
        var output: [UInt8] = []
        var copied = 0
        for (range, kind) in places where !Placeholder.fills(line.span, range) {
            output += line[copied..<range.lowerBound]
            copied = range.upperBound
            switch kind {
            case .user: remove(Array(line[range]), rule: RulePlace.user, learns: false, to: &output)
            case .cookie: remove(Array(line[range]), rule: RulePlace.cookie, learns: false, to: &output)
            case .query:
                // Behind a question mark, so that every value of it is seen.
                let query = Array("/?".utf8) + line[range]
                output += (rewrite(query, 0..<query.count, options) ?? query).dropFirst(2)
            }
        }
        return output + line[copied...]
    }

    /// Whether a bracket opens the time of a line: `[22/Nov/…` or `[2026-11-…`; an IPv6 address stands in brackets too.
    private static func opensTime(_ line: Span<UInt8>, _ bracket: Int) -> Bool {
        let digits = line.run(of: .digit, from: bracket + 1, end: min(line.count, bracket + 6))
        guard digits < line.count else { return false }
        let count = digits - bracket - 1
        return count == 2 && line[digits] == UInt8(ascii: "/")
            || count == 4 && line[digits] == UInt8(ascii: "-")
    }

    /// The user in `client ident user [time]`, if one is named.
    private static func user(_ line: Span<UInt8>) -> Range<Int>? {
        let limit = min(line.count, 512)
        var position = 0
        var fields = 0
        var start = 0
        while position + 1 < limit {
            if line[position] == 0x20 {
                if line[position + 1] == UInt8(ascii: "["), opensTime(line, position + 1) {
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
