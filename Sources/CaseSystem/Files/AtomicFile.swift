package import CaseModel

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A file that has its name only when it is whole.
///
/// Bytes go to `.NAME.partial` in the same folder, which goes away unless `commit` was called. One task owns it; it is a
/// class so that the sink can be passed on and the partial file still has one end.
package final class AtomicFile: RewritableSink {
    /// Where the file will stand.
    package let finalPath: String
    private let partialPath: String
    private let file: Descriptor
    private let replaces: Bool
    private var isOpen = true
    /// Bytes written so far.
    package private(set) var byteCount = 0

    /// Makes the partial file; one that a killed run left is taken over.
    ///
    /// - Parameters:
    ///   - finalPath: Where the file will stand.
    ///   - replacing: Whether a regular file of the final name gives way when this one is whole; a link, a device or a
    ///     folder never does.
    /// - Throws: `SinkError` when the final name is taken, another run is writing it, or the system refuses.
    package init(finalPath: String, replacing: Bool = false) throws(SinkError) {
        self.finalPath = finalPath
        replaces = replacing
        partialPath = Self.partialPath(of: finalPath)
        try Self.check(finalPath, replacing: replacing)
        do throws(SystemError) {
            file = try Self.locked(partialPath)
            let number = file.number
            _ = try SystemError.retrying { ftruncate(number, 0) }
        } catch {
            throw error.number == EBUSY ? SinkError("another run is writing this file") : error.writing
        }
    }

    deinit { discard() }

    /// The file of this name, opened and locked.
    ///
    /// Between opening and locking, another run may have given what was opened its final name: that file is whole.
    private static func locked(_ path: String) throws(SystemError) -> Descriptor {
        for _ in 0..<8 {
            let file = try Descriptor(opening: path, flags: O_RDWR | O_CREAT | O_NOFOLLOW, mode: 0o666)
            let number = file.number
            guard flock(number, LOCK_EX | LOCK_NB) == 0 else { break }
            var (opened, named) = (stat(), stat())
            let isSame =
                unsafe fstat(number, &opened) == 0 && lstat(path, &named) == 0
                && opened.st_ino == named.st_ino && opened.st_dev == named.st_dev
            if isSame { return file }
        }
        throw SystemError(number: EBUSY)
    }

    package func write(_ bytes: Span<UInt8>) throws(SinkError) {
        guard isOpen else { throw SinkError("the file is finished") }
        do {
            try file.write(bytes)
            byteCount += bytes.count
        } catch {
            throw error.writing
        }
    }

    package func read(at offset: Int, count: Int) throws(Failure) -> [UInt8] {
        do { return try file.read(at: offset, count: count) } catch { throw error.reading }
    }

    package func restart() throws(SinkError) {
        guard isOpen else { throw SinkError("the file is finished") }
        let number = file.number
        do {
            _ = try SystemError.retrying { ftruncate(number, 0) }
        } catch {
            throw error.writing
        }
        _ = lseek(number, 0, SEEK_SET)
        byteCount = 0
    }

    package func scratch() throws(SinkError) -> any SpoolFile { try ScratchFile(folder: folder) }

    /// What was written so far, for a check before the file gets its name.
    package func readBack() throws(Failure) -> FileBytes { try FileBytes(file) }

    /// Brings the bytes to the disk and gives the file its name; a file that came there meanwhile is kept, unless one
    /// may be replaced.
    ///
    /// - Throws: `SinkError`; the partial file is then removed with this object.
    package func commit() throws(SinkError) {
        guard isOpen else { throw SinkError("the file is finished") }
        try Self.check(finalPath, replacing: replaces)
        do {
            let number = file.number
            _ = try SystemError.retrying { fsync(number) }
            try rename()
        } catch {
            throw error.number == EEXIST ? SinkError("the file exists already") : error.writing
        }
        isOpen = false
        syncFolder()
    }

    private static func check(_ path: String, replacing: Bool) throws(SinkError) {
        guard let entry = Folders.entry(path) else { return }
        guard replacing else { throw SinkError("the file exists already") }
        guard entry.kind == .file else { throw SinkError("what stands there is no regular file") }
    }

    private func replace() throws(SystemError) {
        let (from, to) = (partialPath, finalPath)
        _ = try SystemError.retrying { systemRename(from, to) }
    }

    /// Never over another file unless that was asked for: a hard link refuses that, a rename does not.
    private func rename() throws(SystemError) {
        let (from, to) = (partialPath, finalPath)
        guard !replaces else { return try replace() }
        do {
            _ = try SystemError.retrying { unsafe link(from, to) }
            unsafe _ = unlink(from)
        } catch {
            // File systems without hard links: FAT, some network shares.
            guard [EPERM, ENOTSUP, EOPNOTSUPP, ENOSYS, EMLINK].contains(error.number) else { throw error }
            guard Folders.entry(to) == nil else { throw SystemError(number: EEXIST) }
            try replace()
        }
    }

    /// Makes the new name itself durable, where the system allows that.
    private func syncFolder() {
        guard let folder = try? Descriptor(opening: folder, flags: O_RDONLY | O_DIRECTORY) else { return }
        _ = fsync(folder.number)
    }

    private var folder: String { finalPath.lastIndex(of: "/").map { String(finalPath[...$0]) } ?? "." }

    /// Gives up: the partial file goes away at once.
    package func discard() {
        guard isOpen else { return }
        isOpen = false
        unsafe _ = unlink(partialPath)
    }

    static func partialPath(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return ".\(path).partial" }
        return "\(path[...slash]).\(path[path.index(after: slash)...]).partial"
    }
}

/// `rename(2)`, which has the name of a method here.
func systemRename(_ from: String, _ to: String) -> Int32 {
    unsafe rename(from, to)
}
