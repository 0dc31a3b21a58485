package import CaseModel
import JSONBytes

/// What a priority means to the support team.
package struct PriorityFact: Sendable, Hashable {
    package let priority: Incident.Priority
    /// One lower-case word, `urgent`; `nil` when the edition has none.
    package let label: String?
    /// One or two sentences in our words.
    package let definition: String
    /// Which edition of the policy says so.
    package let policyVersion: String
    package let source: String

    static func read(
        _ file: FactsFile, _ edition: JSONValue, at place: String, _ head: SupportPolicy.Head
    ) throws(FactsError) -> [Incident.Priority: PriorityFact] {
        var facts: [Incident.Priority: PriorityFact] = [:]
        for (place, row) in try file.rows("priorities", of: edition, at: place) {
            let word = try file.string("priority", of: row, at: place)
            guard let priority = Incident.Priority(rawValue: word) else {
                throw file.wrong(place + "priority")
            }
            let source = try file.source(of: row, at: place)
            facts[priority] = PriorityFact(
                priority: priority, label: try file.optional("label", of: row, at: place),
                definition: try file.string("definition", of: row, at: place),
                policyVersion: head.version(source), source: source)
        }
        guard facts.count == Incident.Priority.allCases.count else { throw file.wrong(place + "priorities") }
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
    package let source: String

    static func read(
        _ file: FactsFile, _ edition: JSONValue, at place: String, _ head: SupportPolicy.Head
    ) throws(FactsError) -> [FirstResponse] {
        var responses: [FirstResponse] = []
        for (place, row) in try file.rows("first_response", of: edition, at: place) {
            guard let plan = Incident.SupportPlan(rawValue: try file.string("plan", of: row, at: place))
            else {
                throw file.wrong(place + "plan")
            }
            guard let kind = Kind(rawValue: try file.string("kind", of: row, at: place)) else {
                throw file.wrong(place + "kind")
            }
            let source = try file.source(of: row, at: place)
            for priority in Incident.Priority.allCases {
                guard let hours = row["hours"]?[priority.rawValue]?.int, (1...10_000).contains(hours) else {
                    throw file.wrong(place + "hours." + priority.rawValue)
                }
                responses.append(
                    FirstResponse(
                        plan: plan, priority: priority, hours: hours, kind: kind,
                        policyVersion: head.version(source), source: source))
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
    package var isCase: Bool { name == "support case" }
    package var isEmergencyPhone: Bool { name == "emergency phone" }
    package let availability: Availability
    /// What else to know, if anything.
    package let note: String?
    package let source: String
}

/// A way to reach support and which plan has it.
struct ChannelRow: Sendable {
    let name: String
    let availability: [Incident.SupportPlan: ChannelFact.Availability]
    let note: String?
    let source: String

    static func read(_ file: FactsFile, _ edition: JSONValue, at place: String) throws(FactsError)
        -> [ChannelRow]
    {
        var rows: [ChannelRow] = []
        for (place, row) in try file.rows("channels", of: edition, at: place) {
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
                    note: try file.optional("note", of: row, at: place),
                    source: try file.source(of: row, at: place)))
        }
        return rows
    }
}
