import CaseModel

/// The most journeys an analysis lists.
private let journeyLimit = 200

/// What edge and origin have of the same requests, and what only one of them has.
func correlation(_ view: EvidenceView) -> Correlation {
    var correlation = Correlation()
    var journeys = harJourneys(view) + probeJourneys(view)
    for journey in journeys where journey.ray != nil {
        switch journey.origin {
        case .logged: correlation.atBoth += 1
        case .absent: correlation.atEdgeOnly += 1
        case .unknown: correlation.notCovered += 1
        case .notAsked: break
        }
    }
    correlation.journeyCount = journeys.count
    journeys.sort { $0.order < $1.order }
    correlation.journeys = Array(journeys.prefix(journeyLimit))
    noteOriginOnly(view, &correlation)
    return correlation
}

/// Requests of the zone in the HARs that got a Ray ID or failed.
private func harJourneys(_ view: EvidenceView) -> [Journey] {
    view.hars.flatMap { har in
        let uncertainty = Clocks.uncertainty(of: har)
        var seen: Set<Int> = []
        return (har.summary.failed + har.summary.withRay).filter {
            view.concerns($0.host) && seen.insert($0.index).inserted
        }.map { entry in
            var journey = Journey(file: har.file, entry: entry.index)
            (journey.ray, journey.host, journey.status) = (entry.ray, entry.host, entry.status)
            journey.startedAt = har.edgeTime(of: entry)
            journey.uncertainty = uncertainty
            journey.total = entry.timeMS.flatMap { Duration(spokenMilliseconds: $0) }
            journey.cacheStatus = entry.cacheStatus
            journey.meetOrigin(view)
            journey.parts = JourneyParts.of(entry, originTook: journey.originTook)
            return journey
        }
    }
}

/// Our own requests through the edge; of samples, the failing ones.
private func probeJourneys(_ view: EvidenceView) -> [Journey] {
    let samples = view.ways.filter { $0.probe.way == .samples }
    return (view.web + samples).filter { $0.leg == .edge }.flatMap { step in
        step.exchanges.filter { step.probe.way == nil || $0.isFailing }.map { exchange in
            var journey = Journey(file: step.files.last ?? step.id.description, entry: nil)
            (journey.ray, journey.status) = (exchange.ray, exchange.status)
            journey.host = exchange.url.host.description
            journey.startedAt = exchange.startedAt.advanced(by: .zero - view.clocks.hostSkew)
            journey.uncertainty = view.clocks.hostUncertainty
            journey.total = exchange.timings.total
            journey.cacheStatus = exchange.field("cf-cache-status")
            journey.meetOrigin(view)
            journey.parts = JourneyParts.of(exchange, originTook: journey.originTook)
            return journey
        }
    }
}

/// Lines with a Ray ID that no HAR and no probe has; a log whose list is full cannot tell.
private func noteOriginOnly(_ view: EvidenceView, _ correlation: inout Correlation) {
    let known = knownRays(view)
    for log in view.logs {
        let matches = log.evidence.matches.count { $0.ray != nil }
        guard matches < HARSummary.listLimit else { continue }
        correlation.atOriginOnly += max(0, log.evidence.summary.rayIDLines - matches)
        for line in log.evidence.failures {
            guard let ray = line.ray, !known.contains(ray.value) else { continue }
            correlation.failedAtOriginOnly.append(
                RayJoin.Seen(file: log.file, place: line.number, status: line.status, at: line.time))
        }
    }
}

private func knownRays(_ view: EvidenceView) -> Set<UInt64> {
    var rays: Set<UInt64> = []
    for har in view.hars {
        for entry in har.summary.withRay { if let ray = entry.ray { rays.insert(ray.value) } }
    }
    for step in view.web + view.ways {
        for exchange in step.exchanges { if let ray = exchange.ray { rays.insert(ray.value) } }
    }
    return rays
}

extension Journey {
    /// Failing ones first, then in order of time.
    fileprivate var order: (Int, Int64) {
        ((status ?? 599) >= 500 ? 0 : 1, startedAt?.nanosecondsSinceEpoch ?? .max)
    }

    /// Looks the request up at the origin.
    fileprivate mutating func meetOrigin(_ view: EvidenceView) {
        guard let ray else { return }
        let met = FailingRay(ray: ray, host: host, status: status ?? 0, at: startedAt, citation: nil)
        if let (log, line) = view.loggedLines(of: met).first {
            origin = .logged(
                RayJoin.Seen(file: log.file, place: line.number, status: line.status, at: line.time))
            originTook = line.duration
        } else if CacheStatus.isWithoutOrigin(cacheStatus) {
            origin = .notAsked
        } else if let startedAt, view.isCovered(startedAt) {
            origin = .absent
        }
    }
}

/// Where the time of one request went, as far as somebody says so.
private enum JourneyParts {
    static func of(_ entry: HAREntry, originTook: Duration?) -> [Journey.Part] {
        let phases = entry.phasesMS
        let before = ["blocked", "dns", "connect", "send"].compactMap { phases[$0] }
        return parts(
            before: before.isEmpty ? nil : Duration(spokenMilliseconds: before.reduce(0, +)),
            wait: phases["wait"].flatMap { Duration(spokenMilliseconds: $0) },
            receive: phases["receive"].flatMap { Duration(spokenMilliseconds: $0) }, entry.serverTiming,
            originTook, source: "har")
    }

    static func of(_ exchange: HTTPExchange, originTook: Duration?) -> [Journey.Part] {
        let timings = exchange.timings
        let sent = timings.requestSent ?? timings.tls ?? timings.connect
        let text = exchange.fields.filter { $0.name.lowercased() == "server-timing" }.map(\.value)
        return parts(
            before: sent, wait: timings.firstByte.map { $0 - (sent ?? .zero) },
            receive: timings.total.flatMap { total in timings.firstByte.map { total - $0 } },
            ServerTiming(text.joined(separator: ",")), originTook, source: "probe")
    }

    private static func parts(
        before: Duration?, wait: Duration?, receive: Duration?, _ timing: ServerTiming?,
        _ originTook: Duration?,
        source: String
    ) -> [Journey.Part] {
        let edge = timing?.edgeMS.flatMap { Duration(spokenMilliseconds: $0) }
        let stated = timing?.originMS.flatMap { Duration(spokenMilliseconds: $0) }
        let origin = stated ?? originTook
        var parts: [Journey.Part] = []
        func add(_ place: Journey.Part.Place, _ duration: Duration?, _ source: String) {
            if let duration, duration >= .zero { parts.append(Journey.Part(place, duration, source: source)) }
        }
        add(.before, before, source)
        // Clocks of three machines: what is left may come out below nothing, and is nothing then.
        add(.wait, wait.map { max(.zero, $0 - (edge ?? .zero) - (origin ?? .zero)) }, source)
        add(.edge, edge, "server-timing")
        add(.origin, origin, stated == nil ? "log" : "server-timing")
        add(.receive, receive, source)
        return parts
    }
}
