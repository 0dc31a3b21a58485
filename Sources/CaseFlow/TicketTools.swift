import CaseBundle
package import CaseFacts
import CaseModel
import CaseReport
package import JSONBytes

/// A ticket held against what support asks for.
package struct TicketLint: Sendable {
    private let check: TicketCheck
    private let facts: Facts
    private let refused: [RefusedRequest]
    private let playbook: Playbook?
    private let playbookMissing: [Playbook.UserItem]

    init(_ incident: Incident, _ evidence: TicketEvidence, _ playbook: Playbook?, _ facts: Facts) {
        check = TicketCheck(incident, evidence)
        self.facts = facts
        self.playbook = playbook
        refused = refusedRequests(incident, facts)
        playbookMissing = playbook?.missing(incident, evidence) ?? []
    }

    /// Whether a ticket like this can be filed as it is.
    package var isClean: Bool { check.missing.isEmpty && refused.isEmpty && playbookMissing.isEmpty }

    /// What is missing, why it matters and how to add it; then what is there.
    package var text: String {
        let (given, total) = check.score
        var lines = ["score: \(given) of \(total) items"]
        for item in check.missing {
            lines += ["missing: \(item.name)", "    why: \(why(item))", "    add: \(item.how)"]
        }
        for item in playbookMissing {
            lines += ["missing for \(playbook?.name ?? ""): \(item.need)", "    add: \(item.how)"]
        }
        for request in refused {
            lines += [
                "not done: \(request.field) asks for what support does not do: \(request.fact.says)",
                "    instead: \(request.fact.instead)", "    source: \(request.fact.source)",
            ]
        }
        let there = check.rows.filter(\.isGiven).map(\.item.name)
        lines.append("given: \(there.joined(separator: ", "))")
        for row in check.rows where row.item.isOptional && !row.isGiven {
            lines.append("optional: \(row.item.name): \(row.item.how)")
        }
        if isClean { lines.append("nothing is missing") }
        return lines.joined(separator: "\n") + "\n"
    }

    /// The same for programs.
    package var json: JSONValue {
        let (given, total) = check.score
        return JSONValue(members: [
            "score": JSONValue(members: ["given": .int(given), "total": .int(total)]),
            "missing": .array(check.missing.map(record)), "items": .array(check.rows.map(record)),
            "playbook": playbook.map(record), "refused": .array(refused.map(record)),
        ])
    }

    private func record(_ item: TicketItem) -> JSONValue {
        JSONValue(members: [
            "item": .string(item.name), "id": .string(item.rawValue), "why": .string(why(item)),
            "hint": .string(item.how),
        ])
    }

    private func record(_ row: TicketCheck.Row) -> JSONValue {
        JSONValue(members: [
            "id": .string(row.item.rawValue), "item": .string(row.item.name),
            "state": .string(row.isGiven ? "given" : row.item.isOptional ? "optional" : "missing"),
            "why": .string(why(row.item)), "hint": .string(row.item.how),
            "source": facts.support.items[row.item.rawValue].map { .string($0.source) },
        ])
    }

    private func record(_ playbook: Playbook) -> JSONValue {
        JSONValue(members: [
            "name": .string(playbook.name), "missing": .array(playbookMissing.map(\.record)),
        ])
    }

    private func record(_ request: RefusedRequest) -> JSONValue {
        JSONValue(members: [
            "field": .string(request.field), "id": .string(request.fact.id),
            "says": .string(request.fact.says), "instead": .string(request.fact.instead),
            "source": .string(request.fact.source),
        ])
    }

    private func why(_ item: TicketItem) -> String { facts.support.items[item.rawValue]?.why ?? item.name }
}

/// Holds a case that has not run against the list; what the run will gather counts as given.
package func lintTicket(_ request: CaseRequest, facts: Facts) -> TicketLint {
    TicketLint(request.incident, TicketEvidence(planned: request, facts), request.playbook, facts)
}

/// Holds a bundle against the list.
///
/// - Returns: `nil` when the manifest names no zone.
package func lintTicket(_ bundle: OpenedBundle, facts: Facts) -> TicketLint? {
    guard let record = bundle.reader.manifest["case"], let incident = Records.incident(reading: record) else {
        return nil
    }
    let playbook = incident.playbook.flatMap { facts.playbook($0) }
    return TicketLint(incident, TicketEvidence(bundle.reader, facts), playbook, facts)
}

/// What a policy says about a bundle: the first reply and how to file, from when the bundle was made.
///
/// - Returns: `nil` when the manifest names no zone or no time.
package func adviceText(_ bundle: OpenedBundle, facts: Facts) -> String? {
    guard let record = bundle.reader.manifest["case"], let incident = Records.incident(reading: record),
        let time = bundle.reader.manifest["made_at"]?.string, let madeAt = Timestamp(rfc3339: time)
    else { return nil }
    let advice = TicketAdvice(incident, nil, facts, madeAt: madeAt)
    return (advice.reply + advice.filing).map { "  \($0.joined)\n" }.joined()
}
