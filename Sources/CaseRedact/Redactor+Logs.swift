import ByteBlocks
package import CaseModel

extension Redactor {
    /// Seals one line of an access log without its line end: the fields its format makes somebody's go, and clients and
    /// the values of queries wherever they stand.
    ///
    /// The fields come from left to right; one that overlaps the one before it is passed.
    package mutating func seal(
        logLine: [UInt8], _ fields: [SensitiveField] = [], in file: BundlePath
    ) -> Sealed<[UInt8]> {
        begin(file)
        return Sealed(minting: cleaned(logLine: logLine, fields))
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
        log.problems = log.problems.map { clean($0) }
        log.failingPaths = log.failingPaths.map { (path: clean($0.path), count: $0.count) }
        // These are the CDN's own addresses, which stay readable; others among them do not.
        log.edgeAddresses = log.edgeAddresses.map { (address: clean($0.address), count: $0.count) }
        return Sealed(minting: log)
    }

    private mutating func clean(_ line: LogLine) -> LogLine {
        var line = line
        line.client = line.client.map { client in
            let bytes = Array(client.utf8)
            guard isMachineName(bytes) else { return clean(client) }
            return String(decoding: placeholder(of: bytes, RulePlace.address), as: UTF8.self)
        }
        line.method = clean(optional: line.method)
        line.target = line.target.map { cleaned(logText: $0) }
        line.host = clean(optional: line.host)
        line.userAgent = clean(optional: line.userAgent)
        return line
    }

    private mutating func clean(_ problem: LogProblem) -> LogProblem {
        var problem = problem
        problem.message = cleaned(logText: problem.message)
        problem.client = clean(optional: problem.client)
        problem.method = clean(optional: problem.method)
        problem.target = problem.target.map { cleaned(logText: $0) }
        problem.host = clean(optional: problem.host)
        problem.upstream = clean(optional: problem.upstream, .path)
        return problem
    }

    private mutating func cleaned(logText text: String) -> String {
        String(decoding: cleaned(logLine: Array(text.utf8)), as: UTF8.self)
    }

    /// Whether a client is one by its name: it has a dot, and is neither an address nor a list of some.
    private func isMachineName(_ client: [UInt8]) -> Bool {
        AddressShape.octets(client.span, client.indices) == nil
            && AddressShape.tokenEnd(client.span, at: 0, end: client.count) == nil
            && client.contains(UInt8(ascii: ".")) && !client.contains(where: ",:/~".utf8.contains)
    }

    private mutating func cleaned(logLine line: [UInt8], _ fields: [SensitiveField] = []) -> [UInt8] {
        var options = options(.evidence)
        options.allQuery = true
        var output: [UInt8] = []
        var copied = 0
        var record: Int?
        for field in fields {
            if case .record = field.kind {
                record = field.range.lowerBound
                continue
            }
            guard field.range.lowerBound >= copied, field.range.upperBound <= line.count else { continue }
            output += line[copied..<field.range.lowerBound]
            output += cleaned(Array(line[field.range]), as: field.kind, options)
            copied = field.range.upperBound
        }
        output += line[copied...]
        removeBareQueries(&output)
        if let record, let sealed = cleaned(output, recordAt: record, options) { return sealed }
        guard fields.isEmpty || record != nil else {
            return rewrite(output, 0..<output.count, options) ?? output
        }
        return cleaned(output, options)
    }

    /// A line that ends in an object of JSON; `nil` when it does not after all.
    private mutating func cleaned(
        _ line: [UInt8], recordAt start: Int, _ options: ScanOptions
    ) -> [UInt8]? {
        let record = Array(line[start...])
        do {
            let sealed = try rewriteJSON(record, .plain, options, nesting: 0, isChecked: false)
            return (rewrite(line, 0..<start, options) ?? Array(line[..<start])) + (sealed ?? record)
        } catch { return nil }
    }

    private mutating func cleaned(
        _ value: [UInt8], as kind: SensitiveField.Kind, _ options: ScanOptions
    ) -> [UInt8] {
        let isRemoved =
            Placeholder.fills(value.span, value.indices)
            || AddressShape.tokenEnd(value.span, at: 0, end: value.count) == value.count
        if isRemoved { return value }
        switch kind {
        case .user: return placeholder(of: value, RulePlace.user)
        case .clientName: return placeholder(of: value, RulePlace.address)
        case .cookie: return cookies(value) ?? value
        case .credentials: return credentials(value) ?? value
        case .query:
            // Behind a question mark, so that every value of it is seen.
            var query = Array("/?".utf8) + value
            removeBareQueries(&query)
            return Array((rewrite(query, 0..<query.count, options) ?? query).dropFirst(2))
        case .line(let fields):
            return PlainText.escaped(cleaned(logLine: PlainText.unescaped(value.span, value.indices), fields))
        case .record: return value
        }
    }

    private mutating func placeholder(of value: [UInt8], _ rule: Int) -> [UInt8] {
        var output: [UInt8] = []
        remove(value, rule: rule, learns: false, to: &output)
        return output
    }

    /// Takes out queries that are one value without a name, `/reset?k3Hn8Kd2`.
    private mutating func removeBareQueries(_ line: inout [UInt8]) {
        var from = 0
        while let mark = line.span.first(UInt8(ascii: "?"), in: from..<line.count) {
            var stop = mark + 1
            var (hasDigit, isBare) = (false, true)
            while stop < line.count, line[stop] > 0x20, !"\"\\<>#".utf8.contains(line[stop]) {
                hasDigit = hasDigit || isDigit(line[stop])
                isBare = isBare && !"=&?/~".utf8.contains(line[stop])
                stop += 1
            }
            from = stop
            let follows = mark > 0 && line[mark - 1] > 0x20 && line[mark - 1] != UInt8(ascii: "\"")
            guard isBare, hasDigit, follows, stop - mark > 6 else { continue }
            let text = placeholder(of: Array(line[mark + 1..<stop]), RulePlace.query)
            line.replaceSubrange(mark + 1..<stop, with: text)
            from = mark + 1 + text.count
        }
    }
}
