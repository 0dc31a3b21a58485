import Foundation

/// Python with the packages that `Tests/run` installs: a browser's driver and a checker of JSON Schemas.
enum Python {
    /// The environment of `Tests/run` where there is one, else the system's.
    static let program: String = {
        let own = Program.root.appending(path: ".build-tools/python/bin/python3").path()
        return FileManager.default.isExecutableFile(atPath: own) ? own : "/usr/bin/python3"
    }()

    static let hasPlaywright = canImport("playwright.sync_api") && Program.has("chromium")
    static let hasJSONSchema = canImport("jsonschema")

    /// Runs a script that stands beside these tests.
    static func run(_ script: String, _ arguments: [String], in folder: URL, seconds: Int = 300) async throws
        -> Program.Run
    {
        let path = URL(filePath: #filePath).deletingLastPathComponent().appending(path: script).path()
        return try await Program.run(program, [path] + arguments, in: folder, seconds: seconds)
    }

    private static func canImport(_ module: String) -> Bool {
        let folder = FileManager.default.temporaryDirectory
        let run = try? Program.runNow(program, ["-c", "import \(module)"], in: folder, seconds: 30)
        if run?.status != 0 {
            FileHandle.standardError.write(
                Data("SKIPPED: \(program) has no \(module); Tests/run installs it\n".utf8))
        }
        return run?.status == 0
    }
}
