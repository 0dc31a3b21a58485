import CaseModel

/// ping of iputils, of the BSDs and macOS, and of Windows, whose words are localised: its lines are told by their shape.
///
/// The record has one hop, the target, whose number ping does not know.
enum PingText {
    static func isHeader(_ line: PathLine) -> Bool {
        line.words.first == "PING" || line.words.first == "PING6"
    }

    /// Whether the line is an answer: `64 bytes from …` or, on Windows, `… TTL=57`.
    static func isReply(_ line: PathLine) -> Bool {
        (line.text.contains(" bytes from ") || line.text.contains("TTL=")) && milliseconds(line) != nil
    }

    static func read(_ lines: [PathLine], into builder: inout PathBuilder) {
        builder.record.tool = "ping"
        for line in lines {
            if isHeader(line) {
                header(line, into: &builder)
            } else if isReply(line) {
                reply(line, into: &builder)
            } else if let counts = transmitted(line), let hop = builder.hop(1) {
                builder.record.hops[hop].sent = counts.sent
                builder.record.hops[hop].lost = counts.sent - counts.received
                builder.record.reached = counts.received > 0
            } else if line.text.contains("min/avg/max"), let hop = builder.hop(1) {
                times(line, in: hop, into: &builder)
            } else if !isChatter(line) {
                builder.cannotRead(line)
            }
        }
        if !builder.record.hops.isEmpty {
            builder.note(.info, "ping shows the target alone, not the way to it")
        }
    }

    /// Reads `PING www.example.com (192.0.2.1) 56(84) bytes of data`.
    private static func header(_ line: PathLine, into builder: inout PathBuilder) {
        guard line.words.count > 1 else { return }
        builder.record.target = String(line.words[1].prefix(253))
        let inside = line.text.drop { $0 != "(" }.dropFirst().prefix { $0 != ")" }
        builder.record.targetAddress = IPAddress(inside) ?? IPAddress(line.words[1])
        _ = builder.hop(1)
    }

    private static func reply(_ line: PathLine, into builder: inout PathBuilder) {
        guard let hop = builder.hop(1), let time = milliseconds(line) else { return }
        let words = line.words.map { word in
            IPAddress(word.filter { $0 != "(" && $0 != ")" && $0 != "," }.drop { $0 == "[" })
                ?? IPAddress(word.filter { $0 != "(" && $0 != ")" }.dropLast())
        }
        let address = words.lazy.compactMap(\.self).first ?? builder.record.targetAddress
        builder.time(time, reply: builder.reply(address, nil, in: hop), in: hop)
        builder.record.reached = true
    }

    /// The time behind `=` or `<` and before `ms`: `time=1.23 ms`, `Zeit<1ms`.
    private static func milliseconds(_ line: PathLine) -> Double? {
        guard let end = line.text.range(of: "ms", before: "TTL=") else { return nil }
        let before = line.text[..<end.lowerBound].reversed().drop { $0 == " " }
        let number = before.prefix { $0.isNumber || $0 == "." }
        guard let mark = before.dropFirst(number.count).first, mark == "=" || mark == "<" else { return nil }
        return PathWord.milliseconds(Substring(String(number.reversed())))
    }

    /// Reads `10 packets transmitted, 9 received, …`.
    private static func transmitted(_ line: PathLine) -> (sent: Int, received: Int)? {
        guard line.text.contains("transmitted"), let sent = line.words.first.flatMap({ PathWord.count($0) }),
            let mark = line.words.firstIndex(where: { $0.hasPrefix("received") }), mark > 0
        else { return nil }
        let number =
            line.words[mark - 1] == "packets" && mark > 1 ? line.words[mark - 2] : line.words[mark - 1]
        guard let received = PathWord.count(number), received <= sent else { return nil }
        return (sent, received)
    }

    /// `rtt min/avg/max/mdev = 0.1/0.2/0.3/0.01 ms`.
    private static func times(_ line: PathLine, in hop: Int, into builder: inout PathBuilder) {
        let numbers =
            line.text.split(separator: "=").last?.split(whereSeparator: { $0 == "/" || $0 == " " })
            .compactMap { PathWord.milliseconds($0) } ?? []
        guard numbers.count >= 3 else { return }
        builder.record.hops[hop].bestMS = numbers[0]
        builder.record.hops[hop].avgMS = numbers[1]
        builder.record.hops[hop].worstMS = numbers[2]
        if numbers.count > 3 { builder.record.hops[hop].stdevMS = numbers[3] }
    }

    /// What says nothing that the sums do not say.
    private static func isChatter(_ line: PathLine) -> Bool {
        line.text.hasPrefix("---") || line.text.contains("timeout") || line.text.contains("Unreachable")
            || line.text.contains("%") || line.text.hasSuffix(":")
    }
}

extension String {
    /// The last `word` before `limit`, or before the end.
    fileprivate func range(of word: String, before limit: String) -> Range<String.Index>? {
        let end = firstRange(of: limit)?.lowerBound ?? endIndex
        return self[..<end].ranges(of: word).last
    }
}
