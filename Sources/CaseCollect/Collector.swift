package import CaseModel

/// What came of one probe.
package struct ProbeResult: Sendable {
    package var outcome: Outcome
    package var evidence: Observation.Evidence

    package init(_ outcome: Outcome, _ evidence: Observation.Evidence = .none) {
        self.outcome = outcome
        self.evidence = evidence
    }
}
