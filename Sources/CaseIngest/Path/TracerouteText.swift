import CaseModel

/// traceroute as on Linux (2.x), BSD, macOS and BusyBox.
struct TracerouteText {
    private var hop: Int?
    private var reply: Int?
    private var nextSystem: String?

    /// `traceroute to NAME (ADDR), 30 hops max, 60 byte packets`.
    static func isHeader(_ line: PathLine) -> Bool {
        guard line.words.count >= 3, line.words[1] == "to" else { return false }
        return line.words[0] == "traceroute" || line.words[0] == "traceroute6"
    }

    /// A hop number and a probe.
    static func isHop(_ line: PathLine) -> Bool {
        guard line.words.count >= 2, let ttl = PathWord.count(line.words[0]),
            PathBuilder.ttlRange.contains(ttl)
        else { return false }
        if line.words[1] == "*" { return true }
        return line.words.contains("ms") && line.words.dropFirst().contains { PathWord.address($0) != nil }
    }

    static func read(_ lines: [PathLine], into builder: inout PathBuilder) {
        builder.record.tool = "traceroute"
        var reader = TracerouteText()
        var hasHeader = false
        for line in lines {
            if isHeader(line) {
                guard !hasHeader else {
                    builder.note(.warning, "a second trace begins here; it was not read", at: line)
                    return
                }
                hasHeader = true
                header(line, into: &builder)
            } else if !reader.take(line, into: &builder), !isProse(line) {
                builder.cannotRead(line)
            }
        }
    }

    private static func isProse(_ line: PathLine) -> Bool {
        line.words.contains("Warning:")
    }

    private static func header(_ line: PathLine, into builder: inout PathBuilder) {
        let words = line.words
        builder.record.target = PathWord.address(words[2])?.description ?? PathWord.name(words[2])
        if words.count > 3, words[3].hasPrefix("(") {
            builder.record.targetAddress = PathWord.address(words[3])
        }
        if let hops = words.firstIndex(of: "hops"), let most = PathWord.count(words[hops - 1]),
            PathBuilder.ttlRange.contains(most)
        {
            builder.record.maxTTL = most
        }
    }

    /// Reads a hop, or a further line of the hop before; says whether it could.
    private mutating func take(_ line: PathLine, into builder: inout PathBuilder) -> Bool {
        var words = line.words[...]
        if let ttl = words.first.flatMap({ PathWord.count($0) }), words.count > 1 {
            guard let index = builder.hop(ttl) else { return false }
            if builder.record.hops[index].sent != nil {
                builder.note(.warning, "this hop was there before", at: line)
            }
            hop = index
            words = words.dropFirst()
        } else {
            guard line.isIndented, hop != nil else { return false }
        }
        reply = nil
        nextSystem = nil
        return takeProbes(words, into: &builder)
    }

    private mutating func takeProbes(_ words: ArraySlice<Substring>, into builder: inout PathBuilder) -> Bool
    {
        guard let hop else { return false }
        var rest = words
        var understood = false
        while let word = rest.popFirst() {
            if word == "*" {
                builder.probe(nil, reply: nil, in: hop)
            } else if let rtt = Self.time(word, &rest) {
                builder.probe(rtt, reply: reply, in: hop)
            } else if Self.isMark(word) {
                takeMark(word, in: hop, into: &builder)
                continue
            } else if word.hasPrefix("("), word.contains("%") || word.contains("=") || rest.first == "loss)" {
                // `-S` and `-E` of the BSDs.
                if rest.first == "loss)" { rest.removeFirst() }
                continue
            } else {
                guard takeHost(word, &rest, in: hop, into: &builder) else { return false }
                continue
            }
            understood = true
        }
        return understood
    }

    /// `0.451 ms`, as one word or two.
    private static func time(_ word: Substring, _ rest: inout ArraySlice<Substring>) -> Double? {
        if rest.first == "ms", let rtt = PathWord.milliseconds(word) {
            rest.removeFirst()
            return rtt
        }
        guard word.hasSuffix("ms") else { return nil }
        return PathWord.milliseconds(word.dropLast(2))
    }

    private static func isMark(_ word: Substring) -> Bool {
        word.hasPrefix("!") || word.hasPrefix("<") || word.hasPrefix("'") || PathWord.isAutonomousSystem(word)
    }

    private mutating func takeMark(_ word: Substring, in hop: Int, into builder: inout PathBuilder) {
        if word.hasPrefix("!F-") { builder.mtu(PathWord.count(word.dropFirst(3))) }
        guard let reply, builder.record.hops[hop].replies.indices.contains(reply) else {
            if word.hasPrefix("[") { nextSystem = PathWord.autonomousSystem(word) }
            return
        }
        var host = builder.record.hops[hop].replies[reply]
        if word.hasPrefix("!"), word.utf8.count <= 16 {
            host.annotation = Self.joined(host.annotation, String(word))
        } else if word.hasPrefix("<"), word.utf8.count <= 512 {
            host.mpls = host.mpls ?? String(word.dropFirst().prefix { $0 != ">" })
        } else if word.hasPrefix("[") {
            // The BSDs print it before the name, Linux after the address.
            if host.rttMS.isEmpty { host.asn = host.asn ?? PathWord.autonomousSystem(word) }
            nextSystem = host.rttMS.isEmpty ? nil : PathWord.autonomousSystem(word)
        }
        builder.record.hops[hop].replies[reply] = host
    }

    private static func joined(_ marks: String?, _ mark: String) -> String {
        guard let marks else { return mark }
        return marks.split(separator: " ").contains { $0 == mark } || marks.utf8.count > 64
            ? marks : "\(marks) \(mark)"
    }

    private mutating func takeHost(
        _ word: Substring, _ rest: inout ArraySlice<Substring>, in hop: Int, into builder: inout PathBuilder
    ) -> Bool {
        var words = [word]
        if let next = rest.first, next.hasPrefix("("), PathWord.address(next) != nil {
            words.append(next)
            rest.removeFirst()
        }
        let (address, name) = PathWord.host(words)
        // A name alone is believed only where a time follows.
        guard address != nil || rest.dropFirst().first == "ms" else { return false }
        reply = builder.reply(address, name, in: hop)
        if let reply, let nextSystem { builder.record.hops[hop].replies[reply].asn = nextSystem }
        nextSystem = nil
        return true
    }
}
