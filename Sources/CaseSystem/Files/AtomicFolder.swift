package import CaseModel

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A folder of files that has its name only when it is whole; `.NAME.partial` until then.
///
/// One task owns it; the partial folder goes away unless `commit` was called.
package final class AtomicFolder {
    /// Where the folder will stand.
    package let finalPath: String
    private let partialPath: String
    private var names: Set<String> = []
    private var isOpen = true

    /// Makes the partial folder; one that a killed run left is emptied of files and used.
    ///
    /// - Throws: `SinkError` when the final name is taken or the system refuses.
    package init(finalPath: String) throws(SinkError) {
        self.finalPath = finalPath
        partialPath = AtomicFile.partialPath(of: finalPath)
        guard Folders.entry(finalPath) == nil else { throw SinkError("the folder exists already") }
        if unsafe mkdir(partialPath, 0o777) != 0 {
            let error = SystemError(number: errno)
            guard error.number == EEXIST, Folders.entry(partialPath)?.kind == .folder else {
                throw error.writing
            }
            try Self.empty(partialPath)
        }
    }

    deinit { discard() }

    /// Starts a file in the folder.
    ///
    /// - Parameter name: A plain name that was not used before.
    /// - Returns: An empty file, closed when the sink is gone.
    /// - Throws: `SinkError`, also for a name with a slash.
    package func file(_ name: String) throws(SinkError) -> FileSink {
        let isPlain =
            !name.isEmpty && name != "." && name != ".." && !name.utf8.contains { $0 == 0 || $0 == 0x2f }
        guard isOpen, isPlain, names.insert(name).inserted else { throw SinkError("the name cannot be used") }
        return try FileSink(path: "\(partialPath)/\(name)")
    }

    /// Gives the folder its name; one that came there meanwhile is kept unless it is empty.
    package func commit() throws(SinkError) {
        guard isOpen else { throw SinkError("the folder is finished") }
        // rename(2) refuses a folder that holds something, so nothing can be lost here.
        guard unsafe rename(partialPath, finalPath) == 0 else { throw SystemError(number: errno).writing }
        isOpen = false
    }

    /// Gives up: the partial folder goes away at once.
    package func discard() {
        guard isOpen else { return }
        isOpen = false
        try? Self.empty(partialPath)
        unsafe _ = rmdir(partialPath)
    }

    private static func empty(_ path: String) throws(SinkError) {
        for name in (try? Folders.list(path)) ?? [] { try Folders.remove("\(path)/\(name)") }
    }
}
