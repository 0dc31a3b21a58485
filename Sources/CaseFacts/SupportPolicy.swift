package import CaseModel
import JSONBytes

/// One edition of the support policy: what priorities mean, what is promised, how support is reached, what it refuses.
package struct SupportPolicy: Sendable {
    /// `2023`, `2026`.
    package let id: String
    /// `2022-23 edition`.
    package let name: String
    package let asOf: String
    package let source: String
    package let priorities: [Incident.Priority: PriorityFact]
    package let responses: [FirstResponse]
    /// Whose cases are answered first, in order.
    package let queue: [Incident.SupportPlan]
    /// What a case may be about on the free plan all the same: `billing`.
    package let freeMayFile: [String]
    /// What support does for nobody.
    package let refusals: [RefusalFact]
    private let channelRows: [ChannelRow]

    /// How soon a first answer is promised, or `nil` when nothing is promised.
    package func firstResponse(plan: Incident.SupportPlan, priority: Incident.Priority) -> FirstResponse? {
        responses.first { $0.plan == plan && $0.priority == priority }
    }

    /// Every way to reach support and whether the plan has it, in the order of the file.
    package func channels(plan: Incident.SupportPlan) -> [ChannelFact] {
        channelRows.compactMap { row in
            row.availability[plan].map {
                ChannelFact(name: row.name, availability: $0, note: row.note, source: row.source)
            }
        }
    }

    /// Where the entries of an edition come from; for the test that each says it.
    var sources: [String] {
        priorities.values.map(\.source) + responses.map(\.source) + channelRows.map(\.source)
            + refusals.map(\.source)
    }

    init(_ file: FactsFile, _ row: JSONValue, at place: String) throws(FactsError) {
        id = try file.string("id", of: row, at: place)
        name = try file.string("name", of: row, at: place)
        asOf = try file.age(of: row, at: place)
        source = try file.source(of: row, at: place)
        let head = Head(name: name, source: source)
        priorities = try PriorityFact.read(file, row, at: place, head)
        responses = try FirstResponse.read(file, row, at: place, head)
        channelRows = try ChannelRow.read(file, row, at: place)
        freeMayFile = try file.strings("free_may_file", of: row, at: place)
        refusals = try RefusalFact.read(file, row, at: place)
        var queue: [Incident.SupportPlan] = []
        for word in try file.strings("queue", of: row, at: place) {
            guard let plan = Incident.SupportPlan(rawValue: word) else { throw file.wrong(place + "queue") }
            queue.append(plan)
        }
        self.queue = queue
    }

    /// What an entry of an edition is called: by the edition, or by its own source when a user's file changed it.
    struct Head {
        let name: String
        let source: String

        func version(_ entrySource: String) -> String { entrySource == source ? name : entrySource }
    }
}

/// What support needs and says beside the editions of its policy.
package struct SupportFacts: Sendable {
    /// Oldest first.
    package let editions: [SupportPolicy]
    /// The one the text goes by.
    package let policy: SupportPolicy
    /// What to do before and on an emergency call, in order.
    package let phoneSteps: [String]
    package let statusPage: String
    /// What must never be sent: `passwords`.
    package let neverSend: [String]
    /// Why each item of a ticket matters, by the item's name.
    package let items: [String: (why: String, source: String)]

    init(_ file: FactsFile) throws(FactsError) {
        var editions: [SupportPolicy] = []
        for (place, row) in try file.rows("editions") {
            editions.append(try SupportPolicy(file, row, at: place))
        }
        let chosen = try file.string("default_edition", of: file.root, at: "")
        guard let policy = editions.first(where: { $0.id == chosen }) else {
            throw file.wrong("default_edition")
        }
        self.policy = policy
        self.editions = editions.sorted { $0.asOf < $1.asOf }
        phoneSteps = try file.strings("phone_steps", of: file.root, at: "")
        _ = try file.string("phone_source", of: file.root, at: "")
        statusPage = try file.string("status_page", of: file.root, at: "")
        _ = try file.string("status_source", of: file.root, at: "")
        neverSend = try file.strings("never_send", of: file.root, at: "")
        var items: [String: (why: String, source: String)] = [:]
        for (place, row) in try file.rows("ticket_items") {
            items[try file.string("item", of: row, at: place)] = (
                try file.string("why", of: row, at: place), try file.source(of: row, at: place)
            )
        }
        self.items = items
    }

    /// The other editions, newest first.
    package var others: [SupportPolicy] { editions.reversed().filter { $0.id != policy.id } }
}
