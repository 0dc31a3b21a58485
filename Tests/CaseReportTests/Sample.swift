import CaseFacts
import CaseModel
import JSONBytes
import Testing

@testable import CaseRedact
@testable import CaseReport

/// A case as a shop's engineer would file it: 522 at the edge while the origin answers.
enum Sample {
    static let ray = "9f140b785e57c458-FRA"

    static func at(_ text: String) throws -> Timestamp { try #require(Timestamp(rfc3339: text)) }

    static func path(_ text: String) throws -> BundlePath { try #require(BundlePath(text)) }

    static func incident() throws -> Incident {
        var incident = Incident(
            zone: try Hostname("example.com"), zoneID: try ZoneID("023e105f4ecef8ad9ca31a8372d0c353"),
            targets: [try WebURL("https://www.example.com/checkout")])
        incident.priority = .p2
        incident.plan = .business
        incident.summary = "Checkout answers 522 for part of our visitors since 10:04"
        incident.expected = "The checkout page appears within a second."
        incident.actual =
            "After 19 seconds the page \"Connection timed out, error code 522\" appears.\nA reload helps now and then."
        incident.frequency = "about one request in six, from two offices"
        incident.errorMessages = ["Error 522: Connection timed out"]
        incident.impact = "Orders are down by 15 % since the first report."
        incident.statedWindow = "2026-11-22T11:00+01:00 to 2026-11-22T11:30+01:00"
        incident.window = TimeWindow(
            start: try at("2026-11-22T10:00:00Z"), end: try at("2026-11-22T10:30:00Z"))
        return incident
    }

    static func evidence() throws -> SealedCase {
        var evidence = SealedCase(incident: Sealed(minting: try incident()))
        evidence.steps =
            [try edge(), try origin(), try refused()] + (try names()) + [try trace(), try skipped()]
        evidence.hars = [SealedInput(file: try path("har/har-1.har"), record: Sealed(minting: try har()))]
        evidence.logs = [SealedInput(file: try path("logs/log-1.txt"), record: Sealed(minting: try log()))]
        evidence.gaps = [
            Sealed(minting: Gap(subject: "path-mtr-edge-v6", reason: "this host has no IPv6 route"))
        ]
        return evidence
    }

    static func analysis() throws -> Sealed<Analysis> {
        var analysis = Analysis()
        var first = Finding(
            id: "edge-522-origin-answers",
            title:
                "522 at the edge while the origin answers this host in 83 ms: the origin drops the edge's addresses",
            attribution: .origin, confidence: .likely,
            because: [
                .init(
                    file: "http/http-edge-1.json", pointer: "/http/exchanges/0/status",
                    says: "the edge answered 522 after 19.1 s"),
                .init(
                    file: "http/http-origin-1.json", says: "the origin answered 200 in 83 ms on the same path"
                ),
            ])
        first.against = [
            .init(file: "logs/log-1.txt", says: "27 requests of the edge reached the origin in the window")
        ]
        first.nextSteps = [
            "allow every published address range in the origin's firewall",
            "look for rate limits that count by client address",
        ]
        first.source = "error knowledge base, 522"
        first.asOf = "2026-11"
        let benign = Finding(
            id: "path-loss-midway",
            title: "Loss at hop 3 does not go on to the target: that router answers rarely",
            attribution: .benign, confidence: .high,
            because: [.init(file: "path/path-mtr-edge-v4.json", says: "0 % at the last hop")])
        analysis.findings = [first, benign]
        analysis.timeline = [
            TimelineEvent(
                at: try at("2026-11-22T10:04:11.120Z"), source: "log", file: "logs/log-1.txt",
                says: "first 499 in the window"),
            TimelineEvent(
                at: try at("2026-11-22T10:12:01.500Z"), source: "har", file: "har/har-1.har",
                says: "entry 3 answered 522 (\(ray))"),
            TimelineEvent(
                at: try at("2026-11-22T10:15:00Z"), zoneSource: .assumed, source: "user", file: nil,
                says: "first complaint"),
            TimelineEvent(
                at: try at("2026-11-22T10:31:04Z"), source: "probe", file: "http/http-edge-1.json",
                says: "522 from the edge"),
        ]
        var join = RayJoin(ray: try #require(RayID("9f140b785e57c463-FRA")))
        join.harEntries = [
            .init(file: "har/har-1.har", place: 11, status: 200, at: try at("2026-11-22T10:12:02Z"))
        ]
        join.logLines = [.init(file: "logs/log-1.txt", place: 120_011, status: 200, at: nil)]
        join.steps = ["http-edge-1"]
        analysis.rayJoins = [join]
        analysis.priority = suggestion()
        analysis.correlation = correlation(try har(), try log())
        return Sealed(minting: analysis)
    }

    /// What goes with a case that has no evidence.
    static func emptyContext(missing: [String] = []) throws -> ReportContext {
        ReportContext(
            statusPage: "https://www.cloudflarestatus.com/", bundleName: "example.com-20261122T103104Z",
            madeAt: try at("2026-11-22T10:31:20Z"), toolVersion: "0.1.0", redactionTotal: 0, ledger: Ledger(),
            files: [], policyLines: [], missing: missing)
    }

    static func context(_ evidence: SealedCase) throws -> ReportContext {
        var ledger = Ledger()
        ledger.note("cookie-value", in: try path("har/har-1.har"), count: 61)
        ledger.note("query-value", in: try path("har/har-1.har"), count: 33)
        ledger.note("visitor-address", in: try path("logs/log-1.txt"), count: 24)
        var files = [(path: "case.txt", byteCount: 5120, note: "this page")]
        for step in evidence.steps {
            for file in step.files { files.append((file.description, 1730, "raw output, redacted")) }
        }
        files.append(("har/har-1.har", 1_204_331, "HAR, sanitised"))
        files.append(("logs/log-1.txt", 320_412, "lines of the window"))
        let facts = try Facts.bundled()
        let madeAt = try at("2026-11-22T10:31:20.123Z")
        let given = TicketEvidence(evidence, facts)
        var context = ReportContext(
            statusPage: "https://www.cloudflarestatus.com/", bundleName: "example.com-20261122T103104Z",
            madeAt: madeAt,
            toolVersion: "0.1.0",
            redactionTotal: ledger.total, ledger: ledger, files: files,
            policyLines: [
                "P2 · High: recurring trouble for part of the users (policy as of 2026-11)",
                "first reply target: 12 h (SLO, older policy)",
            ],
            missing: missingItems(evidence.incident.value, given))
        context.advice = TicketAdvice(
            evidence.incident.value, try analysis().value.priority, facts, madeAt: madeAt)
        context.playbook = facts.playbook("522")
        context.playbookMissing = context.playbook?.missing(evidence.incident.value, given) ?? []
        return context
    }

    /// What the evidence of the sample shows: one URL fails from one place, and a sixth of the samples.
    static func suggestion() -> PrioritySuggestion {
        var scope = MeasuredScope()
        scope.urls = .init(1, of: 1)
        scope.originRequests = .init(1, of: 2)
        scope.samples = .init(3, of: 20)
        scope.logLines = .init(29, of: 1843)
        scope.triedFamilies = ["IPv4", "IPv6"]
        scope.failingFamilies = ["IPv4"]
        scope.places = ["this host (FRA)"]
        return PrioritySuggestion(priority: .p2, scope: scope, limit: .onePlace)
    }
}
