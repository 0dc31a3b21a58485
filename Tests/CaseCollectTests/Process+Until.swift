import Foundation

extension Process {
    /// Starts a server whose two streams are one pipe, and waits until it says a word.
    ///
    /// - Parameters:
    ///   - word: What it says when it is ready.
    ///   - problem: Makes an error of what it said, when it ended or took more than 20 seconds.
    /// - Throws: What `problem` makes, or what starting a program throws.
    func run(until word: String, problem: (String) -> any Error) throws {
        guard let output = standardOutput as? Pipe else { throw problem("no pipe") }
        try run()
        let watchdog = DispatchWorkItem { [weak self] in self?.terminate() }
        DispatchQueue.global().asyncAfter(deadline: .now() + 20, execute: watchdog)
        defer { watchdog.cancel() }
        var said = ""
        while !said.contains(word) {
            let chunk = output.fileHandleForReading.availableData
            guard !chunk.isEmpty else { throw problem(said) }
            said += String(decoding: chunk, as: UTF8.self)
        }
    }
}
