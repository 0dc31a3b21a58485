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
        line.userAgent = line.userAgent.map { cleaned(logText: $0) }
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
        removeUsers(&output)
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
        case .query: return parameters(value)
        case .line(let fields):
            return PlainText.escaped(cleaned(logLine: PlainText.unescaped(value.span, value.indices), fields))
        case .record: return value
        }
    }

    /// A query of a log: the names of its parameters stay, and numbers of nine digits at most.
    mutating func parameters(_ query: [UInt8]) -> [UInt8] {
        var output: [UInt8] = []
        var start = 0
        while start <= query.count {
            let stop =
                query[start...].firstIndex { $0 == UInt8(ascii: "&") || $0 == UInt8(ascii: ";") }
                ?? query.count
            let equals = query[start..<stop].firstIndex(of: UInt8(ascii: "="))
            let value = (equals.map { $0 + 1 } ?? start)..<stop
            output += query[start..<value.lowerBound]
            let name = names.classify(Percent.decoded(Array(query[start..<(equals ?? start)])))
            let isSecret = name.isSecret || name == .authorization || name == .cookie
            if query.span.isShortNumber(value) && !isSecret || name == .kept || value.isEmpty
                || Placeholder.fills(query.span, value) || equals == nil && value.count < 4
            {
                output += query[value]
            } else {
                let rule =
                    name == .password ? RulePlace.password : isSecret ? RulePlace.secret : RulePlace.query
                remove(Array(query[value]), rule: rule, learns: isSecret || name == .weak, to: &output)
            }
            if stop < query.count { output.append(query[stop]) }
            start = stop + 1
        }
        return output
    }

    private mutating func placeholder(of value: [UInt8], _ rule: Int) -> [UInt8] {
        var output: [UInt8] = []
        remove(value, rule: rule, learns: false, to: &output)
        return output
    }

    private static let userWords = ["user \"", " user "].map { Array($0.utf8) }
    private static let userEnds = [":", " not found", " in realm"].map { Array($0.utf8) }

    /// Takes out the users error logs name: nginx's `user "ann" was not found`, Apache's `user ann: authentication failure`.
    private mutating func removeUsers(_ line: inout [UInt8]) {
        for word in Self.userWords {
            var from = 0
            while let letter = line.span.first(word[0], in: from..<line.count) {
                from = letter + 1
                guard line.span.has(word, at: letter, end: line.count) else { continue }
                let start = letter + word.count
                let isQuoted = word.last == UInt8(ascii: "\"")
                var stop = start
                while stop < line.count,
                    isQuoted
                        ? line[stop] != UInt8(ascii: "\"")
                        : line[stop] > 0x20 && line[stop] != UInt8(ascii: ":")
                {
                    stop += 1
                }
                guard stop > start, stop < line.count, line[start] != UInt8(ascii: "\""),
                    !Placeholder.fills(line.span, start..<stop),
                    isQuoted
                        || Self.userEnds.contains(where: { line.span.has($0, at: stop, end: line.count) })
                else { continue }
                let text = placeholder(of: Array(line[start..<stop]), RulePlace.user)
                line.replaceSubrange(start..<stop, with: text)
                from = start + text.count
            }
        }
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
            guard isBare, follows, hasDigit && stop - mark > 6 || stop - mark > 9 else { continue }
            let text = placeholder(of: Array(line[mark + 1..<stop]), RulePlace.query)
            line.replaceSubrange(mark + 1..<stop, with: text)
            from = mark + 1 + text.count
        }
    }
}
