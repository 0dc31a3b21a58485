package import CaseModel

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A lock between programs, held as long as this object lives; a killed program lets go of it.
package final class FileLock: Sendable {
    private let file: Descriptor

    /// Takes the lock or says at once that it is taken; the file is made when it is missing and stays.
    ///
    /// - Throws: `SinkError("another run holds the lock")`, or the system's words.
    package init(path: String) throws(SinkError) {
        do {
            file = try Descriptor(opening: path, flags: O_RDWR | O_CREAT | O_NOFOLLOW, mode: 0o600)
            let number = file.number
            _ = try SystemError.retrying { flock(number, LOCK_EX | LOCK_NB) }
        } catch {
            throw error.number == EWOULDBLOCK ? SinkError("another run holds the lock") : error.writing
        }
    }

    /// Lets go of the lock before the object ends.
    package func release() { _ = flock(file.number, LOCK_UN) }
}
