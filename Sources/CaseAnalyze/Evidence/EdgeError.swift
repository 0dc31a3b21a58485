import CaseFacts
import CaseModel

/// An error answer of the edge for one host, and where it was seen.
struct EdgeError {
    let code: Int
    let host: String
    /// The user's URL on this host, or its front page.
    let url: String
    /// Our own requests that got it.
    var steps: [WebStep] = []
    /// Keys of `ErrorFact.evidence`, and whether the case has it.
    var kinds: [String: Bool] = [:]
    var entries: [(har: HARFile, entry: HAREntry)] = []
    /// What the origin logged for the same Ray IDs, though this error says the request never got so far.
    var contradictions: [Finding.Citation] = []
    /// Answers the edge gave for the host at other moments.
    var goodAnswers: [Finding.Citation] = []
    /// Logs that cover failing requests and have no line of them, which is evidence of another kind.
    var absences: [Finding.Citation] = []
    /// Logs in which requests of the edge do arrive.
    var arrivals: [Finding.Citation] = []

    /// `522 at the edge for www.example.com`, and where it was seen when that was not our own request.
    var title: String {
        "\(code) at the edge for \(host)" + (steps.isEmpty ? ", seen in the HAR only" : "")
    }

    var citations: [Finding.Citation?] {
        steps.prefix(4).map { $0.cite() } + entries.prefix(4).map { $0.har.cite($0.entry) }
    }

    /// What makes our own answers doubtful: without a mark of the edge another server on the way may have made them,
    /// and a timeout that is told at once was not waited for.
    var doubts: [Finding.Citation?] {
        let foreign = steps.filter { step in step.last.map { !EdgeErrorNumber.isFromEdge($0) } ?? false }
            .map { $0.cite("the answer has no cf-ray: another proxy may have made it") }
        let quick = steps.filter { EdgeError.isTooQuick(code, $0.wait) }.map { step in
            step.cite(
                "\(code) told \(step.wait?.spoken ?? "") after the request is no timeout just waited for: remembered or made up"
            )
        }
        return foreign + quick
    }

    /// Whether an answer that tells of a timeout came before one can have passed.
    static func isTooQuick(_ code: Int, _ wait: Duration?) -> Bool {
        [522, 524].contains(code) && wait.map { $0 < .seconds(1) } ?? false
    }

    /// A finding on this error.
    ///
    /// `variant` says in kebab-case what the origin did and ends the finding's ID; `says` ends the title; the
    /// confidence is taken down to `possible` when our own requests did not get the error, and a step when the origin's log
    /// contradicts it or, with `always`, when the edge was answered at other moments. It goes up a step when a log that covers
    /// the time knows nothing of these requests.
    func finding(
        _ variant: String, _ says: String, _ attribution: Finding.Attribution,
        _ confidence: Finding.Confidence,
        origin: OriginResult, facts: Facts, next: [String] = [], more: [Finding.Citation?] = [],
        always: Bool = false
    ) -> Finding? {
        let fact = facts.error(code)
        let doubts = doubts
        let isSure = !steps.isEmpty && doubts.isEmpty
        let isContradicted = !contradictions.isEmpty || always && !goodAnswers.isEmpty
        var held = isSure ? confidence : .possible
        // Two kinds of evidence that do not know of each other are worth more than two of one kind.
        let isBorneOut = attribution == .origin && !absences.isEmpty && arrivals.isEmpty
        if isContradicted { held = held.less } else if isBorneOut { held = held.more }
        // What to do about these two says it as well.
        let repeatsAdvice = [521, 522].contains(code) && next.contains(Advice.allowEdge)
        var finding = Finding(
            "edge-\(code)-\(variant)", "\(title): \(says)", attribution, held,
            because: citations + [origin.citation] + more + absences,
            against: contradictions + goodAnswers.filter { !more.contains($0) }
                + (always ? arrivals : []) + doubts,
            next: next + (fact.map { repeatsAdvice ? [] : [$0.ownerAction] } ?? [])
        )?.resting(on: fact?.source, asOf: fact?.asOf)
        if let fact { finding?.evidenceToAdd = evidenceToAdd(fact) }
        return finding
    }

    /// What support asks for with this error and the case has not; the error itself, its time and its Ray ID are there.
    private func evidenceToAdd(_ fact: ErrorFact) -> [String] {
        fact.evidence.filter { need in
            switch need.key {
            case "TS", "URL", "DOM": false
            case "RAY": !hasRay
            default: !(kinds[need.key] ?? false)
            }
        }.map(\.words)
    }

    private var hasRay: Bool {
        steps.contains { $0.last?.ray != nil } || entries.contains { $0.entry.ray != nil }
    }

    /// The finding when nobody asked the origin.
    func unknownOrigin(_ facts: Facts, next: [String] = []) -> Finding? {
        finding(
            "origin-unknown", "whose fault it is cannot be told without asking the origin directly",
            .undetermined,
            .possible, origin: .notProbed, facts: facts, next: [Advice.probeOrigin(url)] + next)
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
        func place(of host: String) -> Int? {
            if let place = errors.firstIndex(where: { $0.host == host }) { return place }
            guard errors.count < 10 else { return nil }
            let url = incident.targets.first { $0.host.description == host }?.description
            errors.append(EdgeError(code: code, host: host, url: url ?? "https://\(host)/"))
            return errors.count - 1
        }
        for step in web where step.leg == .edge && step.status == code {
            if let place = place(of: step.last?.url.host.description ?? step.host) {
                errors[place].steps.append(step)
            }
        }
        // A host of a third party may fail too; that is not this case.
        for (har, entry) in failedEntries where entry.status == code && entry.ray != nil {
            guard let host = entry.host, let place = place(of: host) else { continue }
            errors[place].entries.append((har, entry))
        }
        guard !errors.isEmpty else { return [] }
        let (kinds, arrivals) = (evidenceKeys, logs.compactMap(\.arrivals))
        return errors.map { error in
            var error = error
            error.kinds = kinds
            error.goodAnswers = Array((goodAnswers(of: error.host) + answeredEntries(error)).prefix(3))
            error.contradictions = contradictions(of: error)
            error.absences = absences(of: error)
            error.arrivals = arrivals
            return error
        }
    }

    /// Entries of HARs for the very URLs that failed, which the edge did answer, and not from its cache.
    private func answeredEntries(_ error: EdgeError) -> [Finding.Citation] {
        let urls = Set(error.entries.map(\.entry.url))
        guard !urls.isEmpty else { return [] }
        return hars.compactMap { har in
            har.summary.withRay.first { entry in
                urls.contains(entry.url) && !CacheStatus.isWithoutOrigin(entry.cacheStatus)
                    && entry.status.map { $0 < 500 } ?? false
            }.map { har.cite($0) }
        }
    }

    /// Lines of the origin's log with the Ray IDs of an error that says there was no exchange.
    ///
    /// 520 and 524 come after the request was taken, so a line is no contradiction of theirs.
    private func contradictions(of error: EdgeError) -> [Finding.Citation] {
        guard [521, 522, 523, 525, 526].contains(error.code) else { return [] }
        return failingRays.filter { $0.status == error.code && $0.host == error.host }
            .flatMap { failing in loggedLines(of: failing).map { $0.log.cite($0.line) } }.prefix(4).map { $0 }
    }

    /// Logs that were written when requests failed and have none of them, for errors that say there was no connection.
    private func absences(of error: EdgeError) -> [Finding.Citation] {
        guard [521, 522, 523].contains(error.code) else { return [] }
        let failing = failingRays.filter { $0.status == error.code && $0.host == error.host }
        let missing = failing.filter { isCovered($0) && loggedLines(of: $0).isEmpty }
        guard !missing.isEmpty, missing.count == failing.count else { return [] }
        let says = "no line of this log has a Ray ID of the \(counted(failing.count, "failing request"))"
        return logs.filter(\.evidence.hasRayField).prefix(2).map { $0.cite(says) }
    }

    private var evidenceKeys: [String: Bool] {
        [
            "TRC": has(.trace), "HAR": has(.har), "HAR2": hars.count > 1, "OACC": has(.log),
            "OERR": has(.errorLog), "MTRO": hasPastedPath, "MTRC": has(.path), "DIG": has(.walk),
            "CERT": certificates.contains { $0.step.leg == .origin && $0.certificate != nil },
        ]
    }

    private var hasPastedPath: Bool { paths.contains { $0.probe == nil } }

    /// One finding for each host with this error.
    func edgeFindings(_ code: Int, _ judge: (EdgeError, OriginResult) -> Finding?) -> [Finding] {
        edgeErrors(code).compactMap { judge($0, origin(of: $0.host, url: $0.steps.first?.probe.url)) }
    }
}

extension LogFile {
    /// Says that requests of the edge arrive here, by their addresses or Ray IDs; `nil` when nothing shows it.
    fileprivate var arrivals: Finding.Citation? {
        let count = max(edgeLines, evidence.summary.rayIDLines)
        return count > 0 ? cite("\(counted(count, "line")) of this log came through the edge") : nil
    }
}

extension Finding.Confidence {
    /// One step down; `possible` stays.
    var less: Finding.Confidence { self == .high ? .likely : .possible }
    /// One step up; `high` stays.
    var more: Finding.Confidence { self == .possible ? .likely : .high }
}
