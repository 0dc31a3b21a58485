/// One thing to do, with its limits; a plan is a list of these.
package struct Step: Sendable, Equatable {
    package let id: StepID
    package let action: Action
    /// The most time it may take.
    package let deadline: Duration

    /// What is done.
    package enum Action: Sendable, Equatable {
        case http(HTTPProbe)
        case dns(DNSProbe)
        case delegation(DelegationProbe)
        case path(PathProbe)
        case time(TimeProbe)
    }

    /// The word for the kind in JSON and in progress lines.
    package enum Kind: String, Sendable, CaseIterable { case http, dns, path, status, api, time }

    package init(id: StepID, action: Action, deadline: Duration) {
        self.id = id
        self.action = action
        self.deadline = deadline
    }

    package var kind: Kind {
        switch action {
        case .http(let probe):
            switch probe.leg {
            case .edge, .origin, .trace: .http
            case .status: .status
            case .api: .api
            }
        case .dns, .delegation: .dns
        case .path: .path
        case .time: .time
        }
    }
}

/// What came of a step, as the world said it: raw, on the unsealed side.
package struct Observation: Sendable {
    package let step: Step
    package var outcome: Outcome
    package var startedAt: Timestamp
    /// From a monotonic clock.
    package var duration: Duration
    /// A line that repeats the step by hand, with curl, dig or the tool itself.
    package var command: String
    package var evidence: Evidence

    /// What was gathered; `none` when the step never got that far.
    package enum Evidence: Sendable {
        case none
        case http(HTTPEvidence)
        case dns(DNSEvidence)
        case delegation(DelegationEvidence)
        case path(ToolOutput)
        case time(TimeEvidence)
    }

    /// Whether evidence is missing: not when something was done differently to see whether it fails, and it did.
    package var isGap: Bool {
        switch step.action {
        case .http(let probe):
            if probe.way != nil, case .failed = outcome { return false }
            // Not every network lets the status page be asked.
            if probe.isExtra, outcome != .cancelled { return false }
        // A server need not say who it is, and a network may let nobody ask servers that were not named.
        case .dns(let probe):
            if probe.isAboutServer || probe.serverSource == .open, outcome != .cancelled { return false }
        case .delegation, .path, .time: break
        }
        return outcome.isGap
    }

    package init(
        step: Step, outcome: Outcome, startedAt: Timestamp, duration: Duration, command: String,
        evidence: Evidence
    ) {
        self.step = step
        self.outcome = outcome
        self.startedAt = startedAt
        self.duration = duration
        self.command = command
        self.evidence = evidence
    }
}
