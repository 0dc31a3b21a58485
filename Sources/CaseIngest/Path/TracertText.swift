import CaseModel

/// tracert of Windows in any language: by shape, never by words.
enum TracertText {
    /// A hop number, three columns of a time or a star, and something after them.
    static func isHop(_ line: PathLine) -> Bool { columns(line) != nil }

    static func read(_ lines: [PathLine], into builder: inout PathBuilder) {
        builder.record.tool = "tracert"
        var prose: [PathLine] = []
        var isTrailing = false
        for line in lines {
            if hop(line, into: &builder) || complaint(line, into: &builder) {
                isTrailing = true
            } else if startsWithHop(line) {
                builder.cannotRead(line)
            } else if !isTrailing {
                prose.append(line)
            } else if prose.count < 64, looksLikeHeader(line) {
                builder.note(.warning, "a second trace begins here; it was not read", at: line)
                break
            }
        }
        header(prose, into: &builder)
    }

    private static func startsWithHop(_ line: PathLine) -> Bool {
        line.words.first.map { PathWord.count($0) != nil } ?? false
    }

    /// The address in brackets, or bare, that the first lines name.
    private static func header(_ lines: [PathLine], into builder: inout PathBuilder) {
        for line in lines {
            for (index, word) in line.words.enumerated() {
                if builder.record.targetAddress == nil, let address = PathWord.address(word) {
                    builder.record.targetAddress = address
                    let isBracketed = word.hasPrefix("[") && index > 0
                    builder.record.target =
                        (isBracketed ? PathWord.name(line.words[index - 1]) : nil) ?? address.description
                } else if builder.record.maxTTL == nil, let most = PathWord.count(word),
                    PathBuilder.ttlRange.contains(most)
                {
                    builder.record.maxTTL = most
                }
            }
        }
    }

    private static func looksLikeHeader(_ line: PathLine) -> Bool {
        line.words.contains { $0.hasPrefix("[") && PathWord.address($0) != nil }
    }

    private static func hop(_ line: PathLine, into builder: inout PathBuilder) -> Bool {
        guard let columns = columns(line), let hop = builder.hop(PathWord.count(line.words[0])) else {
            return false
        }
        let isSilent = columns.times.allSatisfy { $0 == nil }
        let reply = isSilent ? nil : tail(line.words[columns.end...], in: hop, into: &builder)
        for time in columns.times { builder.probe(time, reply: reply, in: hop) }
        return true
    }

    private static func tail(_ words: ArraySlice<Substring>, in hop: Int, into builder: inout PathBuilder)
        -> Int?
    {
        if let index = words.firstIndex(where: { $0.hasPrefix("[") && PathWord.address($0) != nil }) {
            let name = index > words.startIndex ? PathWord.name(words[index - 1]) : nil
            return builder.reply(PathWord.address(words[index]), name, in: hop)
        }
        if let address = words.lazy.compactMap({ PathWord.address($0) }).first {
            return builder.reply(address, nil, in: hop)
        }
        return words.count == 1 ? builder.reply(nil, words.first.flatMap { PathWord.name($0) }, in: hop) : nil
    }

    /// `  3  ADDR  reports: Destination host unreachable.`: an address where the times should be.
    private static func complaint(_ line: PathLine, into builder: inout PathBuilder) -> Bool {
        let words = line.words
        guard words.count >= 3, let ttl = PathWord.count(words[0]) else { return false }
        let bracket = words[2].hasPrefix("[") ? PathWord.address(words[2]) : nil
        guard let address = bracket ?? PathWord.address(words[1]), let hop = builder.hop(ttl),
            let reply = builder.reply(address, bracket == nil ? nil : PathWord.name(words[1]), in: hop)
        else { return false }
        let text = line.text.lowercased()
        let mark = text.contains("host unreachable") ? "!H" : text.contains("net unreachable") ? "!N" : "!"
        builder.record.hops[hop].replies[reply].annotation = mark
        return true
    }

    /// Three times in milliseconds, `nil` for a star, and the index of the word after them.
    private static func columns(_ line: PathLine) -> (times: [Double?], end: Int)? {
        let words = line.words
        guard let first = words.first, let ttl = PathWord.count(first), PathBuilder.ttlRange.contains(ttl)
        else {
            return nil
        }
        var times: [Double?] = []
        var next = 1
        while times.count < 3 {
            guard next < words.count else { return nil }
            if words[next] == "*" {
                times.append(nil)
                next += 1
            } else {
                guard let time = time(words, &next) else { return nil }
                times.append(time)
            }
        }
        // traceroute ends here or goes on with its fourth probe.
        guard next < words.count, words[next] != "*", !words[next...].contains("ms") else { return nil }
        return (times, next)
    }

    /// `12 ms`, `<1 ms`, `< 10 ms`, `<1 мс`: the unit is any one word that is not a number.
    private static func time(_ words: [Substring], _ next: inout Int) -> Double? {
        var word = words[next]
        if word.hasPrefix("<") {
            word = word.dropFirst()
            if word.isEmpty {
                next += 1
                guard next < words.count else { return nil }
                word = words[next]
            }
        }
        let digits = word.prefix { $0.isASCII && $0.isNumber }
        // `<1 ms` is kept as its upper bound.
        guard let time = PathWord.count(digits) else { return nil }
        let unit = word.dropFirst(digits.count)
        next += 1
        if unit.isEmpty {
            guard next < words.count, let start = words[next].first, !start.isASCII || start.isLetter,
                PathWord.address(words[next]) == nil
            else { return nil }
            next += 1
        } else if unit.utf8.contains(where: { $0 == 46 || $0 == 58 || $0 == 45 }) {
            return nil
        }
        return Double(time)
    }
}
