/// What the ticket is about, in the user's words and the vendor's fields.
///
/// All texts are raw; they are redacted like everything else before they leave.
package struct Incident: Sendable, Equatable {
    /// P1 is the most urgent; the definitions age and live in the facts.
    package enum Priority: String, Sendable, CaseIterable { case p1 = "P1", p2 = "P2", p3 = "P3", p4 = "P4" }

    /// The plan of the zone, which decides the channels and the response targets.
    package enum SupportPlan: String, Sendable, CaseIterable { case premium, enterprise, business, pro, free }

    /// The zone's name; the common parent of the targets when the user did not say.
    package var zone: Hostname
    package var zoneID: ZoneID?
    package var targets: [WebURL]
    package var priority: Priority?
    package var plan: SupportPlan?
    package var summary: String?
    package var expected: String?
    package var actual: String?
    package var steps: [String] = []
    package var frequency: String?
    package var errorMessages: [String] = []
    package var impact: String?
    package var cc: [String] = []
    /// When it happened.
    package var window: TimeWindow?
    /// The ends of the window as the user wrote them, when they were not in UTC.
    package var statedWindow: String?
    /// The playbook the case was gathered by: `522`, `slow`.
    package var playbook: String?

    /// An incident with nothing said but where.
    package init(zone: Hostname, zoneID: ZoneID? = nil, targets: [WebURL]) {
        self.zone = zone
        self.zoneID = zoneID
        self.targets = targets
    }
}

extension Incident {
    /// What the user wrote, by the name of the case file's key.
    package var fields: [(name: String, text: String)] {
        let single: [(String, String?)] = [
            ("summary", summary), ("expected", expected), ("actual", actual), ("frequency", frequency),
            ("impact", impact),
        ]
        return single.compactMap { name, text in text.map { (name, $0) } }
            + steps.map { ("step", $0) } + errorMessages.map { ("error_message", $0) } + cc.map { ("cc", $0) }
    }
}

/// A stretch of time; both ends belong to it.
package struct TimeWindow: Hashable, Sendable {
    package let start: Timestamp
    package let end: Timestamp

    /// - Returns: `nil` when `end` is before `start`.
    package init?(start: Timestamp, end: Timestamp) {
        guard start <= end else { return nil }
        self.start = start
        self.end = end
    }

    /// Whether `instant` is in it.
    package func contains(_ instant: Timestamp) -> Bool { start <= instant && instant <= end }
}
