import CaseModel

/// Formats whose lines are words in a fixed order.
enum WordFormats {
    /// Reads a line.
    static func read(_ line: Span<UInt8>, _ words: LogWords) -> AccessLine? {
        envoy(line, words) ?? squid(line, words) ?? loadBalancer(line, words) ?? bucket(line, words)
            ?? haproxy(line, words) ?? uwsgi(line, words)
    }

    /// `[pid: 7|app: 0|req: 1/1] client (user) {42 vars in 675 bytes} [time] GET /path => generated 2661 bytes in 18 msecs
    /// (HTTP/1.1 200) …` (uWSGI 2.0 `logging.c`); a client may be a list, a user several words.
    private static func uwsgi(_ line: Span<UInt8>, _ words: LogWords) -> AccessLine? {
        guard let brace = braceOfUWSGI(line, words),
            // A request may hold blanks, and this mark too.
            let arrow = (brace + 7..<max(brace + 7, words.count - 8)).last(where: {
                words[$0].count == 2
                    && ByteSearch.has(Array("=> generated".utf8), in: line, at: words[$0].lowerBound)
            }), let time = LogInstant.local(words: text(line, words[brace + 5]))
        else { return nil }
        var fields = AccessLine()
        fields.format = .uwsgi
        fields.time = time
        fields.isLocal = true
        fields.client = AccessLine.firstOfList(line, words[1])
        fields.method = words[brace + 6]
        if arrow > brace + 7 { fields.target = words[brace + 7].lowerBound..<words[arrow - 1].upperBound }
        fields.byteCount = LogInstant.whole(line, words[arrow + 2]) ?? -1
        fields.durationMicroseconds = duration(line, words[arrow + 5], unit: words[arrow + 6])
        let status = words[arrow + 8]
        fields.status =
            self.status(line, status.lowerBound..<max(status.lowerBound, status.upperBound - 1)) ?? 0
        return fields
    }

    /// Which word of a line of uWSGI is the first of `{42 vars in 675 bytes}`.
    private static func braceOfUWSGI(_ line: Span<UInt8>, _ words: LogWords) -> Int? {
        guard words.count >= 20, line[0] == UInt8(ascii: "["),
            ByteSearch.has(Array("pid: ".utf8), in: line, at: words[0].lowerBound)
        else { return nil }
        return (3..<words.count - 10).first { index in
            line[words[index].lowerBound] == UInt8(ascii: "{")
                && ByteSearch.has(Array("vars in".utf8), in: line, at: words[index + 1].lowerBound)
        }
    }

    /// Who was logged in, in the parentheses of a line of uWSGI.
    static func userOfUWSGI(_ line: Span<UInt8>, _ words: LogWords) -> Range<Int>? {
        guard let brace = braceOfUWSGI(line, words),
            let open = (2..<brace).first(where: { line[words[$0].lowerBound] == UInt8(ascii: "(") })
        else { return nil }
        let user =
            words[open].lowerBound + 1..<max(words[open].lowerBound + 1, words[brace - 1].upperBound - 1)
        return user.isEmpty ? nil : user
    }

    /// Microseconds of `18 msecs` and `180 micros`.
    private static func duration(_ line: Span<UInt8>, _ word: Range<Int>, unit: Range<Int>) -> Int {
        text(line, unit) == "micros" ? LogInstant.whole(line, word) ?? -1 : milliseconds(line, word) ?? -1
    }

    /// `client:port [time] frontend backend/server five-times status bytes cookie cookie state connections queues
    /// {captured} "request"` (HAProxy 2.6 configuration manual §8.2.3).
    private static func haproxy(_ line: Span<UInt8>, _ words: LogWords) -> AccessLine? {
        guard words.count >= 13, words[4].count(where: { line[$0] == UInt8(ascii: "/") }) == 4,
            let time = LogInstant.local(line, words[1]),
            let request = (12..<words.count).first(where: { words.isQuoted($0, line) })
        else { return nil }
        var fields = AccessLine()
        fields.format = .haproxy
        fields.time = time
        fields.isLocal = true
        fields.client = AccessLine.lastColonOff(line, words[0])
        // -1 when the client left before there was one.
        fields.status = status(line, words[5]) ?? 0
        fields.byteCount = LogInstant.whole(line, unsigned(line, words[6])) ?? -1
        let slash = words[4].last { line[$0] == UInt8(ascii: "/") } ?? words[4].lowerBound
        let total = unsigned(line, slash + 1..<words[4].upperBound)
        fields.durationMicroseconds = milliseconds(line, total) ?? -1
        for word in 12..<request { captured(line, words[word], &fields) }
        fields.readRequest(line, words[request])
        // HTTP/2 names the host in the target.
        let (host, target) = AccessLine.split(line, url: fields.target)
        if !host.isEmpty { (fields.host, fields.target) = (host, target) }
        return fields
    }

    /// What `option logasap` puts a plus before.
    private static func unsigned(_ line: Span<UInt8>, _ word: Range<Int>) -> Range<Int> {
        !word.isEmpty && line[word.lowerBound] == UInt8(ascii: "+")
            ? word.lowerBound + 1..<word.upperBound : word
    }

    /// Looks for a Ray ID among headers that were captured, `{a|b}`.
    private static func captured(_ line: Span<UInt8>, _ word: Range<Int>, _ fields: inout AccessLine) {
        var start = word.lowerBound
        for index in word where "{|}".utf8.contains(line[index]) {
            if let value = AccessLine.rayValue(line, start..<index) {
                (fields.ray, fields.rayValue) = (start..<index, value)
            }
            start = index + 1
        }
    }

    /// `[time] "request" status flags received sent duration upstream-time "for" "agent" "id" "host" "upstream"`.
    private static func envoy(_ line: Span<UInt8>, _ words: LogWords) -> AccessLine? {
        guard words.count >= 12, line[0] == UInt8(ascii: "["), words.isQuoted(1, line),
            let time = LogInstant.read(line, words[0]), let status = status(line, words[2])
        else { return nil }
        var fields = AccessLine()
        fields.format = .envoy
        fields.time = time
        fields.readRequest(line, words[1])
        fields.status = status
        // Envoy escapes no quotes, so an agent may be several words: the host follows the request's ID, a UUID. Istio
        // has three words more in front of the bytes, and some behind the upstream.
        let id = (10..<words.count).first { isUUID(line, words[$0]) }
        let more = id == 13 ? 3 : 0
        fields.byteCount = LogInstant.whole(line, words[5 + more]) ?? -1
        fields.durationMicroseconds = milliseconds(line, words[6 + more]) ?? -1
        fields.client = AccessLine.firstOfList(line, words[8 + more])
        fields.agent = words[9 + more]
        fields.host = words[id.map { $0 + 1 } ?? words.count - 2]
        return fields
    }

    /// `time elapsed client code/status bytes method URL user hierarchy/peer type`; times since 1970, milliseconds.
    private static func squid(_ line: Span<UInt8>, _ words: LogWords) -> AccessLine? {
        guard words.count >= 10, LogInstant.wholeLength(line, words[0]) >= 9,
            let time = LogInstant.read(line, words[0]),
            let slash = words[3].first(where: { line[$0] == UInt8(ascii: "/") }),
            let status = status(line, slash + 1..<words[3].upperBound),
            ByteSearch.place(of: squidResult, in: line.extracting(words[3]), from: 0) != nil
        else { return nil }
        var fields = AccessLine()
        fields.format = .squid
        fields.time = time
        fields.durationMicroseconds = milliseconds(line, words[1]) ?? -1
        fields.client = words[2]
        fields.status = status
        fields.byteCount = LogInstant.whole(line, words[4]) ?? -1
        fields.method = words[5]
        (fields.host, fields.target) = AccessLine.split(line, url: words[6])
        return fields
    }

    private static let squidResult = Array("_".utf8)

    private static func isUUID(_ line: Span<UInt8>, _ word: Range<Int>) -> Bool {
        word.count == 36 && [8, 13, 18, 23].allSatisfy { line[word.lowerBound + $0] == UInt8(ascii: "-") }
    }

    /// Application: `type time name client target three-times status status received sent "request" "agent" …`;
    /// classic: the same without a type.
    private static func loadBalancer(_ line: Span<UInt8>, _ words: LogWords) -> AccessLine? {
        let isClassic = LogInstant.wholeLength(line, words[0]) == 4
        let first = isClassic ? 0 : 1
        guard words.count >= first + 13, words.isQuoted(first + 11, line),
            LogInstant.wholeLength(line, words[first]) == 4,
            let time = LogInstant.read(line, words[first]),
            let status = status(line, words[first + 7])
        else { return nil }
        var fields = AccessLine()
        fields.format = isClassic ? .elb : .alb
        fields.time = time
        fields.client = AccessLine.address(line, words[first + 2])
        let times = (first + 4...first + 6).map { seconds(line, words[$0]) }
        // -1 says that a phase was not reached.
        if !times.contains(nil) { fields.durationMicroseconds = times.reduce(0) { $0 + ($1 ?? 0) } }
        fields.status = status
        fields.byteCount = LogInstant.whole(line, words[first + 10]) ?? -1
        fields.readRequest(line, words[first + 11])
        (fields.host, fields.target) = AccessLine.split(line, url: fields.target)
        fields.agent = words[first + 12]
        return fields
    }

    /// `owner bucket [time] client requester id operation key "request" status error sent size total own "referer" "agent"`.
    private static func bucket(_ line: Span<UInt8>, _ words: LogWords) -> AccessLine? {
        guard words.count >= 17, words[0].count == 64, words.isQuoted(8, line),
            let time = LogInstant.read(line, words[2]),
            let status = status(line, words[9])
        else { return nil }
        var fields = AccessLine()
        fields.format = .s3
        fields.time = time
        fields.host = words[1]
        fields.client = words[3]
        fields.readRequest(line, words[8])
        fields.status = status
        fields.byteCount = LogInstant.whole(line, words[11]) ?? -1
        fields.durationMicroseconds = milliseconds(line, words[13]) ?? -1
        fields.agent = words[16]
        return fields
    }

    /// Three digits, or 0 for `0` and `-`.
    static func status(_ line: Span<UInt8>, _ word: Range<Int>) -> Int? {
        if word.count == 1, line[word.lowerBound] == UInt8(ascii: "-") { return 0 }
        guard word.count == 3 || word.count == 1, let value = LogInstant.whole(line, word) else { return nil }
        return word.count == 3 || value == 0 ? value : nil
    }

    /// Microseconds of `1.250`.
    static func seconds(_ line: Span<UInt8>, _ word: Range<Int>) -> Int? {
        guard word.count <= 12, let value = Double(text(line, word)), (0..<1e9).contains(value) else {
            return nil
        }
        return Int((value * 1_000_000).rounded())
    }

    /// Microseconds of whole milliseconds; `nil` of more than thirty years.
    static func milliseconds(_ line: Span<UInt8>, _ word: Range<Int>) -> Int? {
        guard word.count <= 12 else { return nil }
        return LogInstant.whole(line, word).map { $0 * 1000 }
    }
}
