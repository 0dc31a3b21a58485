import CaseModel

/// The most events a timeline has.
private let eventLimit = 500

/// What happened, in order of time, at most 500 events; our own probes and the window always stay.
func timeline(_ view: EvidenceView) -> [TimelineEvent] {
    let kept = Array((windowEvents(view) + probeEvents(view) + statusEvents(view)).prefix(eventLimit))
    let har = harEvents(view).sorted(by: isBefore)
    let log = logEvents(view).sorted(by: isBefore)
    // What one of the two does not need, the other may have.
    let room = eventLimit - kept.count
    let harShare = min(har.count, max(room / 2, room - log.count))
    let logShare = min(log.count, room - harShare)
    return (kept + har.prefix(harShare) + log.prefix(logShare)).sorted(by: isBefore)
}

private func isBefore(_ a: TimelineEvent, _ b: TimelineEvent) -> Bool {
    (a.instant, a.source, a.file ?? "", a.says) < (b.instant, b.source, b.file ?? "", b.says)
}

private func windowEvents(_ view: EvidenceView) -> [TimelineEvent] {
    guard let window = view.incident.window else { return [] }
    return [
        TimelineEvent(
            at: window.start, zoneSource: .given, source: "user", file: nil, says: "the window begins"),
        TimelineEvent(at: window.end, zoneSource: .given, source: "user", file: nil, says: "the window ends"),
    ]
}

private func statusEvents(_ view: EvidenceView) -> [TimelineEvent] {
    view.statusEvents.compactMap { reading, event in
        event.start.map {
            TimelineEvent(at: $0, source: "status", file: reading.file, says: event.says)
        }
    }
}

private func probeEvents(_ view: EvidenceView) -> [TimelineEvent] {
    let web = view.web.map {
        TimelineEvent(at: $0.startedAt, source: "probe", file: $0.files.last, says: "\($0.id): \($0.says)")
    }
    let paths = view.paths.flatMap { path in
        let event = path.record.startedAt.map {
            TimelineEvent(
                at: $0, source: "probe", file: path.file,
                says: "\(path.record.tool) towards \(path.target), \(path.record.hops.count) hops")
        }
        // What was pasted may be of another host, whose clock nobody read.
        return [event].compactMap { $0 }.by(
            path.probe == nil ? .zero : view.clocks.hostSkew,
            path.probe == nil ? nil : view.clocks.hostUncertainty)
    }
    return web.by(view.clocks.hostSkew, view.clocks.hostUncertainty) + paths
}

private func harEvents(_ view: EvidenceView) -> [TimelineEvent] {
    view.hars.flatMap { har in
        har.summary.failed.filter { view.concerns($0.host) }.compactMap { entry in
            entry.startedAt.map { TimelineEvent(at: $0, source: "har", file: har.file, says: entry.says) }
        }.by(Clocks.skew(of: har), Clocks.uncertainty(of: har))
    }
}

private func logEvents(_ view: EvidenceView) -> [TimelineEvent] {
    view.logs.flatMap { log in
        let failures = log.evidence.failures.compactMap { line in
            line.time.map { (at: $0, says: "line \(line.number): \(line.says)") }
        }
        let problems = log.evidence.problems.map { problem in
            (at: problem.time, says: "line \(problem.number): \(problem.level), \(problem.message)")
        }
        return (failures + problems).map { event in
            TimelineEvent(
                at: event.at, zoneSource: log.evidence.summary.zoneSource, source: "log", file: log.file,
                says: event.says)
        }.by(view.clocks.originSkew, view.uncertainty(of: log))
    }
}

extension EvidenceView {
    /// How far off a log's times may be; `nil` when nothing tells, as when their zone was only assumed.
    fileprivate func uncertainty(of log: LogFile) -> Duration? {
        guard log.evidence.summary.zoneSource != .assumed, let uncertainty = clocks.originUncertainty else {
            return nil
        }
        return uncertainty + (log.isWholeSecond ? .seconds(1) : .zero)
    }
}

extension [TimelineEvent] {
    /// The same events, written by a clock of which this is known.
    fileprivate func by(_ skew: Duration, _ uncertainty: Duration?) -> [TimelineEvent] {
        map { event in
            var event = event
            (event.skew, event.uncertainty) = (skew, uncertainty)
            return event
        }
    }
}
