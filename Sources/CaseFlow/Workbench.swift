import CaseBundle
import CaseCollect
import CaseFacts
import CaseModel
import CasePlan
import CaseRedact
import JSONBytes

/// Where a case comes together: one redactor, the sealed evidence, and the files of the bundle.
struct Workbench: ~Copyable {
    var evidence: SealedCase
    var redactor: Redactor
    let facts: Facts
    let world: World
    let vantage: String
    var files: [DraftFile] = []
    /// Those of them that no sweep removes.
    var keptRays: Set<UInt64> = []
    /// Whether the gap for too many secrets is noted.
    var saysIsFull = false
    /// The Ray IDs seen so far; the origin's log is searched for them.
    var rays: Set<UInt64> = []
    /// Addresses at which hosts were seen, by name.
    var hostAddresses: [String: Set<IPAddress>] = [:]
    /// What of the logs is kept: the user's window, or the HAR's own time.
    var window: TimeWindow?

    /// A file of the bundle before the ledger is complete.
    struct DraftFile {
        let path: BundlePath
        var content: BundleFile.Content
        let mediaType: String
        let step: StepID?
        /// What it is, for the list in `case.txt`.
        let note: String
        /// How many secrets were known when it was last read for them; `nil` when it never was.
        var sweptAt: Int?
    }

    init(_ request: CaseRequest, facts: Facts, world: World) {
        self.facts = facts
        self.world = world
        vantage = request.vantage
        window = request.incident.window
        rays = Set(request.options.rays.map(\.value))
        var policy = request.redaction
        policy.publicRanges = facts.proxyRanges
        policy.kept.formUnion(facts.publicResolvers)
        policy.kept.formUnion(request.options.origins.map(\.address))
        policy.kept.formUnion(request.options.resolvers.map(\.server.address))
        if let edge = request.options.edge { policy.kept.insert(edge.address) }
        redactor = Redactor(key: world.redactionKey, policy: policy)
        // A server may send back what it was sent.
        for field in request.options.secretFields {
            Self.learn(Array(field.value.utf8), &redactor)
            if !Self.plainFields.contains(field.name.lowercased()) {
                redactor.learn(given: Array(field.value.utf8))
            }
        }
        if let api = request.options.api { redactor.learn(given: Array(api.token.utf8)) }
        Self.learn(request.options.body, &redactor)
        var incident = request.incident
        // Whom the user wants copied must stay readable, and every address in the evidence must go: the gate and
        // `verify` know no exception, so these are written as people write them in public.
        incident.cc = incident.cc.map { $0.replacing("@", with: " (at) ") }
        evidence = SealedCase(incident: redactor.seal(incident, in: BundlePath(.caseText)))
    }

    /// Fields whose values stand everywhere and are nobody's secret.
    private static let plainFields: Set = [
        "accept", "accept-encoding", "accept-language", "cache-control", "connection", "content-type", "host",
        "origin",
        "pragma", "range", "referer", "te", "user-agent", "x-forwarded-proto", "x-requested-with",
    ]

    /// Makes lines known as secrets, and of their words those that are no words of a language.
    private static func learn(_ text: [UInt8], _ redactor: inout Redactor) {
        for line in text.split(whereSeparator: { $0 == 0x0a || $0 == 0x0d }).prefix(1000) {
            redactor.learn(secret: Array(line))
            let words = line.split { $0 <= 0x20 || "\"'&=:,;{}[]<>".utf8.contains($0) }
            for word in words.prefix(200) where word.contains(where: { (48...57).contains($0) }) {
                redactor.learn(secret: Array(word))
            }
        }
    }

    /// Notes what is missing, and tells.
    mutating func note(_ subject: String, _ reason: String, _ tell: (Progress) -> Void = { _ in }) {
        let gap = Gap(subject: subject, reason: reason)
        tell(.gap(gap))
        evidence.gaps.append(redactor.seal(gap, in: BundlePath(.caseText)))
    }

    /// Notes what colours the probes of this host.
    mutating func add(_ notes: [HostNote]) {
        let file = BundlePath(folder: .host, step: "host", suffix: ".json")
        evidence.hostNotes += notes.map { redactor.seal($0, in: file) }
    }

    /// Seals a conclusion: it was drawn from sealed evidence, and goes through the redactor once more.
    mutating func sealed(_ analysis: Analysis) -> Sealed<Analysis> {
        redactor.seal(analysis, in: BundlePath(.findings))
    }

    /// Puts text into the bundle.
    mutating func add(
        text: String, at path: BundlePath, mode: TextMode = .evidence, mediaType: String = "text/plain",
        step: StepID? = nil, note: String
    ) {
        let bytes = redactor.seal(text: Array(text.utf8), in: path, mode)
        add(.bytes(bytes), at: path, mediaType: mediaType, step: step, note: note)
    }

    /// Puts a record into the bundle.
    mutating func add(
        json: JSONValue, at path: BundlePath, mode: TextMode = .evidence, step: StepID? = nil, note: String
    ) {
        let bytes = redactor.seal(document: json, in: path, mode)
        add(.bytes(bytes), at: path, mediaType: "application/json", step: step, note: note)
    }

    /// Puts sealed content into the bundle.
    mutating func add(
        _ content: BundleFile.Content, at path: BundlePath, mediaType: String, step: StepID? = nil,
        note: String
    ) {
        files.append(
            DraftFile(
                path: path, content: content, mediaType: mediaType, step: step, note: note, sweptAt: nil))
    }

    /// A scratch file for sealed bytes.
    func spool() throws(FlowError) -> SealedSpool {
        do { return SealedSpool(over: try world.scratch()) } catch { throw .unwritable(error, written: []) }
    }
}
