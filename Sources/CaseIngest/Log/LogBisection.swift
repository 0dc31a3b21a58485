import Archive
package import CaseModel

/// Finds the part of a plain log in which a stretch of time stands, by reading a few blocks of it.
///
/// Needs lines in the order of their times, of which none stands further from its place than the slack: every part is
/// left out for a line whose time says that nothing of the window can stand there.
package struct LogBisection {
    /// Reads up to so many bytes from a place; none means the end.
    package typealias Read = (_ offset: Int, _ count: Int) throws(Failure) -> [UInt8]

    private let byteCount: Int
    private let read: Read
    private var reader: LogLineReader
    private let zone: LogZone?
    private static let block = 65_536
    /// Without a line that can be read in so many bytes, the search gives up.
    private static let reach = 8 << 20

    /// - Parameters:
    ///   - byteCount: The size of the file; what is written behind it later is not looked at.
    ///   - zone: Of times that say none.
    ///   - template: The format lines are tried by first.
    ///   - read: Reads the file.
    package init(byteCount: Int, zone: LogZone?, template: LogTemplate? = nil, read: @escaping Read) {
        self.byteCount = byteCount
        self.read = read
        self.zone = zone
        reader = LogLineReader(zone: zone, template: template)
    }

    /// The bytes in which every line of the window stands; they begin and end with whole lines.
    ///
    /// - Parameters:
    ///   - window: The stretch of time.
    ///   - slack: How far a time may be from its place among the others.
    /// - Returns: `nil` when the file has to be read whole: it is compressed or UTF-16, a line of it names columns, or
    ///   no line can be read for a long way.
    /// - Throws: `Failure` of the file.
    package mutating func range(of window: TimeWindow, slack: Duration) throws(Failure) -> Range<Int>? {
        // Which of two instants a time stands for, only the lines before it tell.
        guard byteCount > 4 * Self.block, try isPlain(), zone?.repeats(in: window) != true else { return nil }
        // The line that is looked at may be off by as much as the one that is looked for.
        let first = window.start.advanced(by: .zero - slack * 2).nanosecondsSinceEpoch
        let last = window.end.advanced(by: slack * 2).nanosecondsSinceEpoch
        guard let start = try border(from: 0, where: { $0 < first })?.lower,
            let stop = try border(from: start, where: { $0 <= last })?.upper
        else { return nil }
        let begin = start == 0 ? 0 : try lineEnd(from: start)
        let end = stop == byteCount ? byteCount : try lineEnd(from: stop)
        return begin..<max(begin, try endOfParts(from: end))
    }

    /// A place as far behind the end as the rest of a line may go that a container's runtime wrote in parts.
    private func endOfParts(from end: Int) throws(Failure) -> Int {
        let text = try read(end, min(Self.block, byteCount - end))
        let line = text.span.extracting(0..<ByteSearch.first(0x0a, in: text.span))
        guard LogPrefix.part(line) != nil else { return end }
        return try lineEnd(from: min(byteCount, end + 2 * LogChunks.lineByteLimit))
    }

    private func isPlain() throws(Failure) -> Bool {
        let head = try read(0, Self.block)
        return !GzipInflater.isGzip(head) && !head.contains(0) && !namesColumns(head)
            && !head.starts(with: [0xfe, 0xff]) && !head.starts(with: [0xff, 0xfe])
    }

    /// Whether a line begins with a hash, a mark of the byte order before it or not.
    private func namesColumns(_ head: [UInt8]) -> Bool {
        head.split(separator: 0x0a).contains { line in
            line.first == UInt8(ascii: "#") || line.starts(with: [0xef, 0xbb, 0xbf, UInt8(ascii: "#")])
        }
    }

    /// Two places near each other: in the line that begins behind the lower one something holds of the time, in the one
    /// behind the upper not; or they are where the search began and the end.
    private mutating func border(
        from start: Int, where holds: (Int64) -> Bool
    ) throws(Failure) -> (lower: Int, upper: Int)? {
        var (low, high) = (start, byteCount)
        while high - low > Self.block {
            let middle = low + (high - low) / 2
            switch try firstTime(from: middle, before: high) {
            case .time(let time) where holds(time): low = middle
            case .time, .end: high = middle
            case .unknown: return nil
            }
        }
        return (low, high)
    }

    private enum Found {
        case time(Int64)
        /// No line begins before the end.
        case end
        /// There are lines, and none can be read.
        case unknown
    }

    /// The time of the first line that begins behind a place, not behind the end, and can be read.
    ///
    /// A line that begins at the end counts: the one a place lies in belongs to what is before it.
    private mutating func firstTime(from place: Int, before end: Int) throws(Failure) -> Found {
        var text: [UInt8] = []
        var lineStart: Int?
        var hasUnread = false
        while true {
            let from = lineStart ?? 0
            let feed = ByteSearch.first(0x0a, in: text.span, from: from)
            let isLast = place + text.count >= byteCount
            guard feed < text.count || isLast else {
                guard text.count < Self.reach else { return .unknown }
                let more = try read(place + text.count, min(Self.block, byteCount - place - text.count))
                // Cut by another program meanwhile.
                guard !more.isEmpty else { return hasUnread ? .unknown : .end }
                text += more
                continue
            }
            if let lineStart {
                guard place + lineStart <= end, lineStart < feed || feed < text.count else {
                    return hasUnread ? .unknown : .end
                }
                if let time = reader.read(text.span, lineStart..<feed, number: 0)?.time {
                    return .time(time.nanosecondsSinceEpoch)
                }
                hasUnread = hasUnread || lineStart < feed
            }
            guard feed < text.count, place + feed + 1 <= end else { return hasUnread ? .unknown : .end }
            lineStart = feed + 1
        }
    }

    /// Behind the line end at a place or after it.
    private func lineEnd(from place: Int) throws(Failure) -> Int {
        var next = place
        while next < byteCount {
            let text = try read(next, min(Self.block, byteCount - next))
            guard !text.isEmpty else { break }
            let feed = ByteSearch.first(0x0a, in: text.span)
            if feed < text.count { return next + feed + 1 }
            next += text.count
        }
        return byteCount
    }
}
