package import CaseModel

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Holds what goes to a pipe or a terminal until all of it may go.
///
/// The bytes stand in a file without a name in the folder for temporary files. One task owns it; it is a class so that
/// the sink can be passed on and released by its owner.
package final class HeldSink: RewritableSink {
    private var base: any ByteSink
    private let folder: String
    private var file: ScratchFile

    /// - Throws: `SinkError` when there is no room for temporary files.
    package init(_ base: any ByteSink) throws(SinkError) {
        self.base = base
        folder = HostNetwork.variable("TMPDIR") ?? "/tmp"
        file = try ScratchFile(folder: folder)
    }

    package var byteCount: Int { file.byteCount }

    package func write(_ bytes: Span<UInt8>) throws(SinkError) {
        try file.append(unsafe bytes.withUnsafeBufferPointer { unsafe Array($0) })
    }

    package func read(at offset: Int, count: Int) throws(Failure) -> [UInt8] {
        try file.read(at: offset, count: count)
    }

    package func restart() throws(SinkError) { file = try ScratchFile(folder: folder) }

    package func scratch() throws(SinkError) -> any SpoolFile { try ScratchFile(folder: folder) }

    /// Hands on all that was written.
    ///
    /// - Throws: `SinkError` of the base, or when the file cannot be read back.
    package func release() throws(SinkError) {
        var position = 0
        while position < file.byteCount {
            let bytes: [UInt8]
            do { bytes = try file.read(at: position, count: 1 << 18) } catch {
                throw SinkError("a scratch file could not be read back")
            }
            guard !bytes.isEmpty else { throw SinkError("a scratch file ended too early") }
            try base.write(bytes.span)
            position += bytes.count
        }
    }
}
