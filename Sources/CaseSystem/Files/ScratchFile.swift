package import CaseModel

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A file without a name; the system frees it when the program ends, also by `kill -9`.
package final class ScratchFile: SpoolFile {
    private let file: Descriptor
    private let length: Locked<Int>

    /// Makes one in a folder that exists.
    ///
    /// - Throws: `SinkError` when the folder cannot be written to.
    package init(folder: String) throws(SinkError) {
        do {
            file = try Self.nameless(in: folder)
        } catch {
            throw error.writing
        }
        length = Locked(0)
    }

    package var byteCount: Int { length.withLock { $0 } }

    package func append(_ bytes: [UInt8]) throws(SinkError) {
        let failure: SystemError? = length.withLock { length -> SystemError? in
            do throws(SystemError) {
                try file.write(bytes.span)
                length += bytes.count
                return nil
            } catch {
                // Half a piece must not stay: the next one starts where this one did.
                let kept = off_t(length)
                _ = ftruncate(file.number, kept)
                _ = lseek(file.number, kept, SEEK_SET)
                return error
            }
        }
        if let failure { throw failure.writing }
    }

    package func read(at offset: Int, count: Int) throws(Failure) -> [UInt8] {
        let written = byteCount
        guard offset >= 0, offset < written else { return [] }
        do {
            return try file.read(at: offset, count: min(count, written - offset))
        } catch {
            throw error.reading
        }
    }

    private static func nameless(in folder: String) throws(SystemError) -> Descriptor {
        #if canImport(Glibc)
            // `O_TMPFILE`, a macro that is not imported.
            let temporary = 0o20_000_000 | O_DIRECTORY
            if let file = try? Descriptor(opening: folder, flags: O_RDWR | temporary, mode: 0o600) {
                return file
            }
        #endif
        // Elsewhere a name for a moment; nothing has been written by the time it goes.
        let name = "\(folder)/.casefile-\(UInt64.random(in: .min ... .max)).spool"
        let file = try Descriptor(opening: name, flags: O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW, mode: 0o600)
        guard unsafe unlink(name) == 0 else { throw SystemError(number: errno) }
        return file
    }
}
