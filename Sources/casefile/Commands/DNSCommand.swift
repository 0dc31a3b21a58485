import ArgumentParser
import CaseFlow
import CaseModel
import CaseSystem

/// `casefile dns`.
struct DNSCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "dns", abstract: "Asks DNS servers about a name, or reads answers somebody pasted.",
        subcommands: [Ask.self, Parse.self], defaultSubcommand: Ask.self)

    /// `casefile dns NAME`.
    struct Ask: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Asks DNS servers about a name, now.")

        @Argument(help: "A name.")
        var name: String

        @Option(name: .customLong("type"), help: "Record types (default: all a site uses).")
        var types: [String] = []

        @OptionGroup var choices: ProbeChoices
        @OptionGroup var format: FormatOption

        func run() async throws {
            let types = try types.map { text in
                guard let type = DNSType(text) else {
                    throw RequestError.value(
                        option: "--type", problem: "there is no such record type",
                        hint: "A, AAAA, CNAME, MX, TYPE65 …")
                }
                return type
            }
            try await choices.run(
                .dns, urls: ["https://\(try Hostname(name))/"], types: types, format: format)
        }
    }

    /// `casefile dns parse`.
    struct Parse: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Reads the output of dig, kdig, drill or nslookup.")

        @Argument(help: "A file; - for standard input.")
        var file: String

        @OptionGroup var format: FormatOption

        func run() throws {
            let parsed = parseLookup(try readWholeFile(file, limit: 16 << 20), key: SystemEntropy.bytes(32))
            if format.isJSON { Terminal.result(parsed.json) } else { Terminal.result(parsed.text) }
            if !parsed.isReadable { throw ExitStatus.gaps }
        }
    }
}
