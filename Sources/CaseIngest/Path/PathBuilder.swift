import CaseModel

/// Lines of a paste that no rule of the tool's grammar covers.
struct UnreadableLines {
    /// Further ones are counted, not listed.
    static let limit = 20

    private var count = 0

    mutating func note(_ line: PathLine, in notices: inout [Notice]) {
        count += 1
        guard count <= Self.limit else { return }
        notices.append(Notice(.warning, "this line could not be read", place: line.place))
    }

    /// Says how many were not listed.
    func finish(in notices: inout [Notice]) {
        guard count > Self.limit else { return }
        notices.append(Notice(.warning, "\(count - Self.limit) more lines could not be read"))
    }
}

/// A record in the making, with the bounds every reader shares.
struct PathBuilder {
    /// IPv4's TTL and IPv6's hop limit are one octet.
    static let ttlRange = 1...255
    /// More than this many hosts or times in a hop are a broken file.
    static let replyLimit = 64
    static let rttLimit = 1024

    var record = PathRecord(tool: "unknown")
    private var unreadable = UnreadableLines()
    private var typedTarget: String?

    init(notices: [Notice]) { record.notices = notices }

    /// Notes a line that was typed, not printed.
    mutating func pass(_ command: PathCommandLine, at line: PathLine) {
        if typedTarget == nil { typedTarget = command.target }
        record.notices.append(Notice(.info, "this line is a command, not output", place: line.place))
    }

    mutating func note(_ severity: Notice.Severity, _ message: String, at line: PathLine? = nil) {
        record.notices.append(Notice(severity, message, place: line?.place))
    }

    /// Notes a line that no rule of the tool's grammar covers.
    mutating func cannotRead(_ line: PathLine) {
        unreadable.note(line, in: &record.notices)
    }

    /// The index of a hop, made when it is new; `nil` when `ttl` is none or there are too many.
    mutating func hop(_ ttl: Int?) -> Int? {
        guard let ttl, Self.ttlRange.contains(ttl) else { return nil }
        if let index = record.hops.lastIndex(where: { $0.ttl == ttl }) { return index }
        record.hops.append(PathRecord.Hop(ttl: ttl))
        return record.hops.count - 1
    }

    /// The index of a host in a hop, made when it is new.
    mutating func reply(_ address: IPAddress?, _ name: String?, in hop: Int) -> Int? {
        guard record.hops.indices.contains(hop), address != nil || name != nil else { return nil }
        let replies = record.hops[hop].replies
        if let index = replies.firstIndex(where: { address != nil ? $0.address == address : $0.name == name })
        {
            if replies[index].name == nil { record.hops[hop].replies[index].name = name }
            return index
        }
        guard replies.count < Self.replyLimit else { return nil }
        record.hops[hop].replies.append(PathRecord.Reply(address: address, name: name))
        return replies.count
    }

    /// Counts a probe of a hop; the time is in milliseconds, `nil` when no answer came.
    mutating func probe(_ rtt: Double?, reply: Int?, in hop: Int) {
        guard record.hops.indices.contains(hop) else { return }
        record.hops[hop].sent = min((record.hops[hop].sent ?? 0) + 1, 1_000_000)
        record.hops[hop].lost = (record.hops[hop].lost ?? 0) + (rtt == nil ? 1 : 0)
        if let rtt { time(rtt, reply: reply, in: hop) }
    }

    /// Keeps a time without counting a probe.
    mutating func time(_ rtt: Double, reply: Int?, in hop: Int) {
        guard let reply, record.hops.indices.contains(hop), record.hops[hop].replies.indices.contains(reply),
            record.hops[hop].replies[reply].rttMS.count < Self.rttLimit
        else { return }
        record.hops[hop].replies[reply].rttMS.append(rtt)
    }

    /// Takes the smaller of two MTUs; 68 is the least of IPv4 (RFC 791 §3.2).
    mutating func mtu(_ bytes: Int?) {
        guard let bytes, (68...1_000_000).contains(bytes) else { return }
        record.pathMTU = min(record.pathMTU ?? bytes, bytes)
    }

    /// Orders the hops, works out what the tool did not print and says what was wrong.
    consuming func finish() -> PathRecord {
        var record = record
        record.hops.sort { $0.ttl < $1.ttl }
        for index in record.hops.indices { record.hops[index].completeStatistics() }
        if record.target == nil { record.target = typedTarget }
        if record.targetAddress == nil { record.targetAddress = record.target.flatMap { IPAddress($0) } }
        if record.reached == nil { record.reached = record.endsAtTarget }
        unreadable.finish(in: &record.notices)
        if record.hops.isEmpty {
            record.notices.append(Notice(.error, "no hop of a path tool was found in the text"))
        }
        return record
    }
}

extension PathRecord {
    /// Whether the last hop is the target; `nil` when either is unknown.
    fileprivate var endsAtTarget: Bool? {
        guard let targetAddress, let last = hops.last else { return nil }
        guard !last.replies.isEmpty else { return false }
        let addresses = last.replies.compactMap(\.address)
        return addresses.isEmpty ? nil : addresses.contains(targetAddress)
    }
}

extension PathRecord.Hop {
    /// Fills in loss and times from the single probes where the tool gave no sums.
    fileprivate mutating func completeStatistics() {
        if lossPercent == nil, let sent, let lost, sent > 0 {
            lossPercent = (Double(lost) / Double(sent) * 100).rounded(toPlaces: 1)
        }
        let times = replies.flatMap(\.rttMS)
        guard avgMS == nil, let best = times.min(), let worst = times.max() else { return }
        let mean = times.reduce(0, +) / Double(times.count)
        bestMS = best
        worstMS = worst
        avgMS = mean.rounded(toPlaces: 3)
        guard times.count > 1 else { return }
        // Of a sample, as mtr does it.
        let squares = times.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        stdevMS = (squares / Double(times.count - 1)).squareRoot().rounded(toPlaces: 3)
    }
}

extension Double {
    /// The nearest number with at most so many decimals.
    func rounded(toPlaces places: Int) -> Double {
        let scale = places == 1 ? 10.0 : 1000.0
        return (self * scale).rounded() / scale
    }
}
