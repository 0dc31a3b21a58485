import CaseBundle
import CaseFacts
import CaseFlow
import CaseModel
import CasePlan
import CaseRedact
import CaseSystem

/// Why the words of a request make no case.
enum RequestError: ExplainedError {
    case value(option: String, problem: String, hint: String?)
    case noZone

    var explanation: Explanation {
        switch self {
        case .value(let option, let problem, let hint?): Explanation("\(option): \(problem)", hints: hint)
        case .value(let option, let problem, nil): Explanation("\(option): \(problem)")
        case .noZone:
            Explanation("the URLs have no zone in common", hints: "name it with --zone example.com")
        }
    }
}

/// What the words, the case file and the defaults mean together; a flag beats the file, the file a default.
struct ResolvedCase {
    let request: CaseRequest
    /// The data, with the user's policy file laid over it.
    let facts: Facts
    let output: OutputOptions
    let world: World

    init(
        _ options: CaseOptions, _ choices: OutputChoices, redaction: RedactionChoices? = nil
    ) throws {
        let file = try Self.caseFile(options.caseFile)
        let clock = try Self.clock(choices.now)
        facts = try options.policyFile.facts(file)
        var request = try Self.request(options, file: file, facts: facts, jobs: choices.jobs)
        let secretNames = request.redaction.removeNames
        request.redaction = try redaction?.policy(file) ?? RedactionWords(file).policy()
        request.redaction.removeNames.formUnion(secretNames)
        request.perHost = max(1, choices.perHost)
        self.request = request
        guard let format = ArchiveFormat(rawValue: choices.archive) else {
            throw RequestError.value(option: "--archive", problem: "must be zip or tar.gz", hint: nil)
        }
        var output = OutputOptions()
        output.format = format
        self.output = output
        world = try World.live(
            folder: choices.output, clock: clock, seed: choices.seed,
            authorityFile: request.options.authorityFile)
    }

    static func caseFile(_ path: String?) throws -> CaseFile {
        guard let path else { return CaseFile() }
        return try CaseFile(
            String(decoding: try readWholeFile(path, limit: 1 << 20), as: UTF8.self), path: path)
    }

    private static func clock(_ now: String?) throws -> any WallClock {
        guard let now else { return SystemClock() }
        return FixedClock(at: try time(now, "--now"), measuring: SystemClock())
    }

    static func request(_ options: CaseOptions, jobs: Int = 64) throws -> CaseRequest {
        let file = try caseFile(options.caseFile)
        return try request(options, file: file, facts: try options.policyFile.facts(file), jobs: jobs)
    }

    static func request(
        _ options: CaseOptions, file: CaseFile, facts: Facts, jobs: Int = 64
    ) throws -> CaseRequest {
        let urls = try (options.urls.isEmpty ? file.list("urls") : options.urls).map { try WebURL($0) }
        guard !urls.isEmpty else { throw PlanError.noTargets }
        let incident = try incident(options, file, urls)
        var request = CaseRequest(incident: incident, options: try planOptions(options, file, facts))
        request.redaction.removeNames.formUnion(try RequestWords(options.requests, file).secretNames)
        request.tracesBack = options.reverse || file.flag("reverse")
        request.isOffline = options.offline || file.flag("offline")
        request.hars = try inputs(options.har, file.list("har"))
        request.logs = try logFiles(options.log.isEmpty ? file.list("log") : options.log)
        request.logZone = try zone(options.logZone ?? file.text("log_zone"))
        request.logTemplate = try template(options.logFormat ?? file.text("log_format"))
        request.pastedPaths = try inputs(options.pathOutput, file.list("path_output"))
        request.attachments = try inputs(options.attach, file.list("attach"))
        request.captions = options.caption.isEmpty ? file.list("caption") : options.caption
        guard request.captions.count <= request.attachments.count else {
            throw RequestError.value(
                option: "--caption", problem: "there are more captions than attachments",
                hint: "each belongs to the --attach in the same place")
        }
        try PlaybookWords(options, file).apply(to: &request, facts)
        try NoteCheck.refuseCodes(in: request)
        request.jobs = max(1, jobs)
        request.vantage = options.vantage ?? file.text("vantage") ?? "local"
        request.tool = HostFacts.tool
        request.host = HostFacts.host
        // A leg that was pinned asks nobody for an address.
        let names = request.options.edge == nil ? Set(urls.compactMap(\.hostname?.description)).sorted() : []
        request.hostNotes = HostFacts.notes(on: names)
        return request
    }

    private static func incident(_ options: CaseOptions, _ file: CaseFile, _ urls: [WebURL]) throws
        -> Incident
    {
        let zone = try (options.zone ?? file.text("zone")).map { try Hostname($0) } ?? commonZone(urls)
        var incident = Incident(zone: zone, targets: urls)
        if let id = options.zoneID ?? file.text("zone_id") {
            do { incident.zoneID = try ZoneID(id) } catch {
                throw RequestError.value(
                    option: "--zone-id", problem: error.explanation.problem,
                    hint: error.explanation.hints.first)
            }
        }
        if let text = options.priority ?? file.text("priority") {
            incident.priority = try choice(text.uppercased(), "--priority")
        }
        if let text = options.plan ?? file.text("plan") {
            incident.plan = try choice(text.lowercased(), "--plan")
        }
        incident.summary = options.summary ?? file.text("summary")
        incident.expected = options.expected ?? file.text("expected")
        incident.actual = options.actual ?? file.text("actual")
        incident.steps = options.step.isEmpty ? file.list("step") : options.step
        incident.frequency = options.frequency ?? file.text("frequency")
        incident.errorMessages =
            options.errorMessage.isEmpty ? file.list("error_message") : options.errorMessage
        incident.impact = options.impact ?? file.text("impact")
        incident.cc = options.cc.isEmpty ? file.list("cc") : options.cc
        let window = WindowWords(options, file)
        incident.window = try window.window()
        incident.statedWindow = window.stated
        return incident
    }

    private static func planOptions(_ options: CaseOptions, _ file: CaseFile, _ facts: Facts) throws
        -> PlanOptions
    {
        var plan = PlanOptions(userAgent: Version.userAgent)
        let origins = options.origin.isEmpty ? file.list("origin") : options.origin
        plan.origins = try origins.map { try endpoint($0, "--origin") }
        plan.edge = try (options.edge ?? file.text("edge")).map { try endpoint($0, "--edge") }
        if ProcessFacts.isRoot { plan.pathInterval = .milliseconds(250) }
        plan.authorityFile = options.ca ?? file.text("ca")
        if let path = plan.authorityFile { _ = try readWholeFile(path, limit: 8 << 20) }
        if let text = options.deadline ?? file.text("deadline") {
            plan.deadline = try duration(text, "--deadline")
        }
        try RequestWords(options.requests, file).apply(to: &plan)
        plan.allowsOutsideZone = options.allowOutsideZone || file.flag("allow_outside_zone")
        let asksSystem = !options.names.noSystemResolvers && !file.flag("no_system_resolvers")
        let asksPublic = plan.asksWays && asksSystem && !options.names.noPublic && !file.flag("no_public")
        plan.resolvers = try ResolverWords(
            options.names.resolver.isEmpty ? file.list("resolver") : options.names.resolver,
            asksSystem: asksSystem, open: asksPublic ? facts.resolvers.resolvers : []
        ).resolvers()
        if options.noPaths || file.flag("no_paths") { plan.pathTools = [] }
        if options.names.asNames || file.flag("as_names") { plan.systemZones = facts.services.systems }
        try setRoots(options, file, asksPublic ? facts.roots : nil, &plan)
        try ServiceWords(options.services, file).apply(to: &plan, facts.services, asksPublic: asksPublic)
        return plan
    }

    /// The roots that were given, or the real ones unless only the servers named may be asked.
    private static func setRoots(
        _ options: CaseOptions, _ file: CaseFile, _ hints: RootHints?, _ plan: inout PlanOptions
    ) throws {
        let given = options.names.root.isEmpty ? file.list("root") : options.names.root
        guard given.isEmpty else {
            plan.roots = try given.map { try endpoint($0, "--root") }
            plan.anchors = try
                (options.names.trustAnchor.isEmpty ? file.list("trust_anchor") : options.names.trustAnchor)
                .map {
                    guard let anchor = TrustAnchor($0) else {
                        throw RequestError.value(
                            option: "--trust-anchor", problem: "this is no DS record",
                            hint: "write TAG ALGORITHM TYPE DIGEST")
                    }
                    return anchor
                }
            return
        }
        guard let hints else { return }
        // Some of each family; the others are there for when these are not.
        let (v4, v6) = (hints.servers.filter(\.isV4), hints.servers.filter { !$0.isV4 })
        plan.roots = (v4.prefix(4) + v6.prefix(2)).map { Endpoint(address: $0, port: nil) }
        plan.anchors = hints.anchors
    }

    private static func inputs(_ words: [String], _ listed: [String]) throws -> [InputFile] {
        try (words.isEmpty ? listed : words).map { try inputFile($0) }
    }

    /// The one host, or the longest name of two labels or more above all of them.
    static func commonZone(_ urls: [WebURL]) throws -> Hostname {
        let names = urls.compactMap(\.hostname)
        guard let first = names.first, names.count == urls.count else { throw RequestError.noZone }
        var labels = first.description.split(separator: ".")[...]
        while labels.count >= 2 || names.count == 1 {
            if let zone = try? Hostname(labels.joined(separator: ".")),
                names.allSatisfy({ $0.isInside(zone) })
            {
                return zone
            }
            labels = labels.dropFirst()
            guard !labels.isEmpty else { break }
        }
        throw RequestError.noZone
    }
}
