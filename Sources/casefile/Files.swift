import CaseFlow
import CaseModel
import CaseSystem

/// A file the user named, or standard input for `-`.
///
/// - Throws: `RequestError` when there is no such file: that is a typing mistake, and nothing was done yet.
func inputFile(_ path: String) throws(RequestError) -> InputFile {
    guard path != "-" else {
        return InputFile(label: "standard input", opensOnce: true) { () throws(Failure) in
            FileSource(standardInput: ())
        }
    }
    guard Folders.entry(path) != nil else {
        throw .value(option: path, problem: "there is no such file", hint: nil)
    }
    if let tool = packer(path) {
        return InputFile(label: path) { () throws(Failure) in
            try ToolSource(tool, path: path)
        }
    }
    guard !Folders.isStream(path) else {
        return InputFile(label: path, opensOnce: true) { () throws(Failure) in try FileSource(path: path) }
    }
    return InputFile(
        label: path, openAnywhere: { () throws(Failure) in try SystemBytes(path: path) }
    ) {
        () throws(Failure) in try FileSource(path: path)
    }
}

/// The program that unpacks a file, when it is packed by one this program does not know itself.
private func packer(_ path: String) -> String? {
    guard Folders.entry(path)?.kind == .file, let bytes = try? FileBytes(path: path),
        let head = try? bytes.read(at: 0, count: 8)
    else { return nil }
    return ToolSource.tool(for: head)
}

/// The logs some words name: files, every log of a folder, or files by a pattern of names.
func logFiles(_ words: [String]) throws(RequestError) -> [InputFile] {
    var files: [InputFile] = []
    for word in words { for path in try logPaths(word) { files.append(try inputFile(path)) } }
    return files
}

private func logPaths(_ word: String) throws(RequestError) -> [String] {
    if Folders.isFolder(word) { return try logsInside(word) }
    guard Folders.entry(word) == nil, word.contains(where: { "*?[".contains($0) }) else { return [word] }
    let parts = word.split(separator: "/", omittingEmptySubsequences: false)
    let folder = parts.dropLast().joined(separator: "/")
    let prefix = parts.count > 1 ? folder + "/" : ""
    let names = (try? Folders.list(folder.isEmpty ? (parts.count > 1 ? "/" : ".") : folder)) ?? []
    let found = names.filter { NamePattern.matches($0, String(parts.last ?? "")) }
    guard !found.isEmpty else { throw .value(option: word, problem: "no file has such a name", hint: nil) }
    return found.map { prefix + $0 }
}

/// The logs of a folder and of those in it.
private func logsInside(_ folder: String) throws(RequestError) -> [String] {
    let all = files(in: folder.hasSuffix("/") ? String(folder.dropLast()) : folder, depth: 4)
    // A folder of logs may hold databases of logins and the like.
    let logs = all.filter { path in
        let name = (path.split(separator: "/").last ?? "").lowercased()
        return ["log", "access", "error", ".json", ".txt"].contains { name.contains($0) }
    }
    let chosen = logs.isEmpty ? all : logs
    guard !all.isEmpty else {
        throw .value(option: folder, problem: "there is no file in this folder", hint: nil)
    }
    guard chosen.count <= 1000 else {
        throw .value(
            option: folder, problem: "there are over 1000 files in it",
            hint: "name the logs, or a folder further in")
    }
    return chosen
}

/// The files of a folder by their names, then those of the folders in it; links to folders are not followed.
private func files(in folder: String, depth: Int) -> [String] {
    let paths = ((try? Folders.list(folder)) ?? []).filter { !$0.hasPrefix(".") }.map { "\(folder)/\($0)" }
    // Kubernetes has links to logs in a folder.
    let own = paths.filter { !Folders.isFolder($0) && (try? FileBytes(path: $0)) != nil }
    guard depth > 1 else { return own }
    return own
        + paths.filter { Folders.entry($0)?.kind == .folder }.flatMap { files(in: $0, depth: depth - 1) }
}

/// All of a small file.
///
/// - Throws: `RequestError` when it is not there, cannot be read or is larger than `limit` bytes.
func readWholeFile(_ path: String, limit: Int) throws(RequestError) -> [UInt8] {
    let file = try inputFile(path)
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    do throws(Failure) {
        var source = try file.open()
        while bytes.count <= limit {
            let count = try source.read(into: &buffer)
            guard count > 0 else { return bytes }
            bytes += buffer[..<count]
        }
    } catch {
        let words = error.detail ?? error.code.rawValue
        throw .value(option: path, problem: "it cannot be read (\(words))", hint: nil)
    }
    throw .value(option: path, problem: "is larger than \(limit) bytes", hint: nil)
}

/// A bundle the user named.
func openBundle(_ path: String) throws -> OpenedBundle { try OpenedBundle(try bundleBytes(path)) }

/// A bundle's bytes.
///
/// - Throws: `RequestError` when there is no such file.
func bundleBytes(_ path: String) throws -> SystemBytes {
    _ = try inputFile(path)
    return try SystemBytes(path: path)
}

/// Where a command writes one file: its name appears when it is whole.
final class OutputTarget {
    let sink: any ByteSink
    private let file: AtomicFile?
    private let held: HeldSink?

    /// Opens the target; what goes to a pipe is held back until `commit` when `holding`.
    ///
    /// - Parameters:
    ///   - path: `-` for standard output.
    ///   - holding: Whether what was written is read again before it may go.
    /// - Throws: `SinkError` when it cannot be made.
    init(_ path: String, holding: Bool = false) throws(SinkError) {
        // A device or a pipe cannot be replaced by a file; it is written to.
        guard path != "-", (Folders.entry(path)?.kind ?? .file) == .file else {
            let pipe = path == "-" ? FileSink.standardOutput : try FileSink(path: path)
            held = holding ? try HeldSink(pipe) : nil
            (sink, file) = (held ?? pipe, nil)
            return
        }
        let file = try AtomicFile(finalPath: path, replacing: true)
        (sink, self.file, held) = (file, file, nil)
    }

    /// Gives the file its name.
    func commit() throws(SinkError) {
        try file?.commit()
        try held?.release()
    }

    /// One target an input: the file itself for one, files of the same names in a folder for several.
    static func each(of inputs: [String], in output: String) throws -> [OutputTarget] {
        guard inputs.count > 1 || Folders.isFolder(output) else {
            return [try OutputTarget(output, holding: true)]
        }
        try Folders.create(output)
        let names = inputs.map { $0.split(separator: "/").last.map(String.init) ?? $0 }
        guard Set(names).count == names.count else {
            throw RequestError.value(option: "-o", problem: "two inputs have the same name", hint: nil)
        }
        return try names.map { try OutputTarget("\(output)/\($0)") }
    }
}
