import ByteBlocks
import CaseModel

/// Reads chunks of a log; several may read the chunks of one log beside each other.
package struct LogLane: ~Copyable, Sendable {
    private var counter: LogCounter
    private var reader: LineReader
    private let keepsLines: Bool
    /// Finds the lines in which a wanted ray may stand.
    private let search: RaySearch?
    private let passesOthers: Bool
    /// The next such line of the chunk that is read.
    private var nextWithRay: Range<Int>?
    private var mayHoldRay = false
    private var number = 0
    /// The parts of a line that each stream of a container has not ended yet.
    private var held = [HeldPart](repeating: HeldPart(), count: 2)

    private struct HeldPart {
        var text: [UInt8] = []
        var lines = 0
        var mayHoldRay = false
    }

    package init(options: LogOptions) {
        counter = LogCounter(options: options)
        reader = LineReader(zone: options.zone, template: options.template, startsAfter: options.startsAfter)
        search = options.rays.isEmpty ? nil : RaySearch(options.rays)
        passesOthers = options.passesOthers
        keepsLines = options.headByteLimit > 0 || options.tailByteLimit > 0
    }

    /// What was counted so far.
    package var counts: LogCounts {
        var counts = counter.counts
        counts.repeatedTimes = reader.repeatedTimes
        return counts
    }

    /// Reads the lines of a chunk.
    ///
    /// - Returns: What stands in them.
    package mutating func scan(_ chunk: LogChunk) -> LogFindings {
        reader.begin(columns: chunk.columns)
        number = 0
        if chunk.isOverlong {
            number = 1
            counter.noteOverlong(number: number)
        } else if let search, passesOthers, chunk.isLoose {
            look(for: search, in: chunk.bytes.span)
        } else {
            scan(chunk.bytes.span, isFirst: chunk.isFirst)
        }
        var findings = counter.takeFindings()
        findings.lines = number
        return findings
    }

    private mutating func scan(_ bytes: Span<UInt8>, isFirst: Bool) {
        var start = 0
        nextWithRay = search?.next(bytes, from: 0)
        while start < bytes.count {
            let end = bytes.first(0x0a, in: start..<bytes.count) ?? bytes.count
            // Of a line in parts each may hold it, or two may share it.
            mayHoldRay = nextWithRay.map { $0.lowerBound < end } ?? false
            if mayHoldRay, let search { nextWithRay = search.next(bytes, from: end) }
            take(bytes.extracting(start..<end), isFirst: isFirst && start == 0)
            start = end + 1
        }
        // The end of a line that was cut off at the end of the log, or is too long to be held.
        endPart(0)
        endPart(1)
    }

    private mutating func look(for search: RaySearch, in bytes: Span<UInt8>) {
        var start = 0
        mayHoldRay = true
        while start < bytes.count, let line = search.next(bytes, from: start) {
            take(bytes.extracting(line), isFirst: false)
            start = line.upperBound + 1
        }
    }

    private mutating func take(_ raw: Span<UInt8>, isFirst: Bool) {
        number += 1
        guard raw.count <= LogChunks.lineByteLimit else { return counter.noteOverlong(number: number) }
        let line = raw.extracting(Self.content(raw, isFirst: isFirst))
        switch Self.kind(line) {
        case .blank: counter.noteBlank()
        case .comment:
            counter.noteComment()
            if reader.readDirective(line), keepsLines {
                counter.keep(line, number: number, fields: [], .heading)
            }
        case .record:
            if line.count > 28, line[4] == UInt8(ascii: "-"), let part = LogPrefix.part(line) {
                join(line, part)
            } else {
                read(line)
            }
        }
    }

    /// Reads a line of a container's runtime; of one that is in parts, all of them as one line that stands where the last one does.
    private mutating func join(_ line: Span<UInt8>, _ part: LogPrefix.Part) {
        // A part that was lost with a container or by a search must not lend its line to another.
        if LogPrefix.beginsRecord(line.extracting(part.start..<line.count)) { endPart(part.stream) }
        if part.isLast, held[part.stream].lines == 0 {
            read(line)
            return
        }
        let isNew = held[part.stream].lines == 0
        held[part.stream].text.append(copying: line.extracting((isNew ? 0 : part.start)..<line.count))
        held[part.stream].lines += 1
        held[part.stream].mayHoldRay = held[part.stream].mayHoldRay || mayHoldRay
        if part.isLast { endPart(part.stream) }
    }

    private mutating func endPart(_ stream: Int) {
        guard held[stream].lines > 0 else { return }
        var part = HeldPart()
        swap(&part, &held[stream])
        let isNextWithRay = mayHoldRay
        mayHoldRay = part.mayHoldRay
        let isRead = read(part.text.span)
        mayHoldRay = isNextWithRay
        counter.noteParts(part.lines - 1, areRead: isRead)
    }

    /// - Returns: Whether it is of a format that is known.
    @discardableResult
    private mutating func read(_ line: Span<UInt8>) -> Bool {
        let isKept: Bool
        var isRead = true
        let place = reader.read(line)
        switch place {
        case .none:
            isKept = counter.addUnread(line, number: number, lacksZone: reader.lacksZone)
            isRead = false
        case .behind(let start):
            isKept = add(line.extracting(start..<line.count))
        case .inside:
            let message = reader.message
            isKept = add(message.span)
        }
        guard isKept, keepsLines else { return isRead }
        counter.keep(
            line, number: number, fields: reader.sensitiveFields(line, place),
            reader.isFailure(place) ? .failure : .line)
        return isRead
    }

    private mutating func add(_ line: Span<UInt8>) -> Bool {
        let mayHoldRay = self.mayHoldRay
        if let error = reader.error {
            return counter.add(error, in: line, number: number, mayHoldRay: mayHoldRay)
        }
        return counter.add(reader.fields, in: line, number: number, mayHoldRay: mayHoldRay)
    }

    /// A line without its carriage return, and without the zeros a log that was cut in place begins with.
    static func content(_ raw: Span<UInt8>, isFirst: Bool) -> Range<Int> {
        var end = raw.count
        if end > 0, raw[end - 1] == 0x0d { end -= 1 }
        var start = 0
        if isFirst, end >= 3, raw[0] == 0xef, raw[1] == 0xbb, raw[2] == 0xbf { start = 3 }
        while start < end, raw[start] == 0 { start += 1 }
        return start..<end
    }

    private enum Kind { case blank, comment, record }

    private static func kind(_ line: Span<UInt8>) -> Kind {
        guard !line.isEmpty else { return .blank }
        if line[0] == UInt8(ascii: "#") { return .comment }
        guard line[0] == 0x20 || line[0] == 0x09 else { return .record }
        for index in line.indices where line[index] != 0x20 && line[index] != 0x09 { return .record }
        return .blank
    }
}
