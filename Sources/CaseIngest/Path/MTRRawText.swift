import CaseModel

/// mtr `--raw`: one event a line, positions from 0.
struct MTRRawText {
    private var sent: [Int: Int] = [:]
    private var answered: [Int: Int] = [:]
    private var current: [Int: Int] = [:]

    /// `x 0 33000`, `h 0 192.0.2.1`, `p 0 57 33000`.
    static func isRecord(_ line: PathLine) -> Bool {
        guard line.words.count >= 3, let kind = line.words.first else { return false }
        return ["x", "h", "d", "p", "m", "t"].contains(kind) && PathWord.count(line.words[1]) != nil
    }

    static func read(_ lines: [PathLine], into builder: inout PathBuilder) {
        builder.record.tool = "mtr"
        var reader = MTRRawText()
        for line in lines where !reader.take(line, into: &builder) { builder.cannotRead(line) }
        for index in builder.record.hops.indices {
            let ttl = builder.record.hops[index].ttl
            guard let sent = reader.sent[ttl] else { continue }
            builder.record.hops[index].sent = sent
            builder.record.hops[index].lost = max(0, sent - (reader.answered[ttl] ?? 0))
        }
        reader.cutRepeats(&builder.record)
    }

    private mutating func take(_ line: PathLine, into builder: inout PathBuilder) -> Bool {
        let words = line.words
        guard Self.isRecord(line), let position = PathWord.count(words[1]),
            let hop = builder.hop(position + 1)
        else {
            return false
        }
        let ttl = position + 1
        switch words[0] {
        case "x": sent[ttl, default: 0] += 1
        case "h":
            guard let address = PathWord.address(words[2]) else { return false }
            current[ttl] = builder.reply(address, nil, in: hop)
        case "d":
            guard let reply = current[ttl] else { return false }
            builder.record.hops[hop].replies[reply].name = PathWord.name(words[2])
        case "p":
            guard let microseconds = PathWord.count(words[2]) else { return false }
            answered[ttl, default: 0] += 1
            builder.time(Double(microseconds) / 1000, reply: current[ttl], in: hop)
        case "m":
            guard let reply = current[ttl], words.count >= 6,
                words[2...].allSatisfy({ PathWord.count($0) != nil })
            else { return false }
            builder.record.hops[hop].replies[reply].mpls =
                "Lbl \(words[2]) TC \(words[3]) S \(words[4]) TTL \(words[5])"
        default: break
        }
        return true
    }

    /// The target answers probes of every greater TTL too; only its first place is on the path.
    private func cutRepeats(_ record: inout PathRecord) {
        record.hops.sort { $0.ttl < $1.ttl }
        // Probes past the target that were on their way when mtr ended.
        while let last = record.hops.last, last.replies.isEmpty, answered[last.ttl] == nil,
            (sent[last.ttl] ?? 0) <= 1,
            record.hops.contains(where: { !$0.replies.isEmpty })
        {
            record.hops.removeLast()
        }
        while record.hops.count > 1, let end = record.hops.last?.replies.first?.address,
            record.hops[record.hops.count - 2].replies.map(\.address) == [end]
        {
            record.hops.removeLast()
        }
    }
}
