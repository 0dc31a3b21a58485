import Foundation
import TestSupport
import Testing

/// A text of commands and what a person should see.
///
///     casefile ARGUMENTS…      runs it; must end with status 0
///     ! casefile ARGUMENTS…    must not end with 0
///     status N                 of the last run
///     stdout 'TEXT'  ! stdout 'TEXT'   (stderr alike)
///     exists NAME  ! exists NAME       (a name may end in *)
///     file NAME 'LINE'         adds a line to a file
///     sample PATH              copies a file of Samples
struct Transcript {
    let name: String
    private let lines: [String]

    static let folder = Repository.root.appending(path: "Tests/CommandTests/Transcripts")

    static var names: [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: folder.path())) ?? []).sorted()
    }

    init(named name: String) throws {
        self.name = name
        lines = try String(contentsOf: Self.folder.appending(path: name), encoding: .utf8)
            .split(separator: "\n").map(String.init)
    }

    func play() async throws {
        let scratch = try Scratch()
        var last = Program.Run(status: 0, output: "", errors: "")
        for (index, line) in lines.enumerated() where !line.hasPrefix("#") {
            var words = Self.words(line)
            let negated = words.first == "!"
            if negated { words.removeFirst() }
            let place: Comment = "\(name):\(index + 1): \(line)\n\(last.output)\n\(last.errors)"
            let rest = Array(words.dropFirst())
            switch words.first {
            case "casefile":
                last = try await Program.run(rest, in: scratch.url)
                #expect(
                    (last.status == 0) != negated,
                    "\(name):\(index + 1): status \(last.status)\n\(last.errors)")
            case "status": #expect(rest.first == "\(last.status)", place)
            case "stdout": #expect(last.output.contains(try #require(rest.first)) != negated, place)
            case "stderr": #expect(last.errors.contains(try #require(rest.first)) != negated, place)
            case "exists": #expect(try Self.exists(try #require(rest.first), scratch) != negated, place)
            case "file":
                let url = scratch.url.appending(path: try #require(rest.first))
                let before = (try? String(contentsOf: url, encoding: .utf8)) ?? ""
                try Data((before + rest.dropFirst().joined(separator: " ") + "\n").utf8).write(to: url)
            case "sample":
                let source = Repository.root.appending(path: "Samples").appending(
                    path: try #require(rest.first))
                try FileManager.default.copyItem(
                    at: source, to: scratch.url.appending(path: source.lastPathComponent))
            default: Issue.record("\(name):\(index + 1): no such line")
            }
        }
    }

    private static func exists(_ pattern: String, _ scratch: Scratch) throws -> Bool {
        guard pattern.hasSuffix("*") else {
            return FileManager.default.fileExists(atPath: scratch.url.appending(path: pattern).path())
        }
        return try scratch.names().contains { $0.hasPrefix(pattern.dropLast()) }
    }

    /// Words of a line; single quotes hold blanks together.
    private static func words(_ line: String) -> [String] {
        var words: [String] = []
        var word: String?
        var isQuoted = false
        for character in line {
            switch character {
            case "'":
                isQuoted.toggle()
                word = word ?? ""
            case " " where !isQuoted:
                if let done = word { words.append(done) }
                word = nil
            default: word = (word ?? "") + String(character)
            }
        }
        return words + (word.map { [$0] } ?? [])
    }
}

struct TranscriptTests {
    @Test("the program does what its transcript says", arguments: Transcript.names)
    func plays(name: String) async throws {
        try await Transcript(named: name).play()
    }

    @Test func thereAreTranscripts() {
        #expect(Transcript.names.count >= 8)
    }
}
