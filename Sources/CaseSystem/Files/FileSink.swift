package import CaseModel

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A file or a standard stream, written to the end; for output that may be seen half done.
package struct FileSink: ByteSink {
    private let file: Descriptor

    /// Makes a file, or empties the one that is there.
    ///
    /// - Throws: `SinkError` with the system's words.
    package init(path: String) throws(SinkError) {
        do {
            file = try Descriptor(opening: path, flags: O_WRONLY | O_CREAT | O_TRUNC, mode: 0o666)
        } catch {
            throw error.writing
        }
    }

    private init(_ number: Int32) { file = Descriptor(number, isOwned: false) }

    package static var standardOutput: FileSink { FileSink(STDOUT_FILENO) }
    package static var standardError: FileSink { FileSink(STDERR_FILENO) }

    package mutating func write(_ bytes: Span<UInt8>) throws(SinkError) {
        do {
            try file.write(bytes)
        } catch {
            throw error.writing
        }
    }
}
