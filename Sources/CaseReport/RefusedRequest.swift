package import CaseFacts
package import CaseModel

/// A request support cannot do, and the field of the ticket that holds it.
package struct RefusedRequest: Sendable, Hashable {
    package let field: String
    package let fact: RefusalFact
}

/// Every request in a ticket's words that support turns down, by any edition of its policy; and URLs outside the zone.
package func refusedRequests(_ incident: Incident, _ facts: Facts) -> [RefusedRequest] {
    var refusals = facts.support.policy.refusals
    for policy in facts.support.others {
        refusals += policy.refusals.filter { other in !refusals.contains { $0.id == other.id } }
    }
    var found: [RefusedRequest] = []
    for refusal in refusals {
        if let field = incident.fields.first(where: { refusal.isAsked(in: $0.text) })?.name {
            found.append(RefusedRequest(field: field, fact: refusal))
        } else if refusal.id == "another-account", incident.hasForeignTarget {
            found.append(RefusedRequest(field: "a URL outside the zone", fact: refusal))
        }
    }
    return found
}

extension Incident {
    fileprivate var hasForeignTarget: Bool {
        targets.contains { target in target.hostname.map { !$0.isInside(zone) } ?? true }
    }
}
