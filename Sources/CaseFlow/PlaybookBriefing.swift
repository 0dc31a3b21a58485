package import CaseFacts
import CaseModel
import CasePlan
import CaseReport
package import JSONBytes

/// What a playbook does to a run, and what only the user can add; said before anything is sent.
package struct PlaybookBriefing: Sendable {
    private let playbook: Playbook
    private let missing: [Playbook.UserItem]
    private let sets: [String]

    /// - Returns: `nil` for a request without a playbook.
    package init?(_ request: CaseRequest, facts: Facts) {
        guard let playbook = request.playbook else { return nil }
        self.playbook = playbook
        missing = playbook.missing(request.incident, TicketEvidence(planned: request, facts))
        var sets: [String] = []
        if let samples = request.options.samples, !request.isOffline {
            sets.append("samples \(samples.count) every \(samples.interval.components.seconds)s")
        }
        if request.options.deadline != PlanOptions.defaultDeadline, !request.isOffline {
            sets.append("deadline \(request.options.deadline.components.seconds)s")
        }
        self.sets = sets
    }

    /// A few lines.
    package var text: String {
        var lines = ["for       \(playbook.name), \(playbook.title): \(playbook.says)"]
        if !sets.isEmpty { lines.append("          with \(sets.joined(separator: ", "))") }
        lines.append("          support asks for: \(playbook.asks.map(\.words).joined(separator: "; "))")
        for item in missing { lines.append("          only you can add: \(item.need) (\(item.how))") }
        return lines.joined(separator: "\n")
    }

    /// The same for programs.
    package var json: JSONValue {
        JSONValue(members: [
            "name": .string(playbook.name), "title": .string(playbook.title),
            "sets": .array(sets.map { .string($0) }),
            "support_asks_for": .array(playbook.asks.map { .string($0.words) }),
            "only_you_can_add": .array(missing.map(\.record)),
            "source": .string(playbook.source), "as_of": .string(playbook.asOf),
        ])
    }
}

extension Playbook.UserItem {
    var record: JSONValue { JSONValue(members: ["need": .string(need), "hint": .string(how)]) }
}
