import ArgumentParser
import CaseFacts
import CaseFlow
import CaseModel
import CaseSystem

/// `casefile collect`.
struct Collect: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Gathers everything about a failing URL into one sealed bundle.",
        discussion: """
            Probes the URL through the CDN and straight at the origin, asks DNS servers, traces the path, reads the \
            browser's HAR and the origin's logs, removes secrets, says what it sees, and writes one archive and a \
            folder of files to attach.
            """)

    @OptionGroup var caseOptions: CaseOptions
    @OptionGroup var redaction: RedactionChoices
    @OptionGroup var choices: OutputChoices
    @OptionGroup var format: FormatOption

    @Flag(help: "Print every step, command and file; touch nothing.")
    var dryRun = false

    func run() async throws {
        let resolved = try ResolvedCase(caseOptions, choices, redaction: redaction)
        let briefing = PlaybookBriefing(resolved.request, facts: resolved.facts)
        if dryRun { return try DryRun(resolved.request, briefing).show(format) }
        let printer = ProgressPrinter(quiet: choices.quiet || format.isJSON)
        if let briefing { Terminal.note(briefing.text, quiet: choices.quiet || format.isJSON) }
        let facts = resolved.facts
        let job = Task {
            try await collectCase(
                resolved.request, output: resolved.output, facts: facts, world: resolved.world,
                tell: printer.tell)
        }
        let interrupts = Interrupts { job.cancel() }
        let published = try await job.value
        withExtendedLifetime(interrupts) {}
        Terminal.note(published.lastWords, quiet: choices.quiet || format.isJSON)
        if format.isJSON { Terminal.result(published.json) }
        if !published.gaps.isEmpty { throw ExitStatus.gaps }
    }
}
