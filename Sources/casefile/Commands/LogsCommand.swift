import ArgumentParser
import CaseFlow
import CaseModel
import CaseSystem
import JSONBytes

/// `casefile logs`.
struct LogsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "logs", abstract: "Counts and cuts origin logs.",
        subcommands: [Summary.self, Window.self, Rays.self])

    /// `casefile logs summary`.
    struct Summary: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Counts lines, formats, statuses, methods, clients and Ray IDs.")

        @Argument(
            help: "Logs: files, folders, quoted patterns; plain, .gz, .zst, .xz, .bz2; - for standard input.")
        var inputs: [String]

        @Option(
            parsing: .unconditional, help: "The zone of times that say none: UTC, +02:00 or Europe/Berlin."
        )
        var logZone: String?

        @Option(
            help:
                "The lines' format: nginx's log_format or Apache's LogFormat, the text or the whole directive."
        )
        var logFormat: String?

        @OptionGroup var format: FormatOption

        func run() async throws {
            let files = try logFiles(inputs)
            var isDamaged = false
            for input in files {
                let summary = try await summarizeLog(
                    input, zone: try zone(logZone), template: try template(logFormat),
                    key: SystemEntropy.bytes(32))
                if format.isJSON {
                    Terminal.result(summary.json)
                } else {
                    Terminal.result((files.count > 1 ? "== \(input.label)\n" : "") + summary.text)
                }
                guard let stopped = summary.stopped else { continue }
                Terminal.note("casefile: warning: \(stopped)")
                isDamaged = true
            }
            if isDamaged { throw ExitStatus.gaps }
        }
    }

    /// `casefile logs window`.
    struct Window: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Writes the lines of a stretch of time, secrets removed.")

        @Argument(
            help: "Logs: files, folders, quoted patterns; plain, .gz, .zst, .xz, .bz2; - for standard input.")
        var inputs: [String]

        @Option(help: "Start (RFC 3339, any offset).")
        var since: String

        @Option(help: "End (RFC 3339, any offset).")
        var until: String

        @Option(
            help:
                "How far a line may stand from its place in time: 5m (default), 0 or any (logs in no order).")
        var slack: String?

        @Option(
            parsing: .unconditional, help: "The zone of times that say none: UTC, +02:00 or Europe/Berlin."
        )
        var logZone: String?

        @Option(
            help:
                "The lines' format: nginx's log_format or Apache's LogFormat, the text or the whole directive."
        )
        var logFormat: String?

        @Option(name: .shortAndLong, help: "Where to; standard output by default.")
        var output = "-"

        func run() async throws {
            var options = LogCut()
            (options.zone, options.template) = (try zone(logZone), try template(logFormat))
            if let slack { options.slack = try slackOf(slack) }
            options.window = try WindowWords(since: since, until: until).window()
            try await cut(inputs, options, to: output)
        }

        private func slackOf(_ text: String) throws -> Duration? {
            switch text {
            case "any": return nil
            case "0", "0s": return .zero
            default:
                guard let slack = try? duration(text, "--slack") else {
                    throw RequestError.value(
                        option: "--slack", problem: "this is no length of time",
                        hint: "write 5m, 90s, 0 or any")
                }
                return slack
            }
        }
    }

    /// `casefile logs rays`.
    struct Rays: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Writes the lines that carry one of some Ray IDs, secrets removed.")

        @Argument(
            help: "Logs: files, folders, quoted patterns; plain, .gz, .zst, .xz, .bz2; - for standard input.")
        var inputs: [String]

        @Option(help: "A Ray ID, with or without its colo.")
        var ray: [String]

        @Option(
            parsing: .unconditional, help: "The zone of times that say none: UTC, +02:00 or Europe/Berlin."
        )
        var logZone: String?

        @Option(
            help:
                "The lines' format: nginx's log_format or Apache's LogFormat, the text or the whole directive."
        )
        var logFormat: String?

        @Option(name: .shortAndLong, help: "Where to; standard output by default.")
        var output = "-"

        func run() async throws {
            var options = LogCut()
            (options.zone, options.template) = (try zone(logZone), try template(logFormat))
            options.rays = try ray.map { text in
                guard let ray = RayID(text) else {
                    throw RequestError.value(
                        option: "--ray", problem: "this is not a Ray ID",
                        hint: "16 hex digits, perhaps with -FRA behind")
                }
                return ray
            }
            try await cut(inputs, options, to: output)
        }
    }

    /// Cuts every input into one output with one pseudonym space.
    private static func cut(_ inputs: [String], _ options: LogCut, to output: String) async throws {
        let files = try logFiles(inputs)
        let target = try OutputTarget(output, holding: true)
        let cut = try await cutLogs(files, options, key: SystemEntropy.bytes(32), to: target.sink)
        try target.commit()
        for notice in cut.notices { Terminal.note(notice) }
        Terminal.note(cut.lines == 1 ? "1 line" : "\(cut.lines) lines")
        if cut.hasFailed { throw ExitStatus.gaps }
    }
}
