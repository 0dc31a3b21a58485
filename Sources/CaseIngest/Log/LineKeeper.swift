import CaseModel

/// Holds the lines worth keeping: the first ones to be taken at once, the last ones until the end.
struct LineKeeper {
    private let headByteLimit: Int
    private let tailByteLimit: Int
    private var head: [KeptLine] = []
    private var headBytes = 0
    private var isHeadFull = false
    /// The text of the tail's lines in order, without line ends; lives in `text[textStart..<textEnd]`.
    private var text: [UInt8] = []
    private var textStart = 0
    private var textEnd = 0
    /// The tail's lines from `tailStart` on; those before are gone.
    private var tail: [(number: Int, count: Int, fields: [SensitiveField])] = []
    private var tailStart = 0
    /// Lines that were kept and had to go.
    private(set) var omitted = 0

    init(headByteLimit: Int, tailByteLimit: Int) {
        self.headByteLimit = max(0, headByteLimit)
        self.tailByteLimit = max(0, tailByteLimit)
    }

    /// Whether no line is ever kept, so that nothing of one has to be made ready.
    var isIdle: Bool { headByteLimit == 0 && tailByteLimit == 0 }

    mutating func keep(_ line: Span<UInt8>, number: Int, fields: [SensitiveField]) {
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
        tail.append((number, line.count, fields))
    }

    mutating func takeHead() -> [KeptLine] {
        var lines: [KeptLine] = []
        swap(&lines, &head)
        return lines
    }

    mutating func takeTail() -> [KeptLine] {
        var lines: [KeptLine] = []
        var start = textStart
        for (number, count, fields) in tail[tailStart...] {
            let bytes = Array(text[start..<start + count])
            lines.append(KeptLine(number: number, bytes: bytes, fields: fields))
            start += count
        }
        tail = []
        text = []
        (tailStart, textStart, textEnd) = (0, 0, 0)
        return lines
    }

    private mutating func dropFirst() {
        textStart += tail[tailStart].count
        tailStart += 1
        omitted += 1
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
