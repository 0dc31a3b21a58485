import CaseBundle
import CaseFlow
import CaseModel
import CaseSystem

/// Bundles in a folder of the file system.
struct FolderStore: BundleStore {
    private let folder: String

    init(folder: String) { self.folder = folder.isEmpty ? "." : folder }

    func isFree(_ name: String) -> Bool {
        Folders.entry(path(name)) == nil && Folders.entry(path(".\(name).partial")) == nil
    }

    func begin(_ name: String) throws(SinkError) -> any PendingFile {
        try Folders.create(folder)
        return PendingArchive(try AtomicFile(finalPath: path(name)))
    }

    func beginFolder(_ name: String) throws(SinkError) -> any PendingFolder {
        try Folders.create(folder)
        return try PendingAttachments(finalPath: path(name), partialPath: path(".\(name).partial"))
    }

    private func path(_ name: String) -> String { folder == "." ? name : "\(folder)/\(name)" }
}

/// An archive on its way.
private struct PendingArchive: PendingFile {
    private var file: AtomicFile?
    private let finalPath: String

    init(_ file: AtomicFile) {
        self.file = file
        finalPath = file.finalPath
    }

    mutating func write(_ bytes: Span<UInt8>) throws(SinkError) {
        guard let file else { throw SinkError("the file was closed") }
        try file.write(bytes)
    }

    func reopen() throws(Failure) -> any RandomAccessBytes {
        guard let file else { throw Failure(.read, .notFound) }
        return SystemBytes(file: try file.readBack())
    }

    mutating func commit() throws(SinkError) -> String {
        try file?.commit()
        file = nil
        return finalPath
    }

    mutating func discard() { file = nil }
}

/// A file of the system, read at any place.
struct SystemBytes: RandomAccessBytes {
    private let file: FileBytes

    init(file: FileBytes) { self.file = file }

    /// - Throws: `Failure` when the file is not there or may not be read.
    init(path: String) throws(Failure) { file = try FileBytes(path: path) }

    var byteCount: Int { file.byteCount }

    func read(at offset: Int, count: Int) throws(Failure) -> [UInt8] {
        try file.read(at: offset, count: count)
    }
}

/// An attach folder on its way: a folder with a dot before its name, renamed at the end.
private struct PendingAttachments: PendingFolder {
    private let finalPath: String
    private let partialPath: String

    init(finalPath: String, partialPath: String) throws(SinkError) {
        guard Folders.entry(finalPath) == nil else { throw SinkError("\(finalPath) is there already") }
        self.finalPath = finalPath
        self.partialPath = partialPath
        clear()
        try Folders.create(partialPath)
    }

    mutating func begin(_ name: String) throws(SinkError) -> any ByteSink {
        try FileSink(path: "\(partialPath)/\(name)")
    }

    mutating func commit() throws(SinkError) -> String {
        try Folders.rename(partialPath, to: finalPath)
        return finalPath
    }

    mutating func discard() { clear() }

    /// Removes what a run that was killed, or this one, left under the partial name.
    private func clear() {
        for name in (try? Folders.list(partialPath)) ?? [] { try? Folders.remove("\(partialPath)/\(name)") }
        try? Folders.removeFolder(partialPath)
    }
}
