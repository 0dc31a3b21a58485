import Foundation

extension Process {
    /// Starts a server whose output is a pipe, and waits until it says a word.
    ///
    /// - Parameters:
    ///   - word: What it says when it is ready.
    ///   - seconds: How long it may take; then it is ended.
    ///   - problem: Makes an error of what it said, when it ended before.
    /// - Returns: What it said until then.
    /// - Throws: What `problem` makes, or what starting a program throws.
    @discardableResult
    package func run(until word: String, seconds: Double = 20, problem: (String) -> any Error) throws
        -> String
    {
        guard let output = standardOutput as? Pipe else { throw problem("no pipe") }
        try run()
        let watchdog = DispatchWorkItem { [weak self] in self?.terminate() }
        DispatchQueue.global().asyncAfter(deadline: .now() + seconds, execute: watchdog)
        defer { watchdog.cancel() }
        var said = ""
        while !said.contains(word) {
            let chunk = output.fileHandleForReading.availableData
            guard !chunk.isEmpty else { throw problem(said) }
            said += String(decoding: chunk, as: UTF8.self)
        }
        return said
    }
}
