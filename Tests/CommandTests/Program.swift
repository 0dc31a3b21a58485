import Foundation
import TestSupport
import Testing

/// The built program, run as a person would run it.
struct Program {
    typealias Run = Tool.Run

    /// Beside the test bundle, wherever the build folder is.
    static let executable: URL = {
        let bundle = URL(filePath: CommandLine.arguments[0]).resolvingSymlinksInPath()
        var folder = bundle.deletingLastPathComponent()
        for _ in 0..<6 {
            let candidate = folder.appending(path: "casefile")
            if FileManager.default.isExecutableFile(atPath: candidate.path()) { return candidate }
            folder.deleteLastPathComponent()
        }
        return Repository.root.appending(path: ".build/debug/casefile")
    }()

    /// Runs the program in a folder.
    static func run(_ arguments: [String], in folder: URL, input: String = "") async throws -> Run {
        try await Tool.run(executable.path(), arguments, in: folder, input: input)
    }
}

/// A folder of a test's own, gone with it.
final class Scratch: Sendable {
    let url: URL

    init() throws {
        url = FileManager.default.temporaryDirectory.appending(path: "casefile-test-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: url) }

    /// A file of a bundle, by another program than ours.
    func read(_ bundle: String, path: String) async throws -> String {
        let run = try await Tool.run("/usr/bin/unzip", ["-p", bundle, "*/\(path)"], in: url)
        try #require(run.status == 0, "\(bundle) \(path): \(run.errors)")
        return run.output
    }

    func write(_ text: String, to name: String) throws {
        try Data(text.utf8).write(to: url.appending(path: name))
    }

    func names() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: url.path()).sorted()
    }
}
