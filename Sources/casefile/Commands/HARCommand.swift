import ArgumentParser
import CaseFlow
import CaseModel
import CaseSystem
import JSONBytes

/// `casefile har`.
struct HARCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "har", abstract: "Sanitises, summarises and compares HAR files.",
        subcommands: [Sanitize.self, Summary.self, Diff.self])

    /// `casefile har sanitize`.
    struct Sanitize: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Writes a HAR without its secrets: same entries, order and timings.")

        @Argument(help: "A HAR, plain or .gz; - for standard input.")
        var input: String

        @Option(name: .shortAndLong, help: "Where to; - for standard output.")
        var output: String

        @Flag(help: "Keep the whole entries before a place where the file is damaged.")
        var salvage = false

        @OptionGroup var redaction: RedactionChoices
        @OptionGroup var format: FormatOption

        func run() async throws {
            let target = try OutputTarget(output, holding: true)
            let done: SanitizedFile
            do {
                done = try await sanitizeHAR(
                    try inputFile(input), policy: try redaction.policy(), key: SystemEntropy.bytes(32),
                    to: target.sink, salvage: salvage)
            } catch {
                throw error
            }
            try target.commit()
            report(done)
            if done.stopped != nil { throw ExitStatus.gaps }
        }

        private func report(_ done: SanitizedFile) {
            if let stopped = done.stopped {
                Terminal.note("casefile: warning: \(stopped); what came before it was kept")
            }
            done.warn()
            if format.isJSON, output != "-" {
                Terminal.result(done.json)
            } else {
                Terminal.note("\(done.entries ?? 0) entries, \(done.removals) secrets removed")
            }
        }
    }

    /// `casefile har summary`.
    struct Summary: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Says what a HAR holds: statuses, hosts, failures, slow entries, Ray IDs.")

        @Argument(help: "HAR files, plain or .gz.")
        var inputs: [String]

        @OptionGroup var format: FormatOption

        func run() throws {
            var damaged = false
            for input in inputs {
                let summary = try summarizeHAR(
                    try inputFile(input), key: SystemEntropy.bytes(32),
                    width: StandardStream.standardOutput.columns ?? 80)
                damaged = damaged || summary.stopped != nil
                if format.isJSON {
                    Terminal.result(summary.json)
                } else {
                    Terminal.result((inputs.count > 1 ? "== \(input)\n" : "") + summary.text)
                }
            }
            if damaged { throw ExitStatus.gaps }
        }
    }
}
