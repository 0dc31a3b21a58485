import ArgumentParser
import CaseFacts
import CaseFlow
import CaseModel
import CaseRedact
import CaseSystem
import JSONBytes

/// What stays and what goes, beyond the rules.
struct RedactionChoices: ParsableArguments {
    @Option(help: "Bodies in a HAR: keep, text (binary ones become size and digest; default) or none.")
    var bodies: String?

    @Option(help: "Visitor addresses: pseudonym (default), truncate or keep.")
    var addresses: String?

    @Option(help: "A header, cookie, parameter or key whose value stays.")
    var keep: [String] = []

    @Option(help: "A header, cookie, parameter or key whose value goes.")
    var remove: [String] = []

    @Option(help: ArgumentHelp("More rules, in TOML; their examples are run first.", valueName: "file"))
    var rules: [String] = []

    /// The same as the redactor wants it; a flag beats the case file.
    func policy(_ file: CaseFile = CaseFile()) throws -> RedactionPolicy {
        try RedactionWords(
            bodies: bodies ?? file.text("bodies"), addresses: addresses ?? file.text("addresses"),
            keep: keep.isEmpty ? file.list("keep") : keep,
            remove: remove.isEmpty ? file.list("remove") : remove,
            rules: rules.isEmpty ? file.list("rules") : rules
        ).policy()
    }
}

/// The words of the redaction options, wherever they stood.
struct RedactionWords {
    var bodies: String?
    var addresses: String?
    var keep: [String]
    var remove: [String]
    var rules: [String]

    /// What a case file says on its own.
    init(_ file: CaseFile) {
        self.init(
            bodies: file.text("bodies"), addresses: file.text("addresses"), keep: file.list("keep"),
            remove: file.list("remove"), rules: file.list("rules"))
    }

    init(bodies: String?, addresses: String?, keep: [String], remove: [String], rules: [String]) {
        self.bodies = bodies
        self.addresses = addresses
        self.keep = keep
        self.remove = remove
        self.rules = rules
    }

    func policy() throws -> RedactionPolicy {
        var policy = RedactionPolicy()
        let facts = try Facts.bundled()
        policy.publicRanges = facts.proxyRanges
        policy.kept.formUnion(facts.publicResolvers)
        if let bodies { policy.bodies = try choice(bodies, "--bodies") }
        if let addresses { policy.addresses = try choice(addresses, "--addresses") }
        policy.keepNames = Set(keep.map { $0.lowercased() })
        policy.removeNames = Set(remove.map { $0.lowercased() })
        policy.add(try ownRules(rules))
        return policy
    }
}

/// `casefile redact`.
struct RedactCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "redact", abstract: "Copies a file without its secrets: HAR, log or any text.")

    @Argument(help: "Files; - for standard input.")
    var inputs: [String]

    @Option(name: .shortAndLong, help: "A file for one input, a folder for several; - for standard output.")
    var output: String

    @OptionGroup var redaction: RedactionChoices
    @OptionGroup var format: FormatOption

    func run() async throws {
        let files = try inputs.map { try inputFile($0) }
        let targets = try OutputTarget.each(of: inputs, in: output)
        let key = SystemEntropy.bytes(32)
        var records: [JSONValue] = []
        for (file, target) in zip(files, targets) {
            do {
                let done = try await redactFile(
                    file, policy: try redaction.policy(), key: key, to: target.sink)
                try target.commit()
                records.append(done.json)
                done.warn()
                Terminal.note("\(file.label): \(done.removals) secrets removed", quiet: format.isJSON)
            } catch {
                throw error
            }
        }
        if format.isJSON, output != "-" { Terminal.result(.array(records)) }
    }
}

extension SanitizedFile {
    /// Says what could not be done for the whole file.
    func warn() {
        guard isFull else { return }
        Terminal.note(
            "casefile: warning: too many secrets to look for each in the whole file; each went where it stood"
        )
    }
}
