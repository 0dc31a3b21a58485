import CaseModel

/// The text of a source as UTF-8 without a byte order mark: inflated and transcoded when it has to be.
struct TextInput<Source: ByteSource>: ~Copyable {
    /// Whether UTF-16 is seen without a byte order mark too, by the zero byte beside the first character.
    private let guessesUTF16: Bool
    private var bytes: PlainInput<Source>
    private var isOpen = false
    private var transcoder: UTF16Transcoder?
    /// Text that was decoded and not taken yet.
    private var pending: [UInt8] = []
    private var pendingStart = 0
    private var raw: [UInt8] = []

    init(_ source: consuming Source, guessesUTF16: Bool) {
        bytes = PlainInput(source)
        self.guessesUTF16 = guessesUTF16
    }

    /// Fills `buffer` from its start.
    ///
    /// - Returns: How many bytes; 0 at the end.
    mutating func read(into buffer: inout [UInt8]) throws(Failure) -> Int {
        guard !buffer.isEmpty else { return 0 }
        if !isOpen { try open() }
        if pendingStart == pending.count, transcoder != nil { try refill() }
        guard pendingStart < pending.count else { return try bytes.read(into: &buffer) }
        let count = min(buffer.count, pending.count - pendingStart)
        buffer.replaceSubrange(0..<count, with: pending[pendingStart..<pendingStart + count])
        pendingStart += count
        return count
    }

    /// Looks at the first four bytes and keeps those that are text.
    private mutating func open() throws(Failure) {
        isOpen = true
        var head: [UInt8] = []
        while head.count < 4 {
            var more = [UInt8](repeating: 0, count: 4 - head.count)
            let count = try bytes.read(into: &more)
            guard count > 0 else { break }
            head += more[..<count]
        }
        if head.starts(with: [0xef, 0xbb, 0xbf]) {
            head.removeFirst(3)
        } else if let order = utf16(head) {
            var transcoder = UTF16Transcoder(isBigEndian: order.isBigEndian)
            transcoder.transcode(Array(head.dropFirst(order.mark)).span, to: &pending)
            self.transcoder = transcoder
            return
        }
        pending = head
    }

    private func utf16(_ head: [UInt8]) -> (isBigEndian: Bool, mark: Int)? {
        guard head.count >= 2 else { return nil }
        if head[0] == 0xfe, head[1] == 0xff { return (true, 2) }
        if head[0] == 0xff, head[1] == 0xfe { return (false, 2) }
        guard guessesUTF16, head.count == 4 else { return nil }
        // Two characters of ASCII; a stray zero is no UTF-16, and four bytes a character are UTF-32.
        let ascii: Range<UInt8> = 1..<128
        if head[0] == 0, ascii.contains(head[1]), head[2] == 0, ascii.contains(head[3]) { return (true, 0) }
        if ascii.contains(head[0]), head[1] == 0, ascii.contains(head[2]), head[3] == 0 { return (false, 0) }
        return nil
    }

    private mutating func refill() throws(Failure) {
        guard var going = transcoder else { return }
        if raw.isEmpty { raw = [UInt8](repeating: 0, count: 65_536) }
        var decoded: [UInt8] = []
        while decoded.isEmpty {
            let count = try bytes.read(into: &raw)
            guard count > 0 else {
                going.finish(&decoded)
                break
            }
            going.transcode(raw.span.extracting(0..<count), to: &decoded)
        }
        transcoder = going
        pending = decoded
        pendingStart = 0
    }
}
