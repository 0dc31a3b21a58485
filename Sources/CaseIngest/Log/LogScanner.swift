import ByteBlocks
package import CaseModel

/// Reads a log once, from front to end: counts all of it, and keeps the lines that matter.
///
/// Memory is bounded whatever the file: lines over 1 MB are passed, what is kept is limited by `LogOptions`.
package struct LogScanner: ~Copyable {
    /// Lines longer than this are counted and passed.
    static var lineByteLimit: Int { 1 << 20 }

    private var evidence: LogEvidenceBuilder
    private var keeper: LineKeeper
    private var reader: LineReader
    private var number = 0
    /// The start of a line whose end has not come.
    private var carry: [UInt8] = []
    private var isOverlong = false
    /// The line that named the columns last, until a line under it is kept.
    private var heading: KeptLine?

    package init(options: LogOptions) {
        evidence = LogEvidenceBuilder(options: options)
        reader = LineReader(zone: options.zone, template: options.template)
        keeper = LineKeeper(
            headByteLimit: options.headByteLimit, failureByteLimit: options.failureByteLimit,
            tailByteLimit: options.tailByteLimit)
    }

    /// Reads the next bytes of the log; they may be cut anywhere.
    package mutating func feed(_ bytes: Span<UInt8>) {
        var start = 0
        if !carry.isEmpty || isOverlong {
            let end = ByteSearch.first(0x0a, in: bytes)
            hold(bytes.extracting(0..<end))
            guard end < bytes.count else { return }
            finishCarry()
            start = end + 1
        }
        while start < bytes.count {
            guard let end = bytes.first(0x0a, in: start..<bytes.count) else { break }
            take(bytes.extracting(start..<end))
            start = end + 1
        }
        hold(bytes.extracting(start..<bytes.count))
    }

    /// The lines kept since the last call, in order, as far as they belong to the head.
    package mutating func takeKept() -> [KeptLine] { keeper.takeHead() }

    /// Ends the log; a last line without a line end counts, and `takeKept` may give it afterwards.
    ///
    /// - Returns: The evidence; of the lines kept behind those `takeKept` gave, the failing ones and their neighbours, and
    ///   the last ones; and how many were dropped for their size.
    package mutating func finish() -> LogEnd {
        if !carry.isEmpty || isOverlong { finishCarry() }
        return LogEnd(
            evidence: evidence.finish(repeatedTimes: reader.repeatedTimes), failing: keeper.takeMiddle(),
            tail: keeper.takeTail(), omittedLines: keeper.omitted)
    }

    private mutating func hold(_ part: Span<UInt8>) {
        guard !isOverlong, !part.isEmpty else { return }
        guard carry.count + part.count <= Self.lineByteLimit else {
            isOverlong = true
            carry.removeAll(keepingCapacity: true)
            return
        }
        carry.append(copying: part)
    }

    private mutating func finishCarry() {
        if isOverlong {
            isOverlong = false
            number += 1
            evidence.noteOverlong(number: number)
            return
        }
        // Taken out, for a span of it must not overlap the changes made to self.
        var line: [UInt8] = []
        swap(&line, &carry)
        take(line.span)
        line.removeAll(keepingCapacity: true)
        swap(&line, &carry)
    }

    private mutating func take(_ raw: Span<UInt8>) {
        number += 1
        guard raw.count <= Self.lineByteLimit else { return evidence.noteOverlong(number: number) }
        let line = raw.extracting(content(raw))
        switch kind(line) {
        case .blank: evidence.noteBlank()
        case .comment:
            evidence.noteComment()
            if reader.readDirective(line) {
                heading = KeptLine(number: number, bytes: [UInt8](copying: line))
            }
        case .record:
            let isKept: Bool
            let place = reader.read(line)
            switch place {
            case .none:
                isKept = evidence.addUnread(line, number: number, lacksZone: reader.lacksZone)
            case .behind(let start) where reader.error == nil:
                isKept = evidence.add(
                    reader.fields, in: line.extracting(start..<line.count), number: number)
            case .inside where reader.error == nil:
                let message = reader.message
                isKept = evidence.add(reader.fields, in: message.span, number: number)
            case .behind, .inside: isKept = addError(line, place)
            }
            guard isKept, !keeper.isIdle else { return }
            if let heading {
                keeper.keep(heading.bytes.span, number: heading.number, fields: [], isFailure: false)
            }
            heading = nil
            keeper.keep(
                line, number: number, fields: reader.sensitiveFields(line, place),
                isFailure: reader.isFailure(place))
        }
    }

    private mutating func addError(_ line: Span<UInt8>, _ place: LineReader.Place) -> Bool {
        guard let error = reader.error else { return false }
        switch place {
        case .none: return false
        case .behind(let start):
            return evidence.add(error, in: line.extracting(start..<line.count), number: number)
        case .inside:
            let message = reader.message
            return evidence.add(error, in: message.span, number: number)
        }
    }

    /// A line without its carriage return, and without the zeros a log that was cut in place begins with.
    private func content(_ raw: Span<UInt8>) -> Range<Int> {
        var end = raw.count
        if end > 0, raw[end - 1] == 0x0d { end -= 1 }
        var start = 0
        if number == 1, end >= 3, raw[0] == 0xef, raw[1] == 0xbb, raw[2] == 0xbf { start = 3 }
        while start < end, raw[start] == 0 { start += 1 }
        return start..<end
    }

    private enum Kind { case blank, comment, record }

    private func kind(_ line: Span<UInt8>) -> Kind {
        guard !line.isEmpty else { return .blank }
        if line[0] == UInt8(ascii: "#") { return .comment }
        guard line[0] == 0x20 || line[0] == 0x09 else { return .record }
        for index in line.indices where line[index] != 0x20 && line[index] != 0x09 { return .record }
        return .blank
    }
}

/// What a scan of a log ends with.
package struct LogEnd: Sendable {
    package var evidence: LogEvidence
    /// Failing lines between head and tail, and those next to them, in order.
    package var failing: [KeptLine]
    package var tail: [KeptLine]
    /// Kept lines that were dropped for their size.
    package var omittedLines: Int
}
