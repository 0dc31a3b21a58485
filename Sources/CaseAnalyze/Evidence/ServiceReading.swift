import CaseModel
import CaseRedact

/// What the vendor's status page and API said, and where it stands.
struct ServiceReading: Sendable {
    let id: StepID
    let record: ServiceRecord
    let file: String
    let askedAt: Timestamp

    /// - Returns: `nil` for another kind of step, and for one whose answer could not be read.
    init?(_ step: SealedStep) {
        guard let record = step.service?.value, let file = step.files.last?.description else { return nil }
        id = step.observation.value.step.id
        askedAt = step.observation.value.startedAt
        self.record = record
        self.file = file
    }

    func cite(_ says: String) -> Finding.Citation { Finding.Citation(file: file, says: says) }
}

extension EvidenceView {
    /// Documents of the status page.
    var statusReports: [(reading: ServiceReading, report: StatusReport)] {
        services.compactMap { reading in
            guard case .status(let report) = reading.record else { return nil }
            return (reading, report)
        }
    }

    /// The items of the API's answer to a step whose ID begins like this, when it gave any.
    func apiItems(_ prefix: String) -> [(reading: ServiceReading, item: [String: String])] {
        services.filter { $0.id.description.hasPrefix(prefix) }.flatMap { reading in
            guard case .api(let answer) = reading.record, answer.success else {
                return [(reading: ServiceReading, item: [String: String])]()
            }
            return answer.items.map { (reading, $0) }
        }
    }

    /// What the status page said, as it follows "status page"; `nil` when nobody looked or it could not be read.
    var statusPageWords: String? {
        guard let at = statusReports.map(\.reading.askedAt).min() else { return nil }
        let events = statusEvents.map(\.event.says)
        guard !events.isEmpty else {
            return "checked \(at): nothing that overlaps the window and concerns this site"
        }
        let more = events.count > 3 ? " and \(events.count - 3) more" : ""
        return "checked \(at): \(events.prefix(3).joined(separator: "; "))\(more)"
    }

    /// From the first to the last moment the case is about: the user's window, else that of the probes and HARs.
    var span: TimeWindow? {
        if let window = incident.window { return window }
        let times =
            web.map(\.startedAt) + hars.flatMap { [$0.summary.firstAt, $0.summary.lastAt] }.compactMap { $0 }
        guard let first = times.min(), let last = times.max() else { return nil }
        return TimeWindow(start: first, end: last)
    }

    /// Codes of the data centres that answered, in the probes and in HARs.
    var colos: Set<String> {
        probedColos.union(hars.flatMap { $0.summary.withRay.compactMap { $0.ray?.colo } })
    }

    /// Codes of the data centres that answered our own requests.
    var probedColos: Set<String> {
        Set((web + ways).flatMap { $0.exchanges.compactMap { $0.ray?.colo } })
    }

    /// Incidents and maintenances that overlap the case's time and concern it: its data centres, or the whole network.
    var statusEvents: [(reading: ServiceReading, event: StatusReport.Event)] {
        guard let span else { return [] }
        let seen = colos
        var names: Set<String> = []
        return statusReports.flatMap { reading, report in report.events.map { (reading, $0) } }
            .filter {
                $0.event.overlaps(span) && $0.event.concerns(seen) && names.insert($0.event.name).inserted
            }
    }
}

extension StatusReport.Event {
    /// Whether one of the data centres is named, or the event is an incident that is not about other data centres alone.
    fileprivate func concerns(_ colos: Set<String>) -> Bool {
        let named = components.compactMap { StatusReport.Component.colo(in: $0) }
        if !colos.isDisjoint(with: named) { return true }
        // Maintenances of other places go on all the time.
        return kind == .incident && named.count < max(1, components.count) && impact != "none"
    }

    /// `incident "NAME" (investigating, minor), from 2026-11-22T10:05:00.000Z`.
    var says: String {
        let words = [status, impact].compactMap { $0 }.joined(separator: ", ")
        let start = start.map { ", from \($0)" } ?? ""
        let end = end.map { " to \($0)" } ?? ""
        return "\(kind.rawValue) \"\(name)\" (\(words))\(start)\(end)"
    }
}
