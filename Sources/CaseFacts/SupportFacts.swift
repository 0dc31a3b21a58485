package import CaseModel
import JSONBytes

/// What a priority means to the support team.
package struct PriorityFact: Sendable, Hashable {
    package let priority: Incident.Priority
    /// One lower-case word: `urgent`.
    package let label: String
    /// One or two sentences in our words.
    package let definition: String
    /// Which edition of the policy says so.
    package let policyVersion: String

    static func read(_ file: FactsFile) throws(FactsError) -> [Incident.Priority: PriorityFact] {
        var facts: [Incident.Priority: PriorityFact] = [:]
        for (place, row) in try file.rows("priorities") {
            let word = try file.string("priority", of: row, at: place)
            guard let priority = Incident.Priority(rawValue: word) else {
                throw file.wrong(place + "priority")
            }
            facts[priority] = PriorityFact(
                priority: priority, label: try file.string("label", of: row, at: place),
                definition: try file.string("definition", of: row, at: place),
                policyVersion: try file.string("policy_version", of: row, at: place))
        }
        guard facts.count == Incident.Priority.allCases.count else { throw file.wrong("priorities") }
        return facts
    }
}

/// How soon a first answer is promised.
package struct FirstResponse: Sendable, Hashable {
    /// An agreement binds, an objective does not.
    package enum Kind: String, Sendable, CaseIterable { case agreement = "SLA", objective = "SLO" }

    package let plan: Incident.SupportPlan
    package let priority: Incident.Priority
    package let hours: Int
    package let kind: Kind
    /// Which edition of the policy says so.
    package let policyVersion: String
    /// Whether the current edition still says so.
    package let stillPublished: Bool

    static func read(_ file: FactsFile) throws(FactsError) -> [FirstResponse] {
        var responses: [FirstResponse] = []
        for (place, row) in try file.rows("first_response") {
            guard let plan = Incident.SupportPlan(rawValue: try file.string("plan", of: row, at: place))
            else {
                throw file.wrong(place + "plan")
            }
            guard let kind = Kind(rawValue: try file.string("kind", of: row, at: place)) else {
                throw file.wrong(place + "kind")
            }
            guard let published = row["still_published"]?.bool else {
                throw file.wrong(place + "still_published")
            }
            let version = try file.string("policy_version", of: row, at: place)
            for priority in Incident.Priority.allCases {
                guard let hours = row["hours"]?[priority.rawValue]?.int, (1...10_000).contains(hours) else {
                    throw file.wrong(place + "hours." + priority.rawValue)
                }
                responses.append(
                    FirstResponse(
                        plan: plan, priority: priority, hours: hours, kind: kind, policyVersion: version,
                        stillPublished: published))
            }
        }
        return responses
    }
}

/// A way to reach support, for one plan.
package struct ChannelFact: Sendable, Hashable {
    package enum Availability: String, Sendable, CaseIterable { case yes, recommended, no }

    /// `support case`, `live chat`, ….
    package let name: String
    package let availability: Availability
    /// What else to know, if anything.
    package let note: String?
}

/// A way to reach support and which plan has it.
struct ChannelRow: Sendable {
    let name: String
    let availability: [Incident.SupportPlan: ChannelFact.Availability]
    let note: String?

    static func read(_ file: FactsFile) throws(FactsError) -> [ChannelRow] {
        var rows: [ChannelRow] = []
        for (place, row) in try file.rows("channels") {
            var availability: [Incident.SupportPlan: ChannelFact.Availability] = [:]
            for plan in Incident.SupportPlan.allCases {
                let word = try file.string(plan.rawValue, of: row, at: place)
                guard let known = ChannelFact.Availability(rawValue: word) else {
                    throw file.wrong(place + plan.rawValue)
                }
                availability[plan] = known
            }
            rows.append(
                ChannelRow(
                    name: try file.string("channel", of: row, at: place), availability: availability,
                    note: row["note"]?.string))
        }
        return rows
    }
}
