import ArgumentParser
import CaseSystem

/// The root of the commands.
struct Casefile: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "casefile",
        abstract: "Gathers the evidence a CDN's support team asks for, without secrets, in one bundle.",
        version: Version.text,
        subcommands: [
            Collect.self, HTTPCommand.self, DNSCommand.self, PathCommand.self, HARCommand.self,
            LogsCommand.self,
            RedactCommand.self, TicketCommand.self, InspectCommand.self, VerifyCommand.self,
            DiffCommand.self, ExportCommand.self, SnapshotCommand.self, RulesCommand.self,
            ExplainCommand.self, SchemaCommand.self,
            DoctorCommand.self,
        ])
}

/// The program starts here: parse, run, say what went wrong, leave with the contract's status.
@main
enum Main {
    static func main() async {
        Interrupts.ignoreBrokenPipes()
        let status: ExitStatus
        do {
            var command = try Casefile.parseAsRoot()
            if var waiting = command as? any AsyncParsableCommand {
                try await waiting.run()
            } else {
                try command.run()
            }
            status = .done
        } catch {
            status = Terminal.explain(error)
        }
        status.exit()
    }
}
