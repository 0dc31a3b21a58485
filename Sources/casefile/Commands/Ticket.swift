import ArgumentParser
import CaseFacts
import CaseFlow
import CaseModel
import CaseSystem
import JSONBytes

/// `casefile ticket`: the case file and the text of the ticket.
struct TicketCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ticket", abstract: "Makes, checks and shows the words of a ticket.",
        subcommands: [Initial.self, Lint.self, Show.self])

    /// `casefile ticket init`.
    struct Initial: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "init", abstract: "Prints a case file to fill in.")

        func run() { Terminal.result(CaseTemplate.text) }
    }

    /// `casefile ticket lint`.
    struct Lint: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Says what a case or a bundle lacks for a ticket that can be answered at once.",
            discussion:
                "Each missing item comes with why it matters and the option that adds it; exit status 1 then."
        )

        @Argument(help: "A case file (TOML), or a bundle (.zip or .tar.gz).")
        var file: String

        @OptionGroup var policyFile: PolicyOption
        @OptionGroup var format: FormatOption

        func run() throws {
            let lint = try isBundle(file) ? bundle() : caseFile()
            if format.isJSON { Terminal.result(lint.json) } else { Terminal.result(lint.text) }
            if !lint.isClean { throw ExitStatus.gaps }
        }

        private func caseFile() throws -> TicketLint {
            var options = try CaseOptions.parse([])
            options.caseFile = file
            options.names.noSystemResolvers = true
            options.policyFile = policyFile
            let words = try ResolvedCase.caseFile(file)
            let facts = try policyFile.facts(words)
            return lintTicket(try ResolvedCase.request(options, file: words, facts: facts), facts: facts)
        }

        private func bundle() throws -> TicketLint {
            guard let lint = lintTicket(try openBundle(file), facts: try policyFile.facts()) else {
                throw RequestError.value(
                    option: file, problem: "the manifest of this bundle names no zone", hint: nil)
            }
            return lint
        }
    }

    /// `casefile ticket show`.
    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Prints the text of a bundle that goes into the ticket.")

        @Argument(help: "A bundle.")
        var bundle: String

        @OptionGroup var policyFile: PolicyOption

        func run() throws {
            let opened = try openBundle(bundle)
            let facts = try policyFile.facts()
            Terminal.result(try opened.text(of: "case.txt", key: SystemEntropy.bytes(32)))
            // What stands in the bundle is what its own policy said.
            guard policyFile.policy != nil, let edition = facts.editions.last,
                let advice = adviceText(opened, facts: facts)
            else { return }
            Terminal.result("\nBY THE POLICY FILE (\(edition.source), as of \(edition.asOf))\n\(advice)")
        }
    }
}

/// Whether a file begins as an archive does: zip or gzip.
private func isBundle(_ path: String) -> Bool {
    guard let head = try? FileBytes(path: path).read(at: 0, count: 4) else { return false }
    return head.starts(with: [0x50, 0x4b]) || head.starts(with: [0x1f, 0x8b])
}
