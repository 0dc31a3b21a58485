package import CaseModel

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A file that is read at any place.
package struct FileBytes: Sendable {
    private let file: Descriptor
    /// When it was opened, bytes.
    package let byteCount: Int

    /// Opens a regular file.
    ///
    /// - Throws: `read` with `notFound`, `permissionDenied`, or `badInput` for anything but a regular file.
    package init(path: String) throws(Failure) {
        do {
            // Without O_NONBLOCK a named pipe would hold the program here.
            try self.init(Descriptor(opening: path, flags: O_RDONLY | O_NONBLOCK))
        } catch let error as SystemError {
            throw error.reading
        } catch let error as Failure {
            throw error
        } catch {
            throw Failure(.read, .unclassified)
        }
    }

    init(_ file: Descriptor) throws(Failure) {
        self.file = file
        do throws(SystemError) {
            let status = try file.status()
            guard status.st_mode & S_IFMT == S_IFREG else {
                throw status.st_mode & S_IFMT == S_IFDIR
                    ? SystemError(number: EISDIR) : SystemError(number: ELOOP)
            }
            byteCount = Int(status.st_size)
        } catch {
            throw error.number == ELOOP
                ? Failure(.read, .badInput, detail: "not a regular file") : error.reading
        }
    }

    /// Reads `count` bytes from `offset`, fewer at the end and none past it.
    package func read(at offset: Int, count: Int) throws(Failure) -> [UInt8] {
        guard offset >= 0, offset < byteCount, count > 0 else { return [] }
        do {
            return try file.read(at: offset, count: min(count, byteCount - offset))
        } catch {
            throw error.reading
        }
    }
}
