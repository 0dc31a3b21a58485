import CaseModel

/// A failing answer with a Ray ID, in a HAR or of our own.
struct FailingRay {
    let ray: RayID
    let host: String?
    let status: Int
    /// By the edge's clock, as far as that is known.
    let at: Timestamp?
    let citation: Finding.Citation?
}

extension FailingRay {
    /// - Returns: `nil` for an entry without a Ray ID or an answer.
    init?(_ entry: HAREntry, in har: HARFile) {
        guard let ray = entry.ray, let status = entry.status else { return nil }
        self.init(
            ray: ray, host: entry.host, status: status, at: har.edgeTime(of: entry), citation: har.cite(entry)
        )
    }
}

extension EvidenceView {
    /// Answers from 500 up with a Ray ID, of hosts that matter: the HARs' first.
    func listFailingRays() -> [FailingRay] {
        var rays: [FailingRay] = []
        for har in hars {
            for entry in har.summary.failed where concerns(entry.host) && entry.status ?? 0 >= 500 {
                if let failing = FailingRay(entry, in: har) { rays.append(failing) }
            }
        }
        for step in web + ways.filter({ $0.probe.way == .samples }) where step.leg == .edge {
            for exchange in step.exchanges {
                guard let ray = exchange.ray, let status = exchange.status, status >= 500 else { continue }
                rays.append(
                    FailingRay(
                        ray: ray, host: exchange.url.host.description, status: status,
                        at: exchange.startedAt.advanced(by: .zero - clocks.hostSkew),
                        citation: step.cite("the edge answered \(status), Ray \(ray)")))
            }
        }
        return rays
    }

    /// Lines of the origin's logs for the same request; neither host nor time may say otherwise.
    func loggedLines(of failing: FailingRay) -> [(log: LogFile, line: LogLine)] {
        (linesByRay[failing.ray.value] ?? []).filter { log, line in
            RaySighting.agree(
                hosts: (failing.host, line.host), times: (failing.at, edgeTime(of: line, in: log)))
        }
    }

    /// When a line was written by the edge's clock; `nil` when the zone of its time was only assumed.
    func edgeTime(of line: LogLine, in log: LogFile) -> Timestamp? {
        guard log.evidence.summary.zoneSource != .assumed else { return nil }
        return line.time?.advanced(by: .zero - clocks.originSkew)
    }
}
