import CaseModel

/// One place a Ray ID was seen.
struct RaySighting {
    enum Place {
        case har(RayJoin.Seen)
        case log(RayJoin.Seen)
        case step(StepID)
    }

    let ray: RayID
    let host: String?
    /// By the edge's clock, as far as it is known how ours and others differ from it.
    let at: Timestamp?
    let place: Place

    /// Rays may repeat, so the same digits are the same request only when host and time agree.
    func isSameRequest(as other: RaySighting) -> Bool {
        Self.agree(hosts: (host, other.host), times: (at, other.at))
    }

    /// Whether neither the hosts nor the times, at most 10 minutes apart, say that it is another request; what one side
    /// does not know is not held against it, but one of the two has to be known.
    static func agree(hosts: (String?, String?), times: (Timestamp?, Timestamp?)) -> Bool {
        var isKnown = false
        if let a = hosts.0, let b = hosts.1 {
            guard a.lowercased() == b.lowercased() else { return false }
            isKnown = true
        }
        if let a = times.0, let b = times.1 {
            guard min(a, b).duration(to: max(a, b)) <= .seconds(600) else { return false }
            isKnown = true
        }
        return isKnown
    }

    fileprivate var kind: Int {
        switch place {
        case .har: 0
        case .log: 1
        case .step: 2
        }
    }
}

/// Ray IDs that stand in two kinds of evidence or more, in order of time.
func rayJoins(_ view: EvidenceView) -> [RayJoin] {
    var groups: [UInt64: [[RaySighting]]] = [:]
    for sighting in raySightings(view) {
        let clusters = groups[sighting.ray.value] ?? []
        if let place = clusters.firstIndex(where: { $0.contains { $0.isSameRequest(as: sighting) } }) {
            groups[sighting.ray.value]?[place].append(sighting)
        } else if clusters.count < 8 {
            // A file made to be slow may repeat one ray for thousands of hosts.
            groups[sighting.ray.value, default: []].append([sighting])
        }
    }
    let joined = groups.values.joined().filter { Set($0.map(\.kind)).count > 1 }
    return joined.map { (first: $0.compactMap(\.at).min(), join: rayJoin($0)) }
        .sorted { a, b in
            let (first, second) = (
                a.first?.nanosecondsSinceEpoch ?? .max, b.first?.nanosecondsSinceEpoch ?? .max
            )
            return (first, a.join.ray.value) < (second, b.join.ray.value)
        }
        .map(\.join)
}

private func rayJoin(_ sightings: [RaySighting]) -> RayJoin {
    // The log often has the digits alone; the name of the data centre is worth keeping.
    let ray = sightings.first { $0.ray.colo != nil } ?? sightings[0]
    var join = RayJoin(ray: ray.ray)
    for sighting in sightings {
        switch sighting.place {
        case .har(let seen): join.harEntries.append(seen)
        case .log(let seen): join.logLines.append(seen)
        case .step(let id): if !join.steps.contains(id) { join.steps.append(id) }
        }
    }
    return join
}

private func raySightings(_ view: EvidenceView) -> [RaySighting] {
    var sightings: [RaySighting] = []
    for har in view.hars {
        let skew = Clocks.skew(of: har)
        for entry in har.summary.withRay {
            guard let ray = entry.ray else { continue }
            let seen = RayJoin.Seen(
                file: har.file, place: entry.index, status: entry.status, at: entry.startedAt)
            sightings.append(
                RaySighting(
                    ray: ray, host: entry.host, at: entry.startedAt?.advanced(by: .zero - skew),
                    place: .har(seen)))
        }
    }
    for log in view.logs {
        for line in log.evidence.matches {
            guard let ray = line.ray else { continue }
            let seen = RayJoin.Seen(file: log.file, place: line.number, status: line.status, at: line.time)
            sightings.append(
                RaySighting(
                    ray: ray, host: line.host, at: view.edgeTime(of: line, in: log),
                    place: .log(seen)))
        }
    }
    for step in view.web {
        for exchange in step.exchanges {
            guard let ray = exchange.ray else { continue }
            sightings.append(
                RaySighting(
                    ray: ray, host: exchange.url.host.description,
                    at: exchange.startedAt.advanced(by: .zero - view.clocks.hostSkew),
                    place: .step(step.id)))
        }
    }
    return sightings
}
