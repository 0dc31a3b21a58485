import CaseModel
import CaseRedact

/// A walk from the root that reached something.
struct DelegationWalk: Sendable {
    let probe: DelegationProbe
    let evidence: DelegationEvidence
    let files: [String]

    /// - Returns: `nil` for another kind of step, and for one that saw nothing.
    init?(_ step: SealedStep) {
        guard case .delegation(let probe) = step.observation.value.step.action,
            case .delegation(let evidence) = step.observation.value.evidence
        else { return nil }
        self.probe = probe
        self.evidence = evidence
        files = step.files.map(\.description)
    }

    /// Cites the record of the step.
    func cite(_ says: String) -> Finding.Citation? {
        files.last.map { Finding.Citation(file: $0, says: says) }
    }

    /// Cites what the parent's servers delegate a zone to.
    func citeParent(of zone: DelegationZone) -> Finding.Citation? {
        cite("the parent names \(zone.parentServers.joined(separator: ", "))")
    }
}
