package import CaseModel
import Foundation

/// A scratch file in memory.
///
/// `@unchecked Sendable`: every access holds the lock.
package final class MemorySpool: SpoolFile, @unchecked Sendable {
    private let lock = NSLock()
    private var bytes: [UInt8] = []
    private let mostAtOnce: Int
    private let failsToRead: Bool

    /// - Parameters:
    ///   - mostAtOnce: A read gives no more bytes than these, whatever is asked for.
    ///   - failsToRead: Whether every read fails.
    package init(mostAtOnce: Int = .max, failsToRead: Bool = false) {
        (self.mostAtOnce, self.failsToRead) = (mostAtOnce, failsToRead)
    }

    package var byteCount: Int { lock.withLock { bytes.count } }

    package func append(_ more: [UInt8]) { lock.withLock { bytes += more } }

    package func read(at offset: Int, count: Int) throws(Failure) -> [UInt8] {
        guard !failsToRead else { throw Failure(.read, .notFound) }
        return lock.withLock { Array(bytes.dropFirst(offset).prefix(min(count, mostAtOnce))) }
    }
}
