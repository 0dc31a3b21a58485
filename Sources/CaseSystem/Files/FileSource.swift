package import CaseModel

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A file or standard input, read from the front.
package struct FileSource: ByteSource {
    /// The most bytes one read takes.
    package static let pieceSize = 256 << 10

    private let file: Descriptor

    /// Opens a file for reading.
    ///
    /// A named pipe is opened too and waits for its writer.
    ///
    /// - Throws: `read` with `notFound`, `permissionDenied`, or `badInput` for a folder.
    package init(path: String) throws(Failure) {
        do throws(SystemError) {
            file = try Descriptor(opening: path, flags: O_RDONLY)
            let kind = try file.status().st_mode & S_IFMT
            guard kind != S_IFDIR else { throw SystemError(number: EISDIR) }
        } catch {
            throw error.reading
        }
    }

    /// Reads what is piped into the program.
    package init(standardInput: ()) {
        file = Descriptor(STDIN_FILENO, isOwned: false)
    }

    package mutating func read(into buffer: inout [UInt8]) throws(Failure) -> Int {
        do {
            return try file.read(into: &buffer, limit: Self.pieceSize)
        } catch {
            throw error.reading
        }
    }
}
