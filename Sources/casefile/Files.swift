import CaseFlow
import CaseModel
import CaseSystem

/// A file the user named, or standard input for `-`.
///
/// - Throws: `RequestError` when there is no such file: that is a typing mistake, and nothing was done yet.
func inputFile(_ path: String) throws(RequestError) -> InputFile {
    guard path != "-" else {
        return InputFile(label: "standard input") { () throws(Failure) in FileSource(standardInput: ()) }
    }
    guard Folders.entry(path) != nil else {
        throw .value(option: path, problem: "there is no such file", hint: nil)
    }
    return InputFile(label: path, openAnywhere: { () throws(Failure) in try SystemBytes(path: path) }) {
        () throws(Failure) in try FileSource(path: path)
    }
}

/// All of a small file.
///
/// - Throws: `RequestError` when it is not there, `Failure` when it cannot be read or is larger than `limit` bytes.
func readWholeFile(_ path: String, limit: Int) throws -> [UInt8] {
    var source = try inputFile(path).open()
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while true {
        let count = try source.read(into: &buffer)
        guard count > 0 else { return bytes }
        bytes += buffer[..<count]
        guard bytes.count <= limit else {
            throw RequestError.value(option: path, problem: "is larger than \(limit) bytes", hint: nil)
        }
    }
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
