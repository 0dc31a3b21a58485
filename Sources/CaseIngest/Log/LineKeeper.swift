import CaseModel

/// Holds the lines worth keeping: the first ones to be taken at once, the last ones until the end, and of those between the
/// two the failing ones with their neighbours.
struct LineKeeper {
    private let headByteLimit: Int
    private let tailByteLimit: Int
    private let failureByteLimit: Int
    private var head: [KeptLine] = []
    private var headBytes = 0
    private var isHeadFull = false
    /// The text of the tail's lines in order, without line ends; lives in `text[textStart..<textEnd]`.
    private var text: [UInt8] = []
    private var textStart = 0
    private var textEnd = 0
    /// The tail's lines from `tailStart` on; those before are gone.
    private var tail: [Held] = []
    private var tailStart = 0
    private var middle: [KeptLine] = []
    private var middleBytes = 0
    /// How many of the next lines are next to a failing one.
    private var neighbours = 0
    private static let reach = 2
    /// Lines that were kept and had to go.
    private(set) var omitted = 0

    /// A line of the tail; its text lies in `text`.
    private struct Held {
        let number: Int
        let count: Int
        let fields: [SensitiveField]
        /// Whether it fails, or stands next to one that does.
        var matters: Bool
    }

    init(headByteLimit: Int, failureByteLimit: Int, tailByteLimit: Int) {
        self.failureByteLimit = max(0, failureByteLimit)
        self.headByteLimit = max(0, headByteLimit)
        self.tailByteLimit = max(0, tailByteLimit)
    }

    /// - Parameters:
    ///   - line: Without its line end.
    ///   - number: From 1.
    ///   - fields: What of it is somebody's.
    ///   - isFailure: Whether it has to stay before others.
    mutating func keep(_ line: Span<UInt8>, number: Int, fields: [SensitiveField], isFailure: Bool) {
        if !isHeadFull {
            if headBytes + line.count <= headByteLimit {
                headBytes += line.count
                head.append(KeptLine(number: number, bytes: [UInt8](copying: line), fields: fields))
                return
            }
            // Later, shorter lines must not overtake this one.
            isHeadFull = true
        }
        while tailStart < tail.count, textEnd - textStart + line.count > tailByteLimit { dropFirst() }
        guard line.count <= tailByteLimit else {
            omitted += 1
            return
        }
        makeRoom(line.count)
        text.overwrite(from: textEnd, with: line)
        textEnd += line.count
        if isFailure {
            for index in max(tailStart, tail.count - Self.reach)..<tail.count { tail[index].matters = true }
            neighbours = Self.reach + 1
        }
        tail.append(Held(number: number, count: line.count, fields: fields, matters: neighbours > 0))
        neighbours = max(0, neighbours - 1)
    }

    mutating func takeHead() -> [KeptLine] {
        var lines: [KeptLine] = []
        swap(&lines, &head)
        return lines
    }

    mutating func takeTail() -> [KeptLine] {
        var lines: [KeptLine] = []
        var start = textStart
        for held in tail[tailStart...] {
            lines.append(line(held, at: start))
            start += held.count
        }
        tail = []
        text = []
        (tailStart, textStart, textEnd) = (0, 0, 0)
        return lines
    }

    /// The failing lines between head and tail, and those next to them, in order.
    mutating func takeMiddle() -> [KeptLine] {
        var lines: [KeptLine] = []
        swap(&lines, &middle)
        return lines
    }

    private func line(_ held: Held, at start: Int) -> KeptLine {
        KeptLine(number: held.number, bytes: Array(text[start..<start + held.count]), fields: held.fields)
    }

    private mutating func dropFirst() {
        let held = tail[tailStart]
        if held.matters, middleBytes + held.count <= failureByteLimit {
            middleBytes += held.count
            middle.append(line(held, at: textStart))
        } else {
            omitted += 1
        }
        textStart += held.count
        tailStart += 1
        if tailStart > 4096, tailStart > tail.count / 2 {
            tail.removeFirst(tailStart)
            tailStart = 0
        }
    }

    /// Moves the text to the front of its store when the back is full; the store doubles up to twice the limit.
    private mutating func makeRoom(_ count: Int) {
        guard textEnd + count > text.count else { return }
        text.removeFirst(textStart)
        textEnd -= textStart
        textStart = 0
        let wanted = min(2 * tailByteLimit, max(65_536, 2 * (textEnd + count)))
        if text.count < wanted { text += [UInt8](repeating: 0, count: wanted - text.count) }
    }
}
