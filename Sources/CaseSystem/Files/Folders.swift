package import CaseModel

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// What stands in a folder under a name.
package struct FolderEntry: Sendable, Hashable {
    package enum Kind: Sendable { case file, folder, other }

    /// Without its folder.
    package let name: String
    /// A link is `other`; it is not followed.
    package let kind: Kind
    /// Size, bytes.
    package let byteCount: Int
    /// When its content last changed.
    package let modifiedAt: Timestamp
}

/// Makes, lists and clears folders.
package enum Folders {
    /// Makes a folder and those above it; one that is there already is no error.
    ///
    /// - Parameters:
    ///   - path: Where.
    ///   - isPrivate: Whether only the user may look inside; concerns the last folder alone.
    /// - Throws: `SinkError` with the system's words.
    package static func create(_ path: String, isPrivate: Bool = false) throws(SinkError) {
        var made = path.hasPrefix("/") ? "/" : ""
        let parts = path.split(separator: "/")
        for (index, part) in parts.enumerated() {
            made += made.isEmpty || made.hasSuffix("/") ? "\(part)" : "/\(part)"
            let mode: mode_t = isPrivate && index == parts.count - 1 ? 0o700 : 0o755
            guard unsafe mkdir(made, mode) != 0 else { continue }
            let error = SystemError(number: errno)
            guard error.number == EEXIST || error.number == EISDIR || error.number == EROFS, isFolder(made)
            else {
                throw error.writing
            }
        }
    }

    /// The names in a folder but `.` and `..`, by their bytes.
    ///
    /// - Throws: `read` with `notFound`, `permissionDenied` or `unclassified`.
    package static func list(_ path: String) throws(Failure) -> [String] {
        guard !path.utf8.contains(0), let folder = unsafe opendir(path) else {
            throw SystemError(number: path.utf8.contains(0) ? ENOENT : errno).reading
        }
        defer { unsafe _ = closedir(folder) }
        var names: [String] = []
        while let item = unsafe readdir(folder) {
            let name = unsafe withUnsafePointer(to: &item.pointee.d_name) { field in
                unsafe field.withMemoryRebound(to: CChar.self, capacity: 256) { unsafe String(cString: $0) }
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }

    /// What a path leads to, a link not followed; `nil` when there is nothing or it may not be seen.
    package static func entry(_ path: String) -> FolderEntry? {
        var status = stat()
        guard !path.utf8.contains(0), unsafe lstat(path, &status) == 0 else { return nil }
        let kind: FolderEntry.Kind =
            switch status.st_mode & S_IFMT {
            case S_IFREG: .file
            case S_IFDIR: .folder
            default: .other
            }
        let name = path.split(separator: "/").last.map(String.init) ?? path
        return FolderEntry(
            name: name, kind: kind, byteCount: Int(status.st_size), modifiedAt: modified(status))
    }

    /// Whether a folder is there, a link to one included.
    package static func isFolder(_ path: String) -> Bool {
        var status = stat()
        guard !path.utf8.contains(0), unsafe stat(path, &status) == 0 else { return false }
        return status.st_mode & S_IFMT == S_IFDIR
    }

    /// Whether what is there can be read from its start to its end, once: a pipe, a socket, a terminal; a link to one included.
    ///
    /// It is not opened for that: whoever writes into a pipe would lose what it has written when it is closed again.
    package static func isStream(_ path: String) -> Bool {
        var status = stat()
        guard !path.utf8.contains(0), unsafe stat(path, &status) == 0 else { return false }
        return [S_IFIFO, S_IFSOCK, S_IFCHR].contains(status.st_mode & S_IFMT)
    }

    /// Removes one file, or a link itself; one that is not there is no error.
    package static func remove(_ path: String) throws(SinkError) {
        guard !path.utf8.contains(0), unsafe unlink(path) != 0, errno != ENOENT else { return }
        throw SystemError(number: errno).writing
    }

    /// Gives a folder its name; nothing may stand there.
    ///
    /// - Throws: `SinkError` with the system's words.
    package static func rename(_ path: String, to name: String) throws(SinkError) {
        guard entry(name) == nil else { throw SinkError("the folder exists already") }
        do { _ = try SystemError.retrying { systemRename(path, name) } } catch { throw error.writing }
    }

    /// Removes a folder that is empty.
    package static func removeFolder(_ path: String) throws(SinkError) {
        guard !path.utf8.contains(0), unsafe rmdir(path) != 0, errno != ENOENT else { return }
        throw SystemError(number: errno).writing
    }

    private static func modified(_ status: stat) -> Timestamp {
        #if canImport(Glibc)
            let time = status.st_mtim
        #else
            let time = status.st_mtimespec
        #endif
        let (product, overflow) = Int64(time.tv_sec).multipliedReportingOverflow(by: 1_000_000_000)
        let (sum, past) = product.addingReportingOverflow(Int64(time.tv_nsec))
        return Timestamp(nanosecondsSinceEpoch: overflow || past ? 0 : sum)
    }
}
