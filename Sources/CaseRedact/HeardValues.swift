import ByteBlocks

/// Values one after another in little memory; they live as long as the part of a file they were met in is sealed.
struct HeardValues: Sendable {
    /// What a value is.
    enum Way: Sendable {
        /// A secret with no encoding on it.
        case bare(PlaceholderName)
        /// How a secret was written.
        case written(PlaceholderName)
    }

    private var bytes: [UInt8] = []
    private var ends: [(end: Int, way: Way)] = []

    var count: Int { ends.count }

    mutating func append(_ value: Span<UInt8>, _ range: Range<Int>, _ way: Way) {
        value.append(range, to: &bytes)
        ends.append((bytes.count, way))
    }

    /// Every value in the order they came in.
    func each(_ body: (Span<UInt8>, Way) -> Void) {
        var start = 0
        for (end, way) in ends {
            body(bytes.span.extracting(start..<end), way)
            start = end
        }
    }
}
