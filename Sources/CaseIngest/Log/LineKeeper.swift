/// Holds the lines worth keeping: the first ones to be taken at once, the last ones until the end.
struct LineKeeper {
    private let headByteLimit: Int
    private let tailByteLimit: Int
    private var head: [KeptLine] = []
    private var headBytes = 0
    private var isHeadFull = false
    /// The tail's lines; those before `tailStart` are gone.
    private var tail: [KeptLine] = []
    private var tailStart = 0
    private var tailBytes = 0
    /// Lines that were kept and had to go.
    private(set) var omitted = 0

    init(headByteLimit: Int, tailByteLimit: Int) {
        self.headByteLimit = headByteLimit
        self.tailByteLimit = tailByteLimit
    }

    mutating func keep(_ line: Span<UInt8>, number: Int) {
        let kept = KeptLine(number: number, bytes: [UInt8](copying: line))
        if !isHeadFull {
            if headBytes + line.count + 1 <= headByteLimit {
                headBytes += line.count + 1
                head.append(kept)
                return
            }
            // Later, shorter lines must not overtake this one.
            isHeadFull = true
        }
        tail.append(kept)
        tailBytes += line.count + 1
        while tailBytes > tailByteLimit, tailStart < tail.count {
            tailBytes -= tail[tailStart].bytes.count + 1
            tail[tailStart].bytes = []
            tailStart += 1
            omitted += 1
        }
        if tailStart > 1024, tailStart > tail.count / 2 {
            tail.removeFirst(tailStart)
            tailStart = 0
        }
    }

    mutating func takeHead() -> [KeptLine] {
        var lines: [KeptLine] = []
        swap(&lines, &head)
        return lines
    }

    mutating func takeTail() -> [KeptLine] {
        let lines = Array(tail[tailStart...])
        tail = []
        tailStart = 0
        tailBytes = 0
        return lines
    }
}
