import CaseFacts
import CaseModel

/// An error answer of the edge for one host, and where it was seen.
struct EdgeError {
    let code: Int
    let host: String
    /// Our own requests that got it.
    var steps: [WebStep] = []
    var entries: [(har: HARFile, entry: HAREntry)] = []

    /// `522 at the edge for www.example.com`, and where it was seen when that was not our own request.
    var title: String {
        "\(code) at the edge for \(host)" + (steps.isEmpty ? ", seen in the HAR only" : "")
    }

    var citations: [Finding.Citation?] {
        steps.prefix(4).map { $0.cite() } + entries.prefix(4).map { $0.har.cite($0.entry) }
    }

    /// Our own answers without a mark of the edge: another server on the way may have made them.
    var doubts: [Finding.Citation?] {
        steps.filter { step in step.last.map { !EdgeErrorNumber.isFromEdge($0) } ?? false }
            .map { $0.cite("the answer has no cf-ray: another proxy may have made it") }
    }

    /// A finding on this error.
    ///
    /// `variant` says in kebab-case what the origin did and ends the finding's ID; `says` ends the title; the
    /// confidence is taken down to `possible` when our own requests did not get the error.
    func finding(
        _ variant: String, _ says: String, _ attribution: Finding.Attribution,
        _ confidence: Finding.Confidence,
        origin: OriginResult, facts: Facts, next: [String] = [], more: [Finding.Citation?] = []
    ) -> Finding? {
        let fact = facts.error(code)
        let doubts = doubts
        let isSure = !steps.isEmpty && doubts.isEmpty
        return Finding(
            "edge-\(code)-\(variant)", "\(title): \(says)", attribution, isSure ? confidence : .possible,
            because: citations + [origin.citation] + more, against: doubts,
            next: next + (fact.map { [$0.ownerAction] } ?? [])
        )?.resting(on: fact?.source, asOf: fact?.asOf)
    }

    /// The finding when nobody asked the origin.
    func unknownOrigin(_ facts: Facts, next: [String] = []) -> Finding? {
        finding(
            "origin-unknown", "whose fault it is cannot be told without asking the origin directly",
            .undetermined,
            .possible, origin: .notProbed, facts: facts, next: [Advice.probeOrigin(host)] + next)
    }

    /// The finding when the origin's failure from here does not explain the edge's.
    func originFails(_ failure: Failure, _ origin: OriginResult, _ facts: Facts, next: [String] = [])
        -> Finding?
    {
        finding(
            "origin-fails", "asked directly, the origin fails as well (\(failure.says))", .origin, .likely,
            origin: origin, facts: facts, next: next)
    }
}

extension EvidenceView {
    /// Answers with a status only the edge gives, by host, at most 10 hosts; our own requests stand first.
    func edgeErrors(_ code: Int) -> [EdgeError] {
        var errors: [EdgeError] = []
        func place(of host: String) -> Int {
            if let place = errors.firstIndex(where: { $0.host == host }) { return place }
            errors.append(EdgeError(code: code, host: host))
            return errors.count - 1
        }
        for step in web where step.leg == .edge && step.status == code {
            errors[place(of: step.last?.url.host.description ?? step.host)].steps.append(step)
        }
        // A host of a third party may fail too; that is not this case.
        for (har, entry) in failedEntries where entry.status == code && entry.ray != nil {
            guard let host = entry.host else { continue }
            errors[place(of: host)].entries.append((har, entry))
        }
        return Array(errors.prefix(10))
    }

    /// One finding for each host with this error.
    func edgeFindings(_ code: Int, _ judge: (EdgeError, OriginResult) -> Finding?) -> [Finding] {
        edgeErrors(code).compactMap { judge($0, origin(of: $0.host, url: $0.steps.first?.probe.url)) }
    }
}
