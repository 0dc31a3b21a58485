import ArgumentParser
import CaseFacts
import CaseFlow
import CaseModel
import CasePlan
import CaseSystem
import JSONBytes

/// Pins and limits of the single probes.
struct ProbeChoices: ParsableArguments {
    @Option(help: ArgumentHelp("The origin server, past the CDN.", valueName: "ip[:port]"))
    var origin: [String] = []

    @Option(help: ArgumentHelp("Connect the edge leg here.", valueName: "ip[:port]"))
    var edge: String?

    @OptionGroup var names: NameChoices

    @Option(help: "A PEM file of certificate authorities to trust instead of the system's.")
    var ca: String?

    @Option(help: "The most time probes may take: 60s, 2m (default 60s).")
    var deadline: String?

    /// The same words as of a whole case.
    func caseOptions(urls: [String]) throws -> CaseOptions {
        var options = try CaseOptions.parse([])
        options.urls = urls
        options.origin = origin
        options.edge = edge
        options.names = names
        options.ca = ca
        options.deadline = deadline
        return options
    }

    /// Runs the steps of one kind and prints what they saw.
    func run(
        _ kind: Step.Kind, urls: [String], zone: String? = nil, tools: [PathProbe.Tool]? = nil,
        requests: RequestChoices? = nil,
        types: [DNSType] = [],
        format: FormatOption
    ) async throws {
        var options = try caseOptions(urls: urls)
        if let requests { options.requests = requests }
        if let zone { (options.zone, options.allowOutsideZone) = (zone, true) }
        var request = try ResolvedCase.request(options)
        request.options.pathTools = tools
        let world = try World.live(
            folder: ".", clock: SystemClock(), seed: nil, authorityFile: request.options.authorityFile)
        let probes = try await probeNow(
            request, kind: kind, types: types, facts: try Facts.bundled(), world: world)
        if format.isJSON {
            Terminal.result(.array(probes.map(\.json)))
        } else {
            Terminal.result(probes.map(\.text).joined(separator: "\n"))
        }
        if probes.contains(where: \.isGap) { throw ExitStatus.gaps }
    }
}

/// `casefile http`.
struct HTTPCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "http", abstract: "Asks a URL through the CDN and at the origin, now.")

    @Argument(help: "URLs.")
    var urls: [String]

    @OptionGroup var choices: ProbeChoices
    @OptionGroup var requests: RequestChoices
    @OptionGroup var format: FormatOption

    func run() async throws { try await choices.run(.http, urls: urls, requests: requests, format: format) }
}

/// `casefile path`.
struct PathCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "path", abstract: "Traces the path to a host, or reads a trace somebody pasted.",
        subcommands: [Trace.self, Parse.self], defaultSubcommand: Trace.self)

    /// `casefile path HOST`.
    struct Trace: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "trace", abstract: "Runs the path tools this host has.")

        @Argument(help: "A host name or an address.")
        var host: String

        @Option(
            help:
                "mtr, traceroute, tracepath, ping, casefile or casefile-tcp (default: all; casefile only where traceroute is not)."
        )
        var tool: [String] = []

        @OptionGroup var choices: ProbeChoices
        @OptionGroup var format: FormatOption

        func run() async throws {
            let tools: [PathProbe.Tool] = try tool.map { try choice($0, "--tool") }
            let address = IPAddress(host)
            // An address is in no zone; only paths are asked for, so any name will do for one.
            try await choices.run(
                .path, urls: ["https://\(address.map(\.bracketed) ?? host)/"],
                zone: address == nil ? nil : "address.invalid",
                tools: tools.isEmpty ? nil : tools,
                format: format)
        }
    }

    /// `casefile path parse`.
    struct Parse: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Reads the output of traceroute, tracert, tracepath, mtr or ping.")

        @Argument(help: "A file; - for standard input.")
        var file: String

        @OptionGroup var format: FormatOption

        func run() throws {
            let parsed = parsePath(try readWholeFile(file, limit: 16 << 20), key: SystemEntropy.bytes(32))
            if format.isJSON { Terminal.result(parsed.json) } else { Terminal.result(parsed.text) }
            if !parsed.isReadable { throw ExitStatus.gaps }
        }
    }
}
