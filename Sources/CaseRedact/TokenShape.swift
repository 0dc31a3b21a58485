/// A token that is known by its first bytes, its alphabet and its length.
struct TokenShape: Sendable {
    let prefixText: String
    private let prefix: [UInt8]
    private let tail: ClosedRange<Int>
    private let alphabet: ByteClass

    /// Describes a token by what it begins with and by how many bytes of an alphabet follow.
    ///
    /// A longer run is another thing.
    init(_ prefix: String, _ tail: ClosedRange<Int>, _ alphabet: ByteClass) {
        prefixText = prefix
        self.prefix = Array(prefix.utf8)
        self.tail = tail
        self.alphabet = alphabet
    }

    /// The whole token when one begins at `start`.
    func match(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Range<Int>? {
        guard bytes.has(prefix, at: start, end: end) else { return nil }
        let from = start + prefix.count
        let stop = bytes.run(of: alphabet, from: from, end: end)
        return tail.contains(stop - from) ? start..<stop : nil
    }
}
