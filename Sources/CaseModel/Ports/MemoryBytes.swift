/// A source over bytes in memory.
package struct MemorySource: ByteSource {
    private let bytes: [UInt8]
    private var position = 0
    private let chunk: Int

    /// Holds bytes to be read.
    ///
    /// - Parameters:
    ///   - bytes: All of them.
    ///   - chunk: The most bytes one read gives; tests use small ones to cut input at every place.
    package init(_ bytes: [UInt8], chunk: Int = .max) {
        self.bytes = bytes
        self.chunk = max(1, chunk)
    }

    package mutating func read(into buffer: inout [UInt8]) throws(Failure) -> Int {
        let count = min(buffer.count, chunk, bytes.count - position)
        for offset in 0..<count { buffer[offset] = bytes[position + offset] }
        position += count
        return count
    }
}

/// A sink into memory.
package struct MemorySink: ByteSink {
    package private(set) var bytes: [UInt8] = []

    package init() {}

    package mutating func write(_ bytes: Span<UInt8>) throws(SinkError) {
        self.bytes.reserveCapacity(self.bytes.count + bytes.count)
        for index in bytes.indices { self.bytes.append(bytes[index]) }
    }
}
