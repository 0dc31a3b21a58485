import Foundation
import Testing

/// Python with the packages that `Tests/run` installs: a browser's driver and a checker of JSON Schemas.
package enum Python {
    /// The environment of `Tests/run` where there is one, else the system's.
    private static let program: String = {
        let own = Repository.root.appending(path: ".build-tools/python/bin/python3").path()
        return FileManager.default.isExecutableFile(atPath: own) ? own : "/usr/bin/python3"
    }()

    /// What a look at a page is missing, and what a check of schemas is.
    fileprivate static let missingForPages =
        missing("playwright.sync_api") + (Tool.has("chromium") ? [] : ["chromium"])
    fileprivate static let missingForSchemas = missing("jsonschema")

    /// Opens pages in a browser, narrow and wide, light and dark, and says what is wrong with them.
    package static func look(at pages: [String], in folder: URL) async throws -> Tool.Run {
        try await run("Tests/CommandTests/Pages/look.py", pages, in: folder)
    }

    /// Runs a script of the repository.
    package static func run(
        _ script: String, _ arguments: [String], in folder: URL, seconds: Int = 300
    ) async throws -> Tool.Run {
        let path = Repository.root.appending(path: script).path()
        return try await Tool.run(program, [path] + arguments, in: folder, seconds: seconds)
    }

    private static func missing(_ module: String) -> [String] {
        let folder = FileManager.default.temporaryDirectory
        let run = try? Tool.runNow(program, ["-c", "import \(module)"], in: folder, seconds: 30)
        return run?.status == 0 ? [] : ["\(module) for \(program)"]
    }
}

extension Trait where Self == ConditionTrait {
    /// Skips the test where no browser can be driven; under `Tests/run` it fails.
    package static var needsBrowser: Self { .needs(nothingOf: Python.missingForPages) }

    /// Skips the test where no JSON Schema can be checked; under `Tests/run` it fails.
    package static var needsSchemaChecker: Self { .needs(nothingOf: Python.missingForSchemas) }
}
