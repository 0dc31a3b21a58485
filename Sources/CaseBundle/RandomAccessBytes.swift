import Archive
package import CaseModel

/// Bytes that can be read at any place; a file, or memory in tests.
package protocol RandomAccessBytes: Sendable {
    /// The size of the whole; it should not change while a bundle is read.
    var byteCount: Int { get }
    /// Reads up to `count` bytes from `offset`; fewer is allowed, none means the end.
    ///
    /// - Throws: `Failure` with operation `read`.
    func read(at offset: Int, count: Int) throws(Failure) -> [UInt8]
}

/// Bytes in memory.
package struct MemoryBytes: RandomAccessBytes {
    private let bytes: [UInt8]

    package init(_ bytes: [UInt8]) { self.bytes = bytes }

    package var byteCount: Int { bytes.count }

    package func read(at offset: Int, count: Int) throws(Failure) -> [UInt8] {
        guard (0...bytes.count).contains(offset), count >= 0 else { throw Failure(.read, .badInput) }
        return Array(bytes[offset..<offset + min(count, bytes.count - offset)])
    }
}

extension ArchiveSource {
    /// The same bytes as an archive reader takes them.
    init(_ bytes: some RandomAccessBytes) {
        self.init(byteCount: bytes.byteCount) { offset, count throws(ArchiveError) in
            do throws(Failure) {
                return try bytes.read(at: offset, count: count)
            } catch {
                throw .unreadable(error.code.rawValue)
            }
        }
    }
}
