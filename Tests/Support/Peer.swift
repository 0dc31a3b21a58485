import Foundation

/// Servers of a script in `Tests/Peers`, which says one line a fact (`name value`), then `ready`; they end with the test process.
package final class Peer: Sendable {
    private let facts: [String: String]
    /// The servers end when this is closed, that is when the test process is gone.
    private let input = Pipe()

    package struct Problem: Error {
        let said: String
        package init(said: String) { self.said = said }
    }

    package init(_ script: String) throws {
        let process = Process()
        process.executableURL = URL(filePath: Tool.path("python3") ?? "")
        process.arguments = [Repository.root.appending(path: "Tests/Peers/\(script)").path()]
        process.standardInput = input
        process.standardOutput = Pipe()
        let text = try process.run(until: "ready\n", seconds: 60) { Problem(said: $0) }
        facts = text.split(separator: "\n").reduce(into: [:]) { facts, line in
            let words = line.split(separator: " ", maxSplits: 1).map(String.init)
            if words.count == 2 { facts[words[0]] = words[1] }
        }
    }

    /// The value of a fact.
    package func fact(_ name: String) throws -> String {
        guard let fact = facts[name] else { throw Problem(said: "no \(name)") }
        return fact
    }

    /// Whether there is such a fact.
    package func has(_ name: String) -> Bool { facts[name] != nil }
}
