import CaseModel

/// tracepath and tracepath6 of iputils.
enum TracepathText {
    /// ` 1:  HOST  0.128ms …`, ` 1?: [LOCALHOST] …`, ` 2:  no reply`.
    static func isHop(_ line: PathLine) -> Bool { ttl(line) != nil && line.words.count > 1 }

    static func read(_ lines: [PathLine], into builder: inout PathBuilder) {
        builder.record.tool = "tracepath"
        for line in lines {
            if let ttl = ttl(line), line.words.count > 1 {
                guard hop(line, ttl: ttl, into: &builder) else {
                    builder.cannotRead(line)
                    continue
                }
            } else if line.words.first == "Resume:" || line.text.contains("Too many hops:") {
                builder.mtu(number(after: "pmtu", in: line))
                if line.words.first != "Resume:" { builder.record.reached = false }
            } else {
                builder.cannotRead(line)
            }
        }
    }

    private static func ttl(_ line: PathLine) -> Int? {
        guard let first = line.words.first, first.hasSuffix(":") else { return nil }
        let digits = first.dropLast()
        guard let ttl = PathWord.count(digits.hasSuffix("?") ? digits.dropLast() : digits),
            PathBuilder.ttlRange.contains(ttl)
        else { return nil }
        return ttl
    }

    private static func hop(_ line: PathLine, ttl: Int, into builder: inout PathBuilder) -> Bool {
        let words = line.words
        if words[1] == "[LOCALHOST]" {
            builder.mtu(number(after: "pmtu", in: line))
            return true
        }
        if line.text.contains("no reply") || line.text.contains("send failed") {
            return builder.hop(ttl) != nil
        }
        let (address, name) = PathWord.host(words.dropFirst())
        let rtt = words.lazy.compactMap { $0.hasSuffix("ms") ? PathWord.milliseconds($0.dropLast(2)) : nil }
            .first
        let packetSize = number(after: "pmtu", in: line)
        guard address != nil || name != nil, rtt != nil || packetSize != nil, let hop = builder.hop(ttl)
        else {
            return false
        }
        builder.mtu(packetSize)
        if words.contains("reached") { builder.record.reached = true }
        let reply = builder.reply(address, name, in: hop)
        if let rtt { builder.time(rtt, reply: reply, in: hop) }
        if let reply, let mark = words.first(where: { $0.hasPrefix("!") && $0.utf8.count <= 16 }) {
            builder.record.hops[hop].replies[reply].annotation = String(mark)
        }
        return true
    }

    private static func number(after word: Substring, in line: PathLine) -> Int? {
        guard let index = line.words.firstIndex(of: word), index + 1 < line.words.count else { return nil }
        return PathWord.count(line.words[index + 1])
    }
}
