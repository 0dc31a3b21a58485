import Foundation
import Testing

/// The edge of Peers/scripted-edge.py and what is behind it; it ends with the test process.
final class ScriptedEdge: Sendable {
    static let running = Result { try ScriptedEdge() }

    /// Ports and files by name.
    let facts: [String: String]
    private let input = Pipe()

    private init() throws {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["python3", Program.root.appending(path: "Tests/Peers/scripted-edge.py").path()]
        process.standardInput = input
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let watchdog = DispatchWorkItem { process.terminate() }
        DispatchQueue.global().asyncAfter(deadline: .now() + 30, execute: watchdog)
        defer { watchdog.cancel() }
        var text = ""
        while !text.hasSuffix("ready\n") {
            let data = output.fileHandleForReading.availableData
            guard !data.isEmpty else { throw POSIXError(.ECHILD) }
            text += String(decoding: data, as: UTF8.self)
        }
        var facts: [String: String] = [:]
        for line in text.split(separator: "\n") {
            let words = line.split(separator: " ", maxSplits: 1).map(String.init)
            if words.count == 2 { facts[words[0]] = words[1] }
        }
        self.facts = facts
    }

    func fact(_ name: String) throws -> String { try #require(facts[name], "the edge has no \(name)") }
}
