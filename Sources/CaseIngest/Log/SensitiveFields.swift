import CaseModel

/// What of a line that was read is somebody's; made for lines that leave, so it may take its time.
enum SensitiveFields {
    /// Those of a line whose fields stand in it.
    ///
    /// `words` are those of the line when its format is one of words.
    static func find(_ line: Span<UInt8>, _ fields: AccessLine, _ words: LogWords) -> [SensitiveField] {
        var found: [SensitiveField] = []
        switch fields.format {
        case .common, .combined, .vhostCommon, .vhostCombined:
            if let user = user(line, fields) { found.append(SensitiveField(.user, user)) }
            found += cookies(line, from: fields.target.upperBound)
        case .json: found.append(SensitiveField(.record, 0..<line.count))
        case .haproxy:
            for word in [7, 8] where !isAbsent(line, words[word]) {
                found.append(SensitiveField(.cookie, words[word]))
            }
            found += captures(line, words)
        case .uwsgi:
            if let user = WordFormats.userOfUWSGI(line, words) { found.append(SensitiveField(.user, user)) }
        case .logfmt: found += logfmt(line)
        case .squid where !isAbsent(line, words[7]): found.append(SensitiveField(.user, words[7]))
        case .s3 where !isAbsent(line, words[4]): found.append(SensitiveField(.user, words[4]))
        case .w3c, .envoy, .squid, .alb, .elb, .s3, .given: break
        }
        if fields.format != .json, let query = query(line, fields.target) {
            found.append(SensitiveField(.query, query))
        }
        if fields.format != .logfmt, isName(line, fields.client) {
            found.append(SensitiveField(.clientName, fields.client))
        }
        return found.sorted { $0.range.lowerBound < $1.range.lowerBound }
    }

    /// What stands between client and time but for hyphens and the addresses in brackets some write there.
    private static func user(_ line: Span<UInt8>, _ fields: AccessLine) -> Range<Int>? {
        guard fields.client.upperBound < fields.timeStart else { return nil }
        var (start, stop) = (fields.client.upperBound + 1, fields.timeStart - 1)
        while start < stop {
            let end = min(ByteSearch.first(0x20, in: line, from: start), stop)
            let isHost = start == fields.host.lowerBound
            guard isHost || isAbsent(line, start..<end) || line[start] == UInt8(ascii: "[") else { break }
            start = end + 1
        }
        while stop - start > 2, line[stop - 1] == UInt8(ascii: "-"), line[stop - 2] == 0x20 { stop -= 2 }
        return start < stop ? start..<stop : nil
    }

    /// Quoted fields that are pairs as `Cookie` has them.
    private static func cookies(_ line: Span<UInt8>, from start: Int) -> [SensitiveField] {
        var found: [SensitiveField] = []
        var position = start
        while case let quote = ByteSearch.first(UInt8(ascii: "\""), in: line, from: position),
            quote < line.count
        {
            position = quote + 1
            guard quote > 0, line[quote - 1] == 0x20 else { continue }
            let close = ByteSearch.first(UInt8(ascii: "\""), in: line, from: position)
            if isCookie(line, position..<close) { found.append(SensitiveField(.cookie, position..<close)) }
            position = close + 1
        }
        return found
    }

    /// Users, cookies, credentials and names of clients by the names of their keys; none of a line that is no logfmt.
    static func logfmt(_ line: Span<UInt8>) -> [SensitiveField] {
        var pairs = Logfmt(line)
        var found: [SensitiveField] = []
        let clients = ["client", "remote", "forwarded", "xff", "real_ip", "realip", "rdns", "peer"]
        while let pair = pairs.next(line) {
            guard !isAbsent(line, pair.value) else { continue }
            let key = text(line, pair.key).lowercased()
            if key.contains("cookie") {
                found.append(SensitiveField(.cookie, pair.value))
            } else if key.contains("authorization") {
                found.append(SensitiveField(.credentials, pair.value))
            } else if key.contains("user") && !key.contains("agent") || key.contains("login")
                || key.contains("email")
            {
                found.append(SensitiveField(.user, pair.value))
            } else if key.contains("query") || key == "args" || key == "qs" {
                found.append(SensitiveField(.query, pair.value))
            } else if clients.contains(where: key.contains), isName(line, pair.value) {
                found.append(SensitiveField(.clientName, pair.value))
            }
        }
        return found
    }

    /// Captured headers, `{a|b}`, that are cookies.
    private static func captures(_ line: Span<UInt8>, _ words: LogWords) -> [SensitiveField] {
        guard words.count > 12, let request = (12..<words.count).first(where: { words.isQuoted($0, line) }),
            request > 12
        else { return [] }
        var found: [SensitiveField] = []
        var start = words[12].lowerBound
        for index in words[12].lowerBound..<words[request - 1].upperBound
        where "{|}".utf8.contains(line[index]) {
            if isCookie(line, start..<index) { found.append(SensitiveField(.cookie, start..<index)) }
            start = index + 1
        }
        return found
    }

    /// Whether a text is `name=value; name=value`, or one such pair with a value of some length that has digits.
    private static func isCookie(_ line: Span<UInt8>, _ range: Range<Int>) -> Bool {
        var pairs = 0
        var start = range.lowerBound
        var hasLongValue = false
        while start < range.upperBound {
            let end = min(ByteSearch.first(UInt8(ascii: ";"), in: line, from: start), range.upperBound)
            while start < end, line[start] == 0x20 { start += 1 }
            var equals = start
            while equals < end, line[equals] > 0x20, !"=\"/?:,(".utf8.contains(line[equals]) { equals += 1 }
            guard equals > start, equals < end, line[equals] == UInt8(ascii: "=") else { return false }
            var hasLetter = false
            for index in equals + 1..<end {
                guard line[index] > 0x20 else { return false }
                hasLetter = hasLetter || (line[index] | 0x20) &- 97 < 26
            }
            hasLongValue = hasLongValue || end - equals > 8 && hasLetter
            pairs += 1
            start = end + 1
        }
        return pairs > 1 || hasLongValue
    }

    /// What stands behind the question mark of a target.
    static func query(_ line: Span<UInt8>, _ target: Range<Int>) -> Range<Int>? {
        guard let mark = target.first(where: { line[$0] == UInt8(ascii: "?") }), mark + 1 < target.upperBound
        else {
            return nil
        }
        return mark + 1..<target.upperBound
    }

    /// Whether the client is a name and no address.
    static func isName(_ line: Span<UInt8>, _ client: Range<Int>) -> Bool {
        var hasOther = false
        for index in client {
            switch line[index] {
            case UInt8(ascii: ":"), UInt8(ascii: ","), UInt8(ascii: "/"): return false
            case UInt8(ascii: "."), 48...57: break
            default: hasOther = true
            }
        }
        // "unix:" and "localhost" are nobody's.
        return hasOther && client.count > 1 && client.contains { line[$0] == UInt8(ascii: ".") }
    }

    static func isAbsent(_ line: Span<UInt8>, _ word: Range<Int>) -> Bool {
        word.isEmpty || word.count == 1 && line[word.lowerBound] == UInt8(ascii: "-")
    }
}
