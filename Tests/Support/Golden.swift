import Foundation
import Testing

/// Texts that stand beside the tests; `CASEFILE_RECORD=1` writes them anew, and fails, for nobody compared them.
package struct Golden: Sendable {
    private let folder: URL

    /// - Parameter folder: Its path below `Tests`.
    package init(_ folder: String) { self.folder = Repository.root.appending(path: "Tests/\(folder)") }

    package func expect(
        _ text: String, is name: String, sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let file = folder.appending(path: name)
        if ProcessInfo.processInfo.environment["CASEFILE_RECORD"] == "1" {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            try Data(text.utf8).write(to: file)
            Issue.record("recorded \(name)", sourceLocation: sourceLocation)
            return
        }
        let expected = try String(contentsOf: file, encoding: .utf8)
        let lines = zip(text.split(separator: "\n"), expected.split(separator: "\n"))
        let difference = lines.first { $0 != $1 }.map { "now \($0)\nwas \($1)" } ?? "one is longer"
        // Told by its first difference: the whole is long.
        let isSame = text == expected
        #expect(isSame, "\(name): \(difference)", sourceLocation: sourceLocation)
    }
}
